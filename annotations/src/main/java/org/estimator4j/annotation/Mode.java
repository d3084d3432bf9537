package org.estimator4j.annotation;

/**
 * What a model is run for. Each mode requires other fields of an {@code EstimatorSpec}:
 *
 * <table>
 *   <caption>Fields by mode</caption>
 *   <tr><th>mode</th><th>required</th><th>optional</th></tr>
 *   <tr><td>{@link #TRAIN}</td><td>loss, train op</td><td>predictions, training hooks, scaffold</td></tr>
 *   <tr><td>{@link #EVAL}</td><td>loss</td><td>predictions, metrics, evaluation hooks, scaffold</td></tr>
 *   <tr><td>{@link #PREDICT}</td><td>predictions</td><td>export outputs, prediction hooks, scaffold</td></tr>
 * </table>
 */
public enum Mode {
  /** The model learns: features and labels come in, the train op changes the variables. */
  TRAIN("train"),
  /** The model is measured: features and labels come in, metrics go out, nothing is learnt. */
  EVAL("eval"),
  /** The model answers: only features come in, predictions go out. */
  PREDICT("infer");

  private final String key;

  Mode(String key) {
    this.key = key;
  }

  /**
   * The name by which Python's {@code tf.estimator.ModeKeys} knows this mode: {@code train}, {@code
   * eval} or {@code infer}.
   *
   * @return the key, never empty
   */
  public String key() {
    return key;
  }
}
