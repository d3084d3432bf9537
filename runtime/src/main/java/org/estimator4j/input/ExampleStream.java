package org.estimator4j.input;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code tf.Example}s of record files as rows; reads its way to a place. */
record ExampleStream(List<Path> files, ElementSpec spec, List<Missing> missing)
    implements RowStream {

  private static final Logger LOG = LoggerFactory.getLogger(ExampleStream.class);

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
    return "TFRecord " + DataFiles.text(files);
  }

  @Override
  public List<RowStream> inner() {
    return List.of();
  }

  @Override
  public String fingerprint() {
    return "TFRecord " + DataFiles.digest(files) + " " + spec + " " + missing;
  }

  @Override
  public String details() {
    return spec.asLines();
  }

  private final class Reader implements RowReader {

    private final ExampleReader examples = new ExampleReader(spec, missing);
    private int file = -1;
    private @Nullable TfRecordFile records;
    private long skipped;

    @Override
    public Object @Nullable [] next() {
      while (true) {
        TfRecordFile open = records;
        int length = open == null ? -1 : open.next();
        if (open != null && length >= 0) {
          Object[] row = read(open, length);
          if (row != null) {
            return row;
          }
          skipped++;
        } else if (!openNext()) {
          return null;
        }
      }
    }

    private Object @Nullable [] read(TfRecordFile open, int length) {
      try {
        return examples.read(open.data(), length);
      } catch (IllegalArgumentException e) {
        throw InputException.ofRow(open.place().get() + ": " + e.getMessage(), e);
      }
    }

    @Override
    public @Nullable Supplier<String> place() {
      return records == null ? null : records.place();
    }

    private boolean openNext() {
      close();
      if (file + 1 >= files.size()) {
        if (skipped > 0) {
          LOG.warn("{}: {} rows were skipped in this pass", operation(), skipped);
          skipped = 0;
        }
        file = files.size();
        return false;
      }
      records = new TfRecordFile(files.get(++file));
      return true;
    }

    @Override
    public void close() {
      if (records != null) {
        records.close();
        records = null;
      }
    }
  }
}
