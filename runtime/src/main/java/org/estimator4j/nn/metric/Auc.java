package org.estimator4j.nn.metric;

/**
 * Which area under which curve is measured, and how exactly. Immutable.
 *
 * <pre>{@code
 * Auc auc = Auc.precisionRecall().summation(Auc.Summation.CAREFUL_INTERPOLATION).thresholds(500);
 * }</pre>
 */
public final class Auc {

  /** How the area between two thresholds is taken. */
  public enum Summation {
    /** As if the curve were a line; wrong for precision over recall. */
    TRAPEZOIDAL,

    /**
     * The same for the ROC curve; for precision over recall as if the numbers of right and wrong
     * answers changed in a line, after Davis and Goadrich (2006), which is better.
     */
    CAREFUL_INTERPOLATION,

    /** The smaller of both sides: a lower bound. */
    MINORING,

    /** The larger of both sides: an upper bound. */
    MAJORING
  }

  final boolean precisionRecall;
  final Summation summation;
  final float[] thresholds;

  private Auc(boolean precisionRecall, Summation summation, float[] thresholds) {
    this.precisionRecall = precisionRecall;
    this.summation = summation;
    this.thresholds = thresholds;
  }

  /**
   * The area under the true positive rate over the false positive rate, with 200 thresholds.
   *
   * @return settings
   */
  public static Auc roc() {
    return new Auc(false, Summation.TRAPEZOIDAL, Thresholds.evenly(200));
  }

  /**
   * The area under precision over recall, with 200 thresholds. Python's default for the summation,
   * {@link Summation#TRAPEZOIDAL}, is wrong for it, and so {@link Summation#CAREFUL_INTERPOLATION}
   * is the one here.
   *
   * @return settings
   */
  public static Auc precisionRecall() {
    return new Auc(true, Summation.CAREFUL_INTERPOLATION, Thresholds.evenly(200));
  }

  /**
   * Another summation.
   *
   * @param newSummation how the area between two thresholds is taken
   * @return new settings
   */
  public Auc summation(Summation newSummation) {
    return new Auc(precisionRecall, newSummation, thresholds);
  }

  /**
   * Another number of thresholds, evenly from 0 to 1; more cost more and are more exact.
   *
   * @param count at least 2
   * @return new settings
   */
  public Auc thresholds(int count) {
    return new Auc(precisionRecall, summation, Thresholds.evenly(count));
  }

  /**
   * Thresholds of one's own, beside one below 0 and one above 1; for predictions that are crowded.
   *
   * @param inner from 0 to 1, in any order
   * @return new settings
   */
  public Auc thresholdsAt(double... inner) {
    return new Auc(precisionRecall, summation, Thresholds.around(inner));
  }
}
