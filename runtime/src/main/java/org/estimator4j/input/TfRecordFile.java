package org.estimator4j.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.estimator4j.format.internal.RecordFraming;

/** A record file, packed by gzip or not, read record by record; its errors name the place. */
final class TfRecordFile implements AutoCloseable {

  private final Path file;
  private final InputStream in;
  private final RecordFraming.Reader reader;

  TfRecordFile(Path file) {
    this.file = file;
    try {
      this.in = DataFiles.open(file);
    } catch (IOException e) {
      throw new InputException("cannot read " + file.toAbsolutePath(), e);
    }
    this.reader = new RecordFraming.Reader(in);
  }

  /**
   * Reads the next record to {@link #data()}.
   *
   * @return its length in bytes, -1 at the end
   * @throws InputException if the file ends inside a record or a checksum differs
   */
  int next() {
    try {
      return reader.next();
    } catch (IOException e) {
      throw new InputException(
          "cannot read "
              + file.toAbsolutePath()
              + ", record "
              + reader.records()
              + " at byte "
              + reader.offset()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** The record that {@link #next} read last, at its beginning; valid until the next call. */
  byte[] data() {
    return reader.data();
  }

  /** The record that {@link #next} gave last, for messages. */
  Supplier<String> place() {
    long record = reader.records() - 1;
    return () -> file.toAbsolutePath() + ", record " + record;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new InputException("cannot close " + file.toAbsolutePath(), e);
    }
  }
}
