package org.estimator4j.report.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers along an axis, and how they are written there. */
final class Ticks {

  private static final double THOUSAND = 1e3;
  private static final double MILLION = 1e6;

  /** Of a step; values of 32 bits are not exact. */
  private static final double ROUNDING = 1e-5;

  /** Numbers below this that differ by less are written with a power of ten. */
  private static final double SMALL = 0.1;

  private static final double SMALL_STEP = 1e-3;

  private final double step;
  private final long from;
  private final long to;

  private Ticks(double step, long from, long to) {
    this.step = step;
    this.from = from;
    this.to = to;
  }

  /** So many or fewer steps of 1, 2 or 5 times a power of ten, which enclose a range. */
  static Ticks around(double low, double high, int steps) {
    double step = step(low, high, steps);
    return new Ticks(step, floor(low / step), -floor(-high / step));
  }

  /** Those inside of a range of whole numbers. */
  static Ticks inside(double low, double high, int steps) {
    double step = Math.max(1, step(low, high, steps));
    return new Ticks(step, -floor(-low / step), floor(high / step));
  }

  /** A number that is whole but for its last bits counts as whole. */
  private static long floor(double value) {
    return (long) Math.floor(value + ROUNDING);
  }

  private static double step(double low, double high, int steps) {
    double least = (high - low) / steps;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= least * (1 - ROUNDING)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  double lowest() {
    return from * step;
  }

  double highest() {
    return to * step;
  }

  List<Double> values() {
    List<Double> values = new ArrayList<>();
    for (long i = from; i <= to; i++) {
      values.add(i * step);
    }
    return values;
  }

  String label(double value) {
    double most = Math.max(Math.abs(lowest()), Math.abs(highest()));
    if (Math.abs(value) < step / 2) {
      return "0";
    }
    if (most >= MILLION) {
      return fixed(value / MILLION, step / MILLION) + "M";
    }
    if (most >= 10 * THOUSAND) {
      return fixed(value / THOUSAND, step / THOUSAND) + "k";
    }
    return most < SMALL && step < SMALL_STEP ? power(value) : fixed(value, step);
  }

  /** With the decimals that the step has. */
  private static String fixed(double value, double step) {
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + ROUNDING));
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private String power(double value) {
    int digits = exponent(value) - exponent(step);
    String text = String.format(Locale.ROOT, "%." + Math.max(0, digits) + "e", value);
    return text.replaceFirst("e([-+])0*", "e$1").replace("e+", "e").replaceFirst("\\.?0*e", "e");
  }

  private static int exponent(double value) {
    return (int) Math.floor(Math.log10(Math.abs(value)) + ROUNDING);
  }
}
