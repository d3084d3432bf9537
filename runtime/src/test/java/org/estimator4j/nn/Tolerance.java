package org.estimator4j.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

/** When a number is the reference's: {@code |a − b| ≤ tol · max(1, |b|)}; NaN is NaN. */
public final class Tolerance {

  private final double tolerance;

  private Tolerance(double tolerance) {
    this.tolerance = tolerance;
  }

  public static Tolerance of(double tolerance) {
    return new Tolerance(tolerance);
  }

  public void check(String what, double expected, double actual) {
    boolean same =
        Double.compare(expected, actual) == 0
            || Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected));
    if (!same) {
      fail(what + ": expected " + expected + ", got " + actual);
    }
  }

  public void check(String what, double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length, what + ": number of elements");
    for (int i = 0; i < expected.length; i++) {
      check(what + "[" + i + "]", expected[i], actual[i]);
    }
  }
}
