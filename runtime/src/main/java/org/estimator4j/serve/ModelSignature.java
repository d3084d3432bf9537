package org.estimator4j.serve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.estimator4j.feature.FeatureKind;
import org.tensorflow.ndarray.Shape;

/**
 * What a model takes and gives. Immutable.
 *
 * @param key its name in the SavedModel, such as {@code serving_default}
 * @param method the interface of TensorFlow Serving that it belongs to, such as {@code
 *     tensorflow/serving/predict}
 * @param inputs what it takes, by name
 * @param outputs what it gives, by name
 */
public record ModelSignature(
    String key, String method, Map<String, TensorSpec> inputs, Map<String, TensorSpec> outputs) {

  /** Copies the maps. */
  public ModelSignature {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /** Whether an output has something for each row, as far as its shape tells. */
  boolean hasRows(String output) {
    TensorSpec spec = outputs.get(output);
    return spec == null
        || spec.shape().isUnknown()
        || spec.batched()
        || (spec.shape().numDimensions() > 0 && spec.shape().get(0) == fixedRows());
  }

  /** The number of rows that a batch must have, or 0 if it is for the caller to say. */
  private long fixedRows() {
    long rows = 0;
    for (TensorSpec input : inputs.values()) {
      if (input.kind() == FeatureKind.DENSE && input.shape().numDimensions() != 0) {
        long first = input.shape().isUnknown() ? Shape.UNKNOWN_SIZE : input.shape().get(0);
        if (first < 0 || (rows > 0 && first != rows)) {
          return 0;
        }
        rows = first;
      }
    }
    return rows;
  }
}
