package org.estimator4j.nn.metric;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;

/** What can be said of shapes while the graph is built. */
final class Shapes {

  private Shapes() {}

  static void requireSame(String metric, Operand<?> labels, Operand<?> predictions) {
    if (!labels.shape().isCompatibleWith(predictions.shape())) {
      throw new IllegalArgumentException(
          "metric '"
              + metric
              + "': labels have shape "
              + labels.shape()
              + " and predictions "
              + predictions.shape()
              + "; they must be the same");
    }
  }

  /** Weights are one for all, or one for each element; a dimension of 1 stands for all of it. */
  static void requireWeights(String metric, Operand<?> values, Operand<?> weights) {
    Shape of = values.shape();
    Shape by = weights.shape();
    if (of.isUnknown() || by.isUnknown() || by.numDimensions() == 0) {
      return;
    }
    boolean fits = of.numDimensions() == by.numDimensions();
    for (int i = 0; fits && i < by.numDimensions(); i++) {
      long size = by.get(i);
      fits = size == 1 || size < 0 || of.get(i) < 0 || size == of.get(i);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "metric '"
              + metric
              + "': weights of shape "
              + by
              + " do not fit values of shape "
              + of
              + "; a scalar, or the same shape with 1 where a weight counts for all, would");
    }
  }
}
