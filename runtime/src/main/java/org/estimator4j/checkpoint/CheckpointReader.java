package org.estimator4j.checkpoint;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.tensorflow.types.family.TType;

/** Stub. */
public final class CheckpointReader implements AutoCloseable {

  /** The string variable that holds the states of {@link CheckpointState}. */
  public static final String STATE_VARIABLE = "estimator4j/state";

  private CheckpointReader() {}

  public static CheckpointReader open(Checkpoint checkpoint) {
    throw new UnsupportedOperationException();
  }

  public static CheckpointReader open(Path prefix) {
    throw new UnsupportedOperationException();
  }

  public Checkpoint checkpoint() {
    throw new UnsupportedOperationException();
  }

  public CheckpointContents contents() {
    throw new UnsupportedOperationException();
  }

  public TType read(String name) {
    throw new UnsupportedOperationException();
  }

  public Map<String, TType> read(Collection<String> names) {
    throw new UnsupportedOperationException();
  }

  public Map<String, byte[]> states() {
    throw new UnsupportedOperationException();
  }

  public void verify() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
