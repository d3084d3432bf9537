package org.estimator4j.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.estimator4j.format.internal.Durable;

/**
 * Every change that saving makes to a file system, so that tests can let each of them fail. Nothing
 * here is retried or repaired; callers do.
 */
class Disk {

  /** Opens a file for writing, new or empty. */
  FileChannel create(Path file) throws IOException {
    return Durable.create(file);
  }

  /** Writes all bytes. */
  void write(FileChannel file, ByteBuffer bytes) throws IOException {
    Durable.write(file, bytes);
  }

  /** Waits until the content of a file is on the device. */
  void sync(FileChannel file) throws IOException {
    file.force(true);
  }

  /** Waits until the names in a directory are on the device; Windows does that by itself. */
  void syncDirectory(Path directory) throws IOException {
    Durable.syncDirectory(directory);
  }

  /** Gives a file another name, in place of any file that has it, in one step. */
  void rename(Path from, Path to) throws IOException {
    Durable.rename(from, to);
  }

  /** Gives a file a second name, or copies it where a file system has no links. */
  void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException | IOException e) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
      Durable.sync(to);
    }
  }

  /** Removes a file if it is there. */
  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
