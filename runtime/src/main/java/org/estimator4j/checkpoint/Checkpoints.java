package org.estimator4j.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Stub. */
public final class Checkpoints {
  private Checkpoints() {}

  public static List<Checkpoint> list(Path modelDirectory) {
    throw new UnsupportedOperationException();
  }

  public static Optional<Checkpoint> latest(Path modelDirectory) {
    throw new UnsupportedOperationException();
  }

  public static <R> Optional<R> restoreNewestUsable(
      Path modelDirectory, Function<CheckpointReader, R> action) {
    throw new UnsupportedOperationException();
  }
}
