package org.estimator4j.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;

/** Stub. */
public final class CheckpointStore implements AutoCloseable {

  private CheckpointStore() {}

  public static CheckpointStore open(Path modelDirectory, RetentionPolicy retention) {
    throw new UnsupportedOperationException();
  }

  public Path directory() {
    throw new UnsupportedOperationException();
  }

  public List<Checkpoint> list() {
    throw new UnsupportedOperationException();
  }

  public Checkpoint save(
      long globalStep, Map<String, ? extends Tensor> variables, Map<String, byte[]> states) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
