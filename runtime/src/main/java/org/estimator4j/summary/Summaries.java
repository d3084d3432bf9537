package org.estimator4j.summary;

import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TNumber;

/** What a model shows in TensorBoard: each call adds one summary to the graph. */
public final class Summaries {

  private final ModelGraph graph;

  /**
   * Summaries of a graph.
   *
   * @param graph where they are added
   */
  public Summaries(ModelGraph graph) {
    this.graph = graph;
  }

  /**
   * Shows a number over the steps.
   *
   * @param name the name of the curve, such as {@code loss}
   * @param value a scalar
   * @return the serialised summary, which is in the graph's collection already
   * @throws IllegalArgumentException if the value is known not to be a scalar
   */
  public Operand<TString> scalar(String name, Operand<? extends TNumber> value) {
    if (value.shape().numDimensions() > 0) {
      throw new IllegalArgumentException(
          "summary '" + name + "' shows a scalar, got a tensor of shape " + value.shape());
    }
    Ops tf = graph.ops();
    Operand<TString> summary =
        tf.withName(name).summary.scalarSummary(tf.withName(name + "/tags").constant(name), value);
    graph.addSummary(summary);
    return summary;
  }
}
