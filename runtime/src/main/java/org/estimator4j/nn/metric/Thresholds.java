package org.estimator4j.nn.metric;

import java.util.Arrays;

/** Thresholds for probabilities, in float32 as the reference's are. */
final class Thresholds {

  /** How far the outer thresholds of a series are from 0 and 1. */
  private static final double MARGIN = 1e-7;

  private Thresholds() {}

  /** Just these. */
  static float[] of(double... thresholds) {
    float[] floats = new float[thresholds.length];
    for (int i = 0; i < floats.length; i++) {
      if (!(thresholds[i] >= 0 && thresholds[i] <= 1)) {
        throw new IllegalArgumentException(
            "a threshold must be from 0 to 1, got " + Arrays.toString(thresholds));
      }
      floats[i] = (float) thresholds[i];
    }
    if (floats.length == 0) {
      throw new IllegalArgumentException("at least one threshold is wanted");
    }
    return floats;
  }

  /** A series from below 0 to above 1, so that every prediction is above the first only. */
  static float[] evenly(int count) {
    return evenly(count, 1 + MARGIN);
  }

  /** The same with its last threshold below 1: a prediction of 1 is above all. */
  static float[] evenlyBelowOne(int count) {
    return evenly(count, 1 - MARGIN);
  }

  private static float[] evenly(int count, double last) {
    if (count < 2) {
      throw new IllegalArgumentException("at least 2 thresholds are wanted, got " + count);
    }
    double[] inner = new double[count - 2];
    for (int i = 0; i < inner.length; i++) {
      inner[i] = (i + 1) * 1.0 / (count - 1);
    }
    return within(inner, last);
  }

  /** Sorted thresholds between one below 0 and one above 1. */
  static float[] around(double... inner) {
    of(inner);
    double[] sorted = inner.clone();
    Arrays.sort(sorted);
    return within(sorted, 1 + MARGIN);
  }

  private static float[] within(double[] inner, double last) {
    float[] all = new float[inner.length + 2];
    all[0] = (float) -MARGIN;
    for (int i = 0; i < inner.length; i++) {
      all[i + 1] = (float) inner[i];
    }
    all[all.length - 1] = (float) last;
    return all;
  }
}
