package org.estimator4j.nn.optimizer;

/** Checks of hyperparameters; each passes through float32, as the reference's do. */
final class Hyperparameters {

  private Hyperparameters() {}

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

  static float notNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " must be a finite number that is not negative, got " + value);
    }
    return (float) value;
  }

  static float notPositive(String name, double value) {
    if (!(value <= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " must be a finite number that is not positive, got " + value);
    }
    return (float) value;
  }
}
