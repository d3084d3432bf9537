package org.estimator4j.format.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * TensorFlow's record format, of files of examples and of files of events. Of each record, all
 * numbers little-endian:
 *
 * <pre>
 * uint64 length
 * uint32 masked CRC-32C of the length
 * byte[] data
 * uint32 masked CRC-32C of the data
 * </pre>
 *
 * <p>Source: {@code tensorflow/core/lib/io/record_writer.h}.
 */
public final class RecordFraming {

  private static final int HEAD = Long.BYTES + Integer.BYTES;

  private RecordFraming() {}

  /** Writes one record. */
  public static void write(OutputStream out, byte[] data) throws IOException {
    ByteBuffer record =
        ByteBuffer.allocate(HEAD + data.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(MaskedCrc.of(record.array(), 0, Long.BYTES));
    record.put(data);
    record.putInt(MaskedCrc.of(data, 0, data.length));
    out.write(record.array());
  }

  /** Reads record after record into an array that grows to the longest of them. */
  public static final class Reader {

    private final InputStream from;
    private final ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
    private byte[] data = {};
    private long records;
    private long offset;

    /** Reads from a stream that stays the caller's to close. */
    public Reader(InputStream from) {
      this.from = from;
    }

    /**
     * Reads the next record to {@link #data()}.
     *
     * @return its length in bytes, -1 at the end
     * @throws EOFException if the stream ends inside the record
     * @throws StreamCorruptedException if a checksum differs, or the length is none
     */
    public int next() throws IOException {
      int read = from.readNBytes(head.array(), 0, HEAD);
      if (read == 0) {
        return -1;
      }
      requireWhole(read == HEAD);
      requireChecksum(
          head.getInt(Long.BYTES) == MaskedCrc.of(head.array(), 0, Long.BYTES), "length");
      long length = head.getLong(0);
      if (length < 0 || length > Integer.MAX_VALUE - 16) {
        throw new StreamCorruptedException("its length is " + length + " bytes");
      }
      int size = (int) length;
      if (data.length < size + Integer.BYTES) {
        data = new byte[Math.max(size + Integer.BYTES, 2 * data.length)];
      }
      requireWhole(from.readNBytes(data, 0, size + Integer.BYTES) == size + Integer.BYTES);
      int stored = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt(size);
      requireChecksum(stored == MaskedCrc.of(data, 0, size), "data");
      records++;
      offset += HEAD + length + Integer.BYTES;
      return size;
    }

    /** The record that {@link #next} read last, at the beginning; valid until the next call. */
    public byte[] data() {
      return data;
    }

    /** How many records were read. */
    public long records() {
      return records;
    }

    /** Where the next record begins, in bytes of the stream. */
    public long offset() {
      return offset;
    }

    private static void requireWhole(boolean whole) throws EOFException {
      if (!whole) {
        throw new EOFException("the file ends inside of it");
      }
    }

    private static void requireChecksum(boolean equal, String of) throws StreamCorruptedException {
      if (!equal) {
        throw new StreamCorruptedException(
            "the checksum of its " + of + " differs: the file is damaged, or none");
      }
    }
  }
}
