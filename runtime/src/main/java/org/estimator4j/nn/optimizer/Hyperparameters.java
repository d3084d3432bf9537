package org.estimator4j.nn.optimizer;

/** Checks of hyperparameters. */
final class Hyperparameters {

  private Hyperparameters() {}

  static float learningRate(double value) {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalArgumentException(
          "the learning rate must be a finite number that is not negative, got " + value);
    }
    return (float) value;
  }

  static float decay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), got " + value);
    }
    return (float) value;
  }

  static float positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be a positive finite number, got " + value);
    }
    return (float) value;
  }
}
