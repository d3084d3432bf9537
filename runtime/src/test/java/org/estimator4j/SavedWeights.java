package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.tensorflow.TensorMemory;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** The bits of a saved {@link RingModel}. */
final class SavedWeights {

  private SavedWeights() {}

  /** Every variable of the newest checkpoint, Adam's slots and the batch counter included. */
  static Map<String, String> of(Path modelDir) {
    return of(Checkpoints.latest(modelDir).orElseThrow());
  }

  /** Every variable of a checkpoint. */
  static Map<String, String> of(Checkpoint checkpoint) {
    Map<String, String> weights = new TreeMap<>();
    try (CheckpointReader reader = CheckpointReader.open(checkpoint)) {
      for (String variable : reader.contents().variables().keySet()) {
        try (TType tensor = reader.read(variable)) {
          if (!(tensor instanceof TString)) {
            byte[] bytes = new byte[(int) TensorMemory.size(tensor)];
            TensorMemory.bytes(tensor).get(bytes);
            weights.put(variable, HexFormat.of().formatHex(bytes));
          }
        }
      }
    }
    assertTrue(weights.keySet().contains("hidden/kernel/Adam_1"), weights.keySet().toString());
    return weights;
  }
}
