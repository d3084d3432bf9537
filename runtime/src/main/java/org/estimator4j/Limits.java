package org.estimator4j;

import java.time.Duration;

/** Checks of numbers that callers give. */
final class Limits {

  private Limits() {}

  static long requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be more than 0, but is " + value);
    }
    return value;
  }

  static long requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must be 0 or more, but is " + value);
    }
    return value;
  }

  static Duration requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, but is " + value);
    }
    return value;
  }
}
