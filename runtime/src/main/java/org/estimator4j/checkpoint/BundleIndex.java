package org.estimator4j.checkpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The index of a bundle, read as a whole.
 *
 * @param shards the number of data files
 * @param entries where each value is, by {@linkplain #key key}
 */
record BundleIndex(int shards, SortedMap<String, BundleEntry> entries) {

  private static final int HEADER_SHARDS = 1;
  private static final int HEADER_ENDIANNESS = 2;

  /** Reads the index of a bundle and checks its checksums. */
  static BundleIndex read(Path prefix) {
    Path file = BundleFiles.index(prefix);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new DamagedCheckpointException(
          prefix, "checkpoint " + prefix + " is incomplete: " + file + " is missing", e);
    } catch (IOException e) {
      throw new CheckpointException(file, "cannot read " + file + ": " + e, e);
    }
    try {
      SortedMap<String, byte[]> table = SortedTable.read(bytes);
      byte[] header = table.remove("");
      if (header == null) {
        throw new IOException("has no header");
      }
      SortedMap<String, BundleEntry> entries = new TreeMap<>();
      for (Map.Entry<String, byte[]> entry : table.entrySet()) {
        entries.put(entry.getKey(), BundleEntry.decode(entry.getValue()));
      }
      return new BundleIndex(shards(header), Collections.unmodifiableSortedMap(entries));
    } catch (IOException e) {
      throw new DamagedCheckpointException(
          prefix,
          "checkpoint " + prefix + " is damaged: the index file " + file + " " + e.getMessage(),
          e);
    }
  }

  private static int shards(byte[] header) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(header);
    int shards = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case HEADER_SHARDS -> shards = in.readInt32();
        case HEADER_ENDIANNESS -> {
          if (in.readEnum() != 0) {
            throw new IOException("was written by a big-endian machine, which is not supported");
          }
        }
        default -> in.skipField(tag);
      }
    }
    return shards;
  }

  /** The key of a variable: its name in UTF-8, a char for each byte. */
  static String key(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The name of a variable by its key. */
  static String name(String key) {
    return new String(key.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /**
   * What the keys of a variable's parts begin with: TensorFlow's ordered code of 0, and of the name
   * with its end. Behind that are the places of the part, in their order.
   */
  static String sliceKeys(String name) {
    return "\0" + key(name) + "\0\1";
  }

  /** The first key that does not begin so. */
  static String behindSliceKeys(String name) {
    return "\0" + key(name) + "\0\2";
  }

  /** Whether a key is that of a part of a partitioned variable, not of a variable. */
  static boolean isSlice(String key) {
    return key.startsWith("\0");
  }
}
