package org.estimator4j.nn.internal;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;

/** What can be said of shapes while the graph is built. */
public final class Shapes {

  private Shapes() {}

  /**
   * Refuses labels and predictions whose shapes cannot be the same.
   *
   * @param what whose they are, such as {@code metric 'accuracy'}
   * @param labels the truth
   * @param predictions what the model says
   */
  public static void requireSame(String what, Operand<?> labels, Operand<?> predictions) {
    if (!labels.shape().isCompatibleWith(predictions.shape())) {
      throw new IllegalArgumentException(
          what
              + ": labels have shape "
              + labels.shape()
              + " and predictions "
              + predictions.shape()
              + "; they must be the same");
    }
  }

  /**
   * Refuses weights that are neither one for all nor one for each element; a dimension of 1 stands
   * for all of it.
   *
   * @param what whose they are, such as {@code metric 'accuracy'}
   * @param of the shape of what is weighted
   * @param weights the weights
   */
  public static void requireWeights(String what, Shape of, Operand<?> weights) {
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
          what
              + ": weights of shape "
              + by
              + " do not fit values of shape "
              + of
              + "; a scalar, or the same shape with 1 where a weight counts for all, would");
    }
  }
}
