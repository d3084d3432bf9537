package org.estimator4j.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.estimator4j.format.internal.MaskedCrc;

/**
 * The sorted table of keys and values that the index of a bundle is: the format of LevelDB's
 * tables, as TensorFlow writes them.
 *
 * <pre>
 * table  := block… metaindex-block index-block footer
 * block  := entry… restart…(fixed32) restart-count(fixed32), then type(1 byte: 0) crc(fixed32, masked)
 * entry  := shared(varint) unshared(varint) value-length(varint) key-suffix value
 * footer := metaindex-handle index-handle padding-to-40 magic(fixed64)
 * handle := offset(varint) size(varint), the size without the five bytes behind a block
 * </pre>
 *
 * <p>Here a key is a string of one char a byte, whose order is the order of bytes. Tables are small
 * and are held in memory as a whole.
 */
final class SortedTable {

  private static final long MAGIC = 0xdb4775248b80fb57L;
  private static final int FOOTER_LENGTH = 48;
  private static final int TRAILER_LENGTH = 5;
  private static final int BLOCK_LENGTH = 256 * 1024;
  private static final int RESTART_INTERVAL = 16;

  private SortedTable() {}

  /** Lays a table out as TensorFlow does, byte for byte. */
  static byte[] write(SortedMap<String, byte[]> values) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Block index = new Block(1);
    Block block = new Block(RESTART_INTERVAL);
    byte[] pending = {};
    String last = "";
    for (Map.Entry<String, byte[]> entry : values.entrySet()) {
      if (pending.length > 0) {
        index.add(separator(last, entry.getKey()), pending);
        pending = new byte[0];
      }
      last = entry.getKey();
      block.add(last, entry.getValue());
      if (block.size() >= BLOCK_LENGTH) {
        pending = append(file, block);
        block = new Block(RESTART_INTERVAL);
      }
    }
    if (!block.isEmpty()) {
      pending = append(file, block);
    }
    byte[] metaindex = append(file, new Block(RESTART_INTERVAL));
    if (pending.length > 0) {
      index.add(successor(last), pending);
    }
    byte[] indexHandle = append(file, index);
    ByteBuffer footer = ByteBuffer.allocate(FOOTER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    footer.put(metaindex).put(indexHandle).position(FOOTER_LENGTH - Long.BYTES);
    file.writeBytes(footer.putLong(MAGIC).array());
    return file.toByteArray();
  }

  /** Appends a block with its trailer; returns its handle. */
  private static byte[] append(ByteArrayOutputStream file, Block block) {
    byte[] contents = block.finish();
    ByteArrayOutputStream handle = new ByteArrayOutputStream();
    Varint.write(handle, file.size());
    Varint.write(handle, contents.length);
    CRC32C crc = new CRC32C();
    crc.update(contents);
    crc.update(0);
    file.writeBytes(contents);
    file.write(0);
    file.writeBytes(fixed32(MaskedCrc.of(crc)));
    return handle.toByteArray();
  }

  /** A short key that is not before {@code last} and before {@code next}. */
  private static String separator(String last, String next) {
    int shared = sharedPrefix(last, next);
    if (shared < Math.min(last.length(), next.length())) {
      char differs = last.charAt(shared);
      if (differs < 0xff && differs + 1 < next.charAt(shared)) {
        return last.substring(0, shared) + (char) (differs + 1);
      }
    }
    return last;
  }

  /** A short key that is not before {@code last}. */
  private static String successor(String last) {
    for (int i = 0; i < last.length(); i++) {
      if (last.charAt(i) != 0xff) {
        return last.substring(0, i) + (char) (last.charAt(i) + 1);
      }
    }
    return last;
  }

  private static int sharedPrefix(String a, String b) {
    int shared = 0;
    while (shared < Math.min(a.length(), b.length()) && a.charAt(shared) == b.charAt(shared)) {
      shared++;
    }
    return shared;
  }

  private static byte[] fixed32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  /** A block under construction. */
  private static final class Block {

    private final int restartInterval;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Integer> restarts = new ArrayList<>(List.of(0));
    private int sinceRestart;
    private String last = "";
    private boolean empty = true;

    Block(int restartInterval) {
      this.restartInterval = restartInterval;
    }

    void add(String key, byte[] value) {
      int shared = 0;
      if (sinceRestart < restartInterval) {
        shared = sharedPrefix(last, key);
      } else {
        restarts.add(bytes.size());
        sinceRestart = 0;
      }
      byte[] suffix = key.substring(shared).getBytes(StandardCharsets.ISO_8859_1);
      Varint.write(bytes, shared);
      Varint.write(bytes, suffix.length);
      Varint.write(bytes, value.length);
      bytes.writeBytes(suffix);
      bytes.writeBytes(value);
      last = key;
      sinceRestart++;
      empty = false;
    }

    boolean isEmpty() {
      return empty;
    }

    int size() {
      return bytes.size() + Integer.BYTES * (restarts.size() + 1);
    }

    byte[] finish() {
      for (int restart : restarts) {
        bytes.writeBytes(fixed32(restart));
      }
      bytes.writeBytes(fixed32(restarts.size()));
      return bytes.toByteArray();
    }
  }

  /**
   * Reads a table and checks every checksum.
   *
   * @throws IOException if the bytes are no table; the message completes "the index file …"
   */
  static SortedMap<String, byte[]> read(byte[] file) throws IOException {
    if (file.length < FOOTER_LENGTH) {
      throw new IOException("is cut off: " + file.length + " bytes are fewer than its footer has");
    }
    ByteBuffer footer = buffer(file, file.length - FOOTER_LENGTH, FOOTER_LENGTH);
    if (footer.getLong(FOOTER_LENGTH - Long.BYTES) != MAGIC) {
      throw new IOException("does not end with the mark of an index: it is cut off, or is none");
    }
    try {
      SortedMap<String, byte[]> values = new TreeMap<>(block(file, footer));
      if (!values.isEmpty()) {
        throw new IOException("has a filter, which no version of TensorFlow writes");
      }
      for (byte[] handle : block(file, footer).values()) {
        values.putAll(block(file, ByteBuffer.wrap(handle)));
      }
      return values;
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("is no well-formed index", e);
    }
  }

  private static SortedMap<String, byte[]> block(byte[] file, ByteBuffer handle)
      throws IOException {
    int offset = Varint.readInt(handle);
    int size = Varint.readInt(handle);
    if (size > file.length - TRAILER_LENGTH - offset) {
      throw new IOException("is cut off: a block would lie behind its end");
    }
    int stored = buffer(file, offset + size + 1, Integer.BYTES).getInt();
    if (MaskedCrc.of(file, offset, size + 1) != stored) {
      throw new IOException("has a wrong checksum in its block at byte " + offset);
    }
    if (file[offset + size] != 0) {
      throw new IOException("is compressed, which no version of TensorFlow does");
    }
    int restarts = buffer(file, offset + size - Integer.BYTES, Integer.BYTES).getInt();
    ByteBuffer entries = buffer(file, offset, size - Integer.BYTES * (restarts + 1));
    SortedMap<String, byte[]> values = new TreeMap<>();
    String last = "";
    while (entries.hasRemaining()) {
      int shared = Varint.readInt(entries);
      byte[] suffix = new byte[Varint.readInt(entries)];
      byte[] value = new byte[Varint.readInt(entries)];
      entries.get(suffix).get(value);
      last = last.substring(0, shared) + new String(suffix, StandardCharsets.ISO_8859_1);
      values.put(last, value);
    }
    return values;
  }

  private static ByteBuffer buffer(byte[] bytes, int from, int length) {
    return ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
