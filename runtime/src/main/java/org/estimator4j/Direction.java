package org.estimator4j;

/** Which of two numbers is the better one. */
enum Direction {
  HIGHER,
  LOWER;

  /** Strictly better; NaN is worse than any number. */
  boolean isBetter(double best, double current) {
    if (Double.isNaN(best) || Double.isNaN(current)) {
      return !Double.isNaN(current);
    }
    return this == HIGHER ? current > best : current < best;
  }

  /** How far a number is beyond another one, in this direction. */
  boolean isBeyond(double limit, double current) {
    return this == HIGHER ? current > limit : current < limit;
  }
}
