package org.estimator4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A place for the files of a bundle that are read once more and then go. */
record TemporaryBundle(Path directory) implements AutoCloseable {

  static TemporaryBundle create() {
    try {
      return new TemporaryBundle(Files.createTempDirectory("estimator4j-"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary directory", e);
    }
  }

  Path prefix() {
    return directory.resolve("model.ckpt-0");
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> inFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : inFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }
}
