package org.estimator4j.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of the files of a bundle, and of those in a model directory. */
final class BundleFiles {

  /** The list of checkpoints, as Python names it. */
  static final String STATE = "checkpoint";

  /** The graph as text, as Python names it. */
  static final String GRAPH = "graph.pbtxt";

  /** What {@link #STATE} and {@link #GRAPH} are called while they are being written. */
  static final String STATE_PENDING = "checkpoint.pending";

  /** What a bundle's name ends with while it is being written. */
  static final String PENDING = ".pending";

  /** What the names of our bundles begin with. */
  static final String NAME = "model.ckpt-";

  private static final Pattern FILE =
      Pattern.compile("(.+)\\.(?:index|meta|data-\\d{5}-of-\\d{5})(\\.tempstate\\d+)?");
  private static final Pattern STEP = Pattern.compile(".*-(\\d{1,18})(?:\\.pending)?");

  private BundleFiles() {}

  static Path index(Path prefix) {
    return sibling(prefix, ".index");
  }

  static Path data(Path prefix, int shard, int shards) {
    return sibling(prefix, String.format(Locale.ROOT, ".data-%05d-of-%05d", shard, shards));
  }

  /** The graph of a bundle, for Python; there may be none. */
  static Path meta(Path prefix) {
    return sibling(prefix, ".meta");
  }

  /** The only data file of a bundle that we write. */
  static Path data(Path prefix) {
    return data(prefix, 0, 1);
  }

  static Path sibling(Path prefix, String suffix) {
    return prefix.resolveSibling(prefix.getFileName() + suffix);
  }

  static String name(long step) {
    return NAME + step;
  }

  /** The number behind the last dash, or -1. */
  static long step(String name) {
    Matcher matcher = STEP.matcher(name);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  /** Every file on disk that belongs to a bundle: index, data, and {@code .meta}. */
  static List<Path> of(Path prefix) throws IOException {
    String name = String.valueOf(prefix.getFileName());
    List<Path> files = new ArrayList<>();
    Path directory = prefix.toAbsolutePath().getParent();
    if (directory == null) {
      return files;
    }
    for (Path file : list(directory)) {
      if (name.equals(bundle(file))) {
        files.add(file);
      }
    }
    return files;
  }

  /** The name of the bundle that a file belongs to, or an empty text. */
  static String bundle(Path file) {
    Matcher matcher = FILE.matcher(String.valueOf(file.getFileName()));
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** The files of a directory, in the order of their names; none if there is no directory. */
  static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
