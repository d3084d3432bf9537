package org.estimator4j.input;

import de.siegmar.fastcsv.reader.CloseableIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of files as rows; reads its way to a place. */
record CsvStream(CsvLayout layout) implements RowStream {

  private static final Logger LOG = LoggerFactory.getLogger(CsvStream.class);

  @Override
  public ElementSpec spec() {
    return layout.spec();
  }

  @Override
  public long length() {
    return UNKNOWN;
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    return new Reader().skip(position);
  }

  @Override
  public String operation() {
    return "CSV " + DataFiles.text(layout.files());
  }

  @Override
  public List<RowStream> inner() {
    return List.of();
  }

  @Override
  public String fingerprint() {
    return "CSV "
        + DataFiles.digest(layout.files())
        + " "
        + layout.spec()
        + " "
        + layout.missing()
        + layout.invalid()
        + (layout.skipsBadRows() ? " bad rows skipped" : "");
  }

  @Override
  public String details() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < spec().size(); i++) {
      text.append(i < spec().features().size() ? "\n  feature " : "\n  label ")
          .append(spec().column(i));
      if (layout.missing().get(i).kind() != Missing.Kind.FAIL) {
        text.append(", ").append(layout.missing().get(i));
      }
    }
    return text.toString();
  }

  private final class Reader implements RowReader {

    private int file = -1;
    private @Nullable CloseableIterator<CsvLine> lines;
    private @Nullable CsvLineReader handler;
    private long skipped;

    @Override
    public Object @Nullable [] next() {
      while (true) {
        CsvLine line = nextLine();
        if (line == null) {
          if (!openNext()) {
            return null;
          }
        } else if (line.error() != null) {
          if (!layout.skipsBadRows()) {
            throw InputException.ofRow(line.error(), null);
          }
          skipped++;
        } else if (line.isSkipped()) {
          skipped++;
        } else {
          return line.values();
        }
      }
    }

    @Override
    public @Nullable Supplier<String> place() {
      if (handler == null || file >= layout.files().size()) {
        return null;
      }
      Path path = layout.files().get(file);
      long line = handler.line();
      return () -> path.toAbsolutePath() + ", line " + line;
    }

    private @Nullable CsvLine nextLine() {
      CloseableIterator<CsvLine> open = lines;
      if (open == null) {
        return null;
      }
      try {
        return open.hasNext() ? open.next() : null;
      } catch (RuntimeException e) {
        throw CsvReaders.failed(layout.files().get(file), handler == null ? 0 : handler.line(), e);
      }
    }

    private boolean openNext() {
      close();
      if (file + 1 >= layout.files().size()) {
        if (skipped > 0) {
          LOG.warn("{}: {} rows were skipped in this pass", operation(), skipped);
          skipped = 0;
        }
        file = layout.files().size();
        return false;
      }
      Path path = layout.files().get(++file);
      handler = new CsvLineReader(layout, path);
      lines = CsvReaders.open(path, layout.separator(), handler);
      CsvLine header = nextLine();
      String error = header == null ? path.toAbsolutePath() + " is empty" : header.error();
      if (error != null) {
        throw new InputException(error);
      }
      return true;
    }

    @Override
    public void close() {
      if (lines != null) {
        try {
          lines.close();
        } catch (IOException e) {
          throw new InputException("cannot close " + layout.files().get(file), e);
        } finally {
          lines = null;
        }
      }
    }
  }
}
