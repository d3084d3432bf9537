package org.estimator4j.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A file system that fails at its n-th change, once or for good. It loses half of what was written
 * but not synced when it dies, as a machine without power may.
 */
final class MortalDisk extends Disk {

  /** The process is gone: nothing that runs afterwards has any effect. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final boolean deadly;
  private final Map<FileChannel, Path> unsynced = new HashMap<>();
  private int changesLeft;
  private boolean dead;
  private String failed = "";

  private MortalDisk(int changes, boolean deadly) {
    this.changesLeft = changes;
    this.deadly = deadly;
  }

  /** Never fails, and need not wait for a device. */
  static MortalDisk immortal() {
    return new MortalDisk(Integer.MAX_VALUE, false);
  }

  /** Makes that many changes, and dies in the next one. */
  static MortalDisk dyingAfter(int changes) {
    return new MortalDisk(changes, true);
  }

  /** Makes that many changes, fails in the next one, and works again. */
  static MortalDisk failingAfter(int changes) {
    return new MortalDisk(changes, false);
  }

  /** The change that failed; empty if all went well. */
  String failed() {
    return failed;
  }

  private void change(String what) throws IOException {
    if (dead) {
      throw new Killed();
    }
    if (changesLeft-- == 0) {
      failed = what;
      if (deadly) {
        dead = true;
        for (Path file : unsynced.values()) {
          try (FileChannel channel = super.create(file)) {
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
          }
        }
        throw new Killed();
      }
      throw new IOException("No space left on device");
    }
  }

  @Override
  FileChannel create(Path file) throws IOException {
    change("create " + file.getFileName());
    FileChannel channel = super.create(file);
    unsynced.put(channel, file);
    return channel;
  }

  @Override
  void write(FileChannel file, ByteBuffer bytes) throws IOException {
    ByteBuffer half = bytes.duplicate().limit(bytes.position() + bytes.remaining() / 2);
    super.write(file, half);
    bytes.position(half.position());
    change("write " + unsynced.get(file));
    super.write(file, bytes);
  }

  @Override
  void sync(FileChannel file) throws IOException {
    change("sync " + unsynced.get(file));
    unsynced.remove(file);
  }

  @Override
  void syncDirectory(Path directory) throws IOException {
    change("sync directory");
  }

  @Override
  void rename(Path from, Path to) throws IOException {
    change("rename to " + to.getFileName());
    super.rename(from, to);
  }

  @Override
  void link(Path from, Path to) throws IOException {
    change("link to " + to.getFileName());
    super.link(from, to);
  }

  @Override
  void delete(Path file) throws IOException {
    change("delete " + file.getFileName());
    super.delete(file);
  }
}
