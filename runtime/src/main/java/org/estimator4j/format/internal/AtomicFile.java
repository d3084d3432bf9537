package org.estimator4j.format.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

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
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a root is no file");
    Path pending = file.resolveSibling(file.getFileName() + ".pending");
    try {
      try (FileChannel channel = Durable.create(pending)) {
        Durable.write(channel, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
      Durable.rename(pending, file);
    } catch (IOException e) {
      Files.deleteIfExists(pending);
      throw e;
    }
    Durable.syncDirectory(directory);
  }
}
