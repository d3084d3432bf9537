package org.estimator4j.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * TensorFlow's record files. Of each record, numbers little-endian: length (uint64), masked CRC-32C
 * of the length, data, masked CRC-32C of the data. Source: {@code
 * tensorflow/core/lib/io/record_reader.h}.
 */
final class TfRecordFile implements AutoCloseable {

  private static final int HEAD = Long.BYTES + Integer.BYTES;

  private final Path file;
  private final InputStream in;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C crc = new CRC32C();
  private byte[] data = {};
  private long records;
  private long offset;

  TfRecordFile(Path file) {
    this.file = file;
    try {
      this.in = DataFiles.open(file);
    } catch (IOException e) {
      throw new InputException("cannot read " + file.toAbsolutePath(), e);
    }
  }

  /**
   * Reads the next record to {@link #data()}.
   *
   * @return its length in bytes, -1 at the end
   * @throws InputException if the file ends inside a record or a checksum differs
   */
  int next() {
    try {
      int read = in.readNBytes(head.array(), 0, HEAD);
      if (read == 0) {
        return -1;
      }
      requireWhole(read == HEAD);
      requireChecksum(head.getInt(Long.BYTES) == masked(crc, head.array(), Long.BYTES), "length");
      long length = head.getLong(0);
      if (length < 0 || length > Integer.MAX_VALUE - 16) {
        throw failed("its length is " + length + " bytes", null);
      }
      int size = (int) length;
      if (data.length < size + Integer.BYTES) {
        data = new byte[Math.max(size + Integer.BYTES, 2 * data.length)];
      }
      requireWhole(in.readNBytes(data, 0, size + Integer.BYTES) == size + Integer.BYTES);
      ByteBuffer record = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
      requireChecksum(record.getInt(size) == masked(crc, data, size), "data");
      records++;
      offset += HEAD + length + Integer.BYTES;
      return size;
    } catch (EOFException e) {
      throw failed("the packed file ends inside of it", e);
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    }
  }

  /** The record that {@link #next} read last, at its beginning; valid until the next call. */
  byte[] data() {
    return data;
  }

  private void requireWhole(boolean whole) {
    if (!whole) {
      throw failed("the file ends inside of it", null);
    }
  }

  private void requireChecksum(boolean equal, String of) {
    if (!equal) {
      throw failed("the checksum of its " + of + " differs: the file is damaged, or none", null);
    }
  }

  private InputException failed(String reason, @Nullable Throwable cause) {
    return new InputException(
        "cannot read "
            + file.toAbsolutePath()
            + ", record "
            + records
            + " at byte "
            + offset
            + ": "
            + reason,
        cause);
  }

  /** The record that {@link #next} gave last, for messages. */
  String place() {
    return file.toAbsolutePath() + ", record " + (records - 1);
  }

  static void write(OutputStream out, byte[] record) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(record.length).putInt(masked(crc, head.array(), Long.BYTES));
    ByteBuffer tail = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    tail.putInt(masked(crc, record, record.length));
    out.write(head.array());
    out.write(record);
    out.write(tail.array());
  }

  /** Rotated, lest a checksum of data that holds checksums be weak. */
  private static int masked(CRC32C crc, byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
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
