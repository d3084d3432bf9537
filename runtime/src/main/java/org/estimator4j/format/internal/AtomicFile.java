package org.estimator4j.format.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A small file that is replaced as a whole: a reader finds the old content or the new one. */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Replaces the content, and waits until it is on the device. Killed at any moment, or failing, it
   * leaves the old content.
   *
   * @param file the file; its directory is there
   * @param content the new content
   */
  public static void write(Path file, String content) throws IOException {
    Path pending = file.resolveSibling(file.getFileName() + ".pending");
    try (FileChannel channel =
        FileChannel.open(
            pending,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(pending);
      throw e;
    }
    Files.move(pending, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
