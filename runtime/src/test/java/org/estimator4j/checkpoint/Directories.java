package org.estimator4j.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Model directories for tests. */
final class Directories {

  private Directories() {}

  /** Copies a directory that Python wrote, so that it may be changed. */
  static Path python(String name, Path to) throws IOException {
    for (String file : pythonFiles(name)) {
      try (InputStream in = Directories.class.getResourceAsStream("python/" + name + "/" + file)) {
        if (in == null) {
          throw new IOException("no resource " + file);
        }
        Files.copy(in, to.resolve(file));
      }
    }
    return to;
  }

  private static List<String> pythonFiles(String name) {
    List<Integer> steps = name.equals("custom") ? List.of(100, 150, 200) : List.of(200);
    Stream<String> bundles =
        steps.stream()
            .flatMap(
                step ->
                    Stream.of(
                        "model.ckpt-" + step + ".index",
                        "model.ckpt-" + step + ".data-00000-of-00001"));
    Stream<String> state = name.equals("custom") ? Stream.of("checkpoint") : Stream.of();
    return Stream.concat(state, bundles).toList();
  }

  /** The names of the files, sorted, without the lock's. */
  static List<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.equals("estimator4j.lock"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names that a directory has with these checkpoints and nothing else. */
  static List<String> namesOf(int... steps) {
    Stream.Builder<String> names = Stream.builder();
    names.add("checkpoint");
    for (int step : steps) {
      names.add("model.ckpt-" + step + ".data-00000-of-00001");
      names.add("model.ckpt-" + step + ".index");
    }
    return names.build().sorted().toList();
  }

  /** Replaces the content of a file by what a function makes of it. */
  static void change(Path file, UnaryOperator<byte[]> change) {
    try {
      Files.write(file, change.apply(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
