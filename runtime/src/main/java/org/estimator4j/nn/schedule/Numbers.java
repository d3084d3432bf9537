package org.estimator4j.nn.schedule;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/** Checks of what schedules are made of. All numbers pass through float32. */
final class Numbers {

  private Numbers() {}

  static float rate(String what, double value) {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalArgumentException(
          what + " must be a finite number that is not negative, got " + value);
    }
    return (float) value;
  }

  static float finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(what + " must be a finite number, got " + value);
    }
    return (float) value;
  }

  static float positive(String what, double value) {
    if (!Double.isFinite(value) || value <= 0) {
      throw new IllegalArgumentException(what + " must be a positive finite number, got " + value);
    }
    return (float) value;
  }

  static float steps(String what, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " must be more than 0, got " + value);
    }
    return value;
  }

  /** A rate of any type times a factor. */
  static <T extends TFloating> Operand<T> product(
      Ops tf, Operand<T> rate, Operand<TFloat32> factor) {
    return tf.math.mul(rate, tf.dtypes.cast(factor, rate.type()));
  }
}
