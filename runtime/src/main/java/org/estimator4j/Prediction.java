package org.estimator4j;

import java.util.Map;
import org.estimator4j.session.TensorValue;

/**
 * What a model says about one row: a value for each of its predictions. Immutable.
 *
 * @param values the values by the prediction's name, without the batch dimension
 */
public record Prediction(Map<String, TensorValue> values) {

  /**
   * One of the predictions.
   *
   * @param name its name, as the model gives it
   * @return the value
   * @throws IllegalArgumentException if the model has no such prediction
   */
  public TensorValue get(String name) {
    TensorValue value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no prediction '" + name + "'; the model has " + values.keySet());
    }
    return value;
  }
}
