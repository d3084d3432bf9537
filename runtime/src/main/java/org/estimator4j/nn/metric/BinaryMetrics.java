package org.estimator4j.nn.metric;

import java.util.List;
import org.estimator4j.nn.metric.BinaryCounts.Kind;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TType;

/**
 * Metrics of answers to yes-or-no questions; see {@link Metrics#binary()}. Labels are truth values,
 * or numbers of which 0 means no.
 *
 * <p>Answers are truth values as well, or numbers of which 0 means no. Where a method takes
 * probabilities and thresholds, the answer is yes if the probability is above the threshold; a step
 * in which a probability is not from 0 to 1 fails, and says which.
 *
 * <p>All methods throw an {@link IllegalArgumentException} if labels, answers and weights do not
 * fit. Immutable.
 */
public final class BinaryMetrics {

  private final MetricBuilder builder;

  BinaryMetrics(MetricBuilder builder) {
    this.builder = builder;
  }

  /**
   * The share of answers yes that are right; 0 if there are none.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param answers yes or no, of the same shape
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric precision(
      String name, Operand<? extends TType> labels, Operand<? extends TType> answers) {
    return counts(name, labels)
        .of(
            answers,
            List.of(Kind.TRUE_POSITIVES, Kind.FALSE_POSITIVES),
            (tf, sums) -> tf.math.divNoNan(sums.get(0), tf.math.add(sums.get(0), sums.get(1))));
  }

  /**
   * The share of questions to be answered with yes that were; 0 if there are none.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param answers yes or no, of the same shape
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric recall(
      String name, Operand<? extends TType> labels, Operand<? extends TType> answers) {
    return counts(name, labels)
        .of(
            answers,
            List.of(Kind.TRUE_POSITIVES, Kind.FALSE_NEGATIVES),
            (tf, sums) -> tf.math.divNoNan(sums.get(0), tf.math.add(sums.get(0), sums.get(1))));
  }

  /**
   * How often yes was right.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param answers yes or no, of the same shape
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric truePositives(
      String name, Operand<? extends TType> labels, Operand<? extends TType> answers) {
    return count(name, labels, answers, Kind.TRUE_POSITIVES);
  }

  /**
   * How often no was right.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param answers yes or no, of the same shape
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric trueNegatives(
      String name, Operand<? extends TType> labels, Operand<? extends TType> answers) {
    return count(name, labels, answers, Kind.TRUE_NEGATIVES);
  }

  /**
   * How often yes was wrong.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param answers yes or no, of the same shape
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric falsePositives(
      String name, Operand<? extends TType> labels, Operand<? extends TType> answers) {
    return count(name, labels, answers, Kind.FALSE_POSITIVES);
  }

  /**
   * How often no was wrong.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param answers yes or no, of the same shape
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric falseNegatives(
      String name, Operand<? extends TType> labels, Operand<? extends TType> answers) {
    return count(name, labels, answers, Kind.FALSE_NEGATIVES);
  }

  /**
   * How often yes was right, at each threshold.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param probabilities of yes, of the same shape
   * @param thresholds from 0 to 1
   * @return a metric whose value is a float64 vector, an element for each threshold
   */
  public EvalMetric truePositivesAtThresholds(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TFloating> probabilities,
      double... thresholds) {
    return count(name, labels, probabilities, Kind.TRUE_POSITIVES, thresholds);
  }

  /**
   * How often no was right, at each threshold.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param probabilities of yes, of the same shape
   * @param thresholds from 0 to 1
   * @return a metric whose value is a float64 vector, an element for each threshold
   */
  public EvalMetric trueNegativesAtThresholds(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TFloating> probabilities,
      double... thresholds) {
    return count(name, labels, probabilities, Kind.TRUE_NEGATIVES, thresholds);
  }

  /**
   * How often yes was wrong, at each threshold.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param probabilities of yes, of the same shape
   * @param thresholds from 0 to 1
   * @return a metric whose value is a float64 vector, an element for each threshold
   */
  public EvalMetric falsePositivesAtThresholds(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TFloating> probabilities,
      double... thresholds) {
    return count(name, labels, probabilities, Kind.FALSE_POSITIVES, thresholds);
  }

  /**
   * How often no was wrong, at each threshold.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param probabilities of yes, of the same shape
   * @param thresholds from 0 to 1
   * @return a metric whose value is a float64 vector, an element for each threshold
   */
  public EvalMetric falseNegativesAtThresholds(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TFloating> probabilities,
      double... thresholds) {
    return count(name, labels, probabilities, Kind.FALSE_NEGATIVES, thresholds);
  }

  /**
   * The share of answers yes that are right, at each threshold.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param probabilities of yes, of the same shape
   * @param thresholds from 0 to 1
   * @return a metric whose value is a float64 vector, an element for each threshold
   */
  public EvalMetric precisionAtThresholds(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TFloating> probabilities,
      double... thresholds) {
    List<Kind> kinds = List.of(Kind.TRUE_POSITIVES, Kind.FALSE_POSITIVES);
    return counts(name, labels)
        .at(Thresholds.of(thresholds), probabilities, kinds, Curves::shareOfHits);
  }

  /**
   * The share of questions to be answered with yes that were, at each threshold.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param probabilities of yes, of the same shape
   * @param thresholds from 0 to 1
   * @return a metric whose value is a float64 vector, an element for each threshold
   */
  public EvalMetric recallAtThresholds(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TFloating> probabilities,
      double... thresholds) {
    List<Kind> kinds = List.of(Kind.TRUE_POSITIVES, Kind.FALSE_NEGATIVES);
    return counts(name, labels)
        .at(Thresholds.of(thresholds), probabilities, kinds, Curves::shareOfHits);
  }

  /**
   * The area under the ROC curve, by 200 thresholds.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param probabilities of yes, of the same shape
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric auc(
      String name, Operand<? extends TType> labels, Operand<? extends TFloating> probabilities) {
    return auc(name, labels, probabilities, Auc.roc());
  }

  /**
   * The area under a curve.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param probabilities of yes, of the same shape
   * @param settings which curve, and how exactly
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric auc(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TFloating> probabilities,
      Auc settings) {
    return counts(name, labels)
        .at(settings.thresholds, probabilities, Curves.KINDS, Curves.area(settings));
  }

  /**
   * The recall (sensitivity) at the threshold, out of 200, that leaves the share of noes that are
   * recognised (specificity) nearest to a wanted one.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param probabilities of yes, of the same shape
   * @param specificity from 0 to 1
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric sensitivityAtSpecificity(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TFloating> probabilities,
      double specificity) {
    requireShare(name, "specificity", specificity);
    return counts(name, labels)
        .at(
            Thresholds.evenly(200),
            probabilities,
            Curves.KINDS,
            (tf, sums) -> Curves.sensitivityAt(tf, specificity, sums));
  }

  /**
   * The share of noes that are recognised (specificity) at the threshold, out of 200, that leaves
   * the recall (sensitivity) nearest to a wanted one.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param probabilities of yes, of the same shape
   * @param sensitivity from 0 to 1
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric specificityAtSensitivity(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TFloating> probabilities,
      double sensitivity) {
    requireShare(name, "sensitivity", sensitivity);
    return counts(name, labels)
        .at(
            Thresholds.evenlyBelowOne(200),
            probabilities,
            Curves.KINDS,
            (tf, sums) -> Curves.specificityAt(tf, sensitivity, sums));
  }

  private BinaryCounts counts(String name, Operand<? extends TType> labels) {
    return new BinaryCounts(builder, name, labels);
  }

  private EvalMetric count(
      String name, Operand<? extends TType> labels, Operand<? extends TType> answers, Kind kind) {
    return counts(name, labels).of(answers, List.of(kind), (tf, sums) -> sums.get(0));
  }

  private EvalMetric count(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TFloating> probabilities,
      Kind kind,
      double... thresholds) {
    return counts(name, labels)
        .at(Thresholds.of(thresholds), probabilities, List.of(kind), (tf, sums) -> sums.get(0));
  }

  private static void requireShare(String name, String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          MetricBuilder.title(name) + ": the " + what + " must be from 0 to 1, got " + value);
    }
  }
}
