package org.estimator4j;

/** Checks of numbers that callers give. */
final class Limits {

  private Limits() {}

  static long requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be more than 0, but is " + value);
    }
    return value;
  }
}
