package org.estimator4j.checkpoint;

import java.util.Map;

/** Stub. */
public record CheckpointContents(Checkpoint checkpoint, Map<String, VariableSpec> variables) {

  public CheckpointDifference compareWith(Map<String, VariableSpec> expected) {
    throw new UnsupportedOperationException();
  }

  public void requireCompatible(Map<String, VariableSpec> expected) {
    throw new UnsupportedOperationException();
  }
}
