package org.estimator4j.input;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.estimator4j.format.internal.RecordFraming;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of a stream, read once and kept in a file for every later pass and process. The file is
 * a record file: the first record says what the rows came from, every other one is a row.
 */
record FileCachedStream(RowStream source, Path file) implements OuterStream {

  private static final Logger LOG = LoggerFactory.getLogger(FileCachedStream.class);
  private static final String HEAD = "estimator4j cache 1\n";

  FileCachedStream {
    RowOrder.requireEnd(source.length(), "cache(…)", "keep", "cache(…).repeat()");
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    String head = HEAD + "seed " + key.seed() + "\n" + source.fingerprint();
    TfRecordFile records;
    synchronized (FileCachedStream.class) { // opened here too: another seed may write it anew
      if (!isOf(head)) {
        write(head, key.seed());
      }
      records = new TfRecordFile(file);
    }
    boolean opened = false;
    try {
      records.next();
      for (long left = position; left > 0 && records.next() >= 0; ) {
        left--;
      }
      opened = true;
      return new Reader(records);
    } finally {
      if (!opened) {
        records.close();
      }
    }
  }

  /** Whether the file is there and holds these very rows. */
  private boolean isOf(String head) {
    if (!Files.exists(file)) {
      return false;
    }
    try (TfRecordFile records = new TfRecordFile(file)) {
      int length = records.next();
      String found = new String(records.data(), 0, Math.max(0, length), StandardCharsets.UTF_8);
      if (!found.startsWith(HEAD)) {
        throw new InputException(
            file.toAbsolutePath() + " is no cache; it is not overwritten: name another file");
      }
      if (!found.equals(head)) {
        LOG.info("{} holds other rows and is written anew", file.toAbsolutePath());
      }
      return found.equals(head);
    }
  }

  private void write(String head, long seed) {
    Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
          RowReader rows = source.open(new OrderKey(seed, 0), 0)) {
        RecordFraming.write(out, head.getBytes(StandardCharsets.UTF_8));
        for (Object[] row = rows.next(); row != null; row = rows.next()) {
          RecordFraming.write(out, RowCodec.encode(row));
        }
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InputException("cannot write " + file.toAbsolutePath(), e);
    } finally {
      discard(part);
    }
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      LOG.warn("cannot delete {}", part, e);
    }
  }

  @Override
  public String operation() {
    return "cache in " + file.getFileName();
  }

  private final class Reader implements RowReader {

    private final TfRecordFile records;

    Reader(TfRecordFile records) {
      this.records = records;
    }

    @Override
    public Object @Nullable [] next() {
      int length = records.next();
      if (length < 0) {
        return null;
      }
      try {
        return RowCodec.decode(records.data(), length, spec().size());
      } catch (IOException e) {
        throw new InputException(records.place().get() + ": " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      records.close();
    }
  }
}
