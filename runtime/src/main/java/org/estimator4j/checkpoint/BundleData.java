package org.estimator4j.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.estimator4j.format.internal.MaskedCrc;
import org.jspecify.annotations.Nullable;

/** The data files of a bundle, opened when they are first read. */
final class BundleData implements AutoCloseable {

  /** The most bytes that are read at once. */
  static final int CHUNK = 4 << 20;

  /** Gives memory for a part of a value. */
  interface Target {

    /** A buffer of exactly {@code length} bytes for those from {@code from} on. */
    ByteBuffer part(long from, int length);
  }

  private final Path prefix;
  private final @Nullable FileChannel[] files;
  private boolean closed;

  BundleData(Path prefix, int shards) {
    this.prefix = prefix;
    this.files = new FileChannel[shards];
  }

  /** Reads the bytes of a value and compares their checksum. */
  void read(String name, BundleEntry entry, Target target) {
    FileChannel file = file(name, entry);
    CRC32C crc = new CRC32C();
    for (long from = 0; from < entry.size(); from += CHUNK) {
      ByteBuffer part = target.part(from, (int) Math.min(CHUNK, entry.size() - from));
      fill(name, entry, file, from, part);
      crc.update(part.flip());
    }
    if (MaskedCrc.of(crc) != entry.crc()) {
      throw damaged(name, entry, "has a wrong checksum");
    }
  }

  /** Reads the bytes of a value without looking at the checksum: that of strings is another one. */
  ByteBuffer readAll(String name, BundleEntry entry) {
    FileChannel file = file(name, entry);
    if (entry.size() > Integer.MAX_VALUE - 8) {
      throw damaged(name, entry, "would be strings of " + entry.size() + " bytes");
    }
    ByteBuffer all = ByteBuffer.allocate((int) entry.size());
    fill(name, entry, file, 0, all);
    return all.flip();
  }

  /** The error for a value that is not what it should be. */
  DamagedCheckpointException damaged(String name, BundleEntry entry, String problem) {
    return new DamagedCheckpointException(
        prefix,
        "checkpoint "
            + prefix
            + " is damaged: variable '"
            + name
            + "' "
            + problem
            + " (bytes "
            + entry.offset()
            + " to "
            + (entry.offset() + entry.size())
            + " of "
            + path(entry)
            + ")",
        null);
  }

  private Path path(BundleEntry entry) {
    return BundleFiles.data(prefix, entry.shard(), files.length);
  }

  /** The file of a value, which must be long enough. */
  private FileChannel file(String name, BundleEntry entry) {
    if (closed) {
      throw new IllegalStateException("the reader of checkpoint " + prefix + " is closed");
    }
    Path path = path(entry);
    if (entry.shard() >= files.length) {
      throw damaged(name, entry, "would be in a file that the index does not count");
    }
    try {
      FileChannel file = files[entry.shard()];
      if (file == null) {
        file = FileChannel.open(path, StandardOpenOption.READ);
        files[entry.shard()] = file;
      }
      if (file.size() - entry.offset() < entry.size()) {
        throw damaged(name, entry, "is cut off: the file has only " + file.size() + " bytes");
      }
      return file;
    } catch (NoSuchFileException e) {
      throw new DamagedCheckpointException(
          prefix, "checkpoint " + prefix + " is incomplete: " + path + " is missing", e);
    } catch (IOException e) {
      throw new CheckpointException(path, "cannot read " + path + ": " + e, e);
    }
  }

  private void fill(String name, BundleEntry entry, FileChannel file, long from, ByteBuffer into) {
    try {
      long at = entry.offset() + from;
      while (into.hasRemaining()) {
        int read = file.read(into, at);
        if (read < 0) {
          throw damaged(name, entry, "is cut off");
        }
        at += read;
      }
    } catch (IOException e) {
      throw new CheckpointException(path(entry), "cannot read " + path(entry) + ": " + e, e);
    }
  }

  /** Closes what is open; a second call does nothing. */
  @Override
  public void close() {
    closed = true;
    IOException failure = null;
    for (int i = 0; i < files.length; i++) {
      FileChannel file = files[i];
      if (file != null) {
        files[i] = null;
        try {
          file.close();
        } catch (IOException e) {
          if (failure == null) {
            failure = e;
          } else {
            failure.addSuppressed(e);
          }
        }
      }
    }
    if (failure != null) {
      throw new CheckpointException(prefix, "cannot close checkpoint " + prefix, failure);
    }
  }
}
