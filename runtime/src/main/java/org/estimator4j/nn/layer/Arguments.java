package org.estimator4j.nn.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;

/** Checks of what layers are given. */
final class Arguments {

  private Arguments() {}

  static void positive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " must be positive, got " + value);
    }
  }

  static void epsilon(double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("epsilon must be positive and finite, got " + value);
    }
  }

  /** The size of a dimension that a variable's shape depends on. */
  static long known(String layer, String what, Operand<?> x, int dimension) {
    long size = x.shape().get(dimension);
    if (size == Shape.UNKNOWN_SIZE) {
      throw new IllegalArgumentException(
          "layer '"
              + layer
              + "' needs to know the "
              + what
              + " of its input, whose shape is "
              + x.shape()
              + ": declare it in the feature's shape, or reshape the input");
    }
    return size;
  }

  /** The size of the last of at least two dimensions. */
  static long lastDimension(String layer, Operand<?> x, String dimensions) {
    int rank = x.shape().numDimensions();
    if (rank < 2) {
      throw new IllegalArgumentException(
          "layer '" + layer + "' takes a tensor of shape " + dimensions + ", got " + x.shape());
    }
    return known(layer, "last dimension", x, rank - 1);
  }

  static void rank(String layer, Operand<?> x, int rank, String dimensions) {
    if (x.shape().numDimensions() != rank) {
      throw new IllegalArgumentException(
          "layer '" + layer + "' takes a tensor of shape " + dimensions + ", got " + x.shape());
    }
  }
}
