package org.estimator4j;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How {@link Estimator#trainAndEvaluate} ended.
 *
 * @param training how the training ended; no steps if there was nothing left to do
 * @param evaluations the evaluation of the model as it is now on each set, by the set's name, in
 *     the order of the specs
 * @param exports what the exporters did in this call, in order, failures included
 * @param stoppedEarly why a rule of early stopping ended the training, or null
 * @param bestStep the global step whose weights were restored, or null if the model is the one of
 *     the last step
 */
public record TrainAndEvaluateResult(
    TrainResult training,
    Map<String, EvalResult> evaluations,
    List<ExportResult> exports,
    @Nullable String stoppedEarly,
    @Nullable Long bestStep) {

  /** Copies the collections. */
  public TrainAndEvaluateResult {
    evaluations = Collections.unmodifiableMap(new LinkedHashMap<>(evaluations));
    exports = List.copyOf(exports);
  }

  /**
   * The evaluation on the first set.
   *
   * @return the result
   */
  public EvalResult evaluation() {
    return evaluations.values().iterator().next();
  }

  /**
   * The evaluation on a set.
   *
   * @param name the name of its spec
   * @return the result
   * @throws IllegalArgumentException if there is no such set
   */
  public EvalResult evaluation(String name) {
    EvalResult result = evaluations.get(name);
    if (result == null) {
      throw new IllegalArgumentException(
          "there is no evaluation set '" + name + "'; there are " + evaluations.keySet());
    }
    return result;
  }
}
