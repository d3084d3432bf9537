package org.estimator4j.serve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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
}
