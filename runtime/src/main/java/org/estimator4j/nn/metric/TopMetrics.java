package org.estimator4j.nn.metric;

import java.util.function.Function;
import org.estimator4j.nn.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TIntegral;

/**
 * Metrics of the {@code k} classes with the largest scores; see {@link Metrics#top}. Of classes
 * with equal scores the lower one counts as the larger.
 *
 * <p>Labels are {@code [batch, …]}, one class for each row of the scores, or {@code [batch, …,
 * labels]}, several; a class that is named twice in a row counts once, and a number that is no
 * class is never among the best. Weights are {@code [batch, …]}. Before any batch the values of
 * {@link #precision} and {@link #recall} are NaN, as in the reference. All methods throw an {@link
 * IllegalArgumentException} if the shapes do not fit. Immutable.
 */
public final class TopMetrics {

  private static final Mistakes FALSE_POSITIVES =
      new Mistakes("false_positives", TopClasses.Counts::falsePositives);

  private static final Mistakes FALSE_NEGATIVES =
      new Mistakes("false_negatives", TopClasses.Counts::falseNegatives);

  private final MetricBuilder builder;
  private final int k;

  /** One kind of mistakes: the name of the variable that sums them up, and which they are. */
  private record Mistakes(String variable, Function<TopClasses.Counts, Operand<TFloat64>> of) {}

  TopMetrics(MetricBuilder builder, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("the best " + k + " classes: it must be at least 1");
    }
    this.builder = builder;
    this.k = k;
  }

  /**
   * The share of the best {@code k} classes that are among the labels.
   *
   * @param name its name
   * @param labels the true classes
   * @param scores {@code [batch, …, classes]}
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric precision(
      String name, Operand<? extends TIntegral> labels, Operand<? extends TFloating> scores) {
    return ofHits(name, labels, scores, TopClasses::all, FALSE_POSITIVES);
  }

  /**
   * The share of the labels that are among the best {@code k} classes.
   *
   * @param name its name
   * @param labels the true classes
   * @param scores {@code [batch, …, classes]}
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric recall(
      String name, Operand<? extends TIntegral> labels, Operand<? extends TFloating> scores) {
    return ofHits(name, labels, scores, TopClasses::all, FALSE_NEGATIVES);
  }

  /**
   * {@link #precision}, of one class only: how often it is rightly among the best {@code k}.
   *
   * @param name its name
   * @param labels the true classes
   * @param scores {@code [batch, …, classes]}
   * @param classId the class
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric precisionOfClass(
      String name,
      Operand<? extends TIntegral> labels,
      Operand<? extends TFloating> scores,
      int classId) {
    return ofHits(name, labels, scores, top -> top.of(classId), FALSE_POSITIVES);
  }

  /**
   * {@link #recall}, of one class only: how often it is among the best {@code k} when it should.
   *
   * @param name its name
   * @param labels the true classes
   * @param scores {@code [batch, …, classes]}
   * @param classId the class
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric recallOfClass(
      String name,
      Operand<? extends TIntegral> labels,
      Operand<? extends TFloating> scores,
      int classId) {
    return ofHits(name, labels, scores, top -> top.of(classId), FALSE_NEGATIVES);
  }

  /**
   * The mean over rows of the average precision: of the precisions at those of the first {@code k}
   * places that hold a label, over the number of labels, or {@code k} if that is less.
   *
   * @param name its name
   * @param labels the true classes
   * @param scores {@code [batch, …, classes]}
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric averagePrecision(
      String name, Operand<? extends TIntegral> labels, Operand<? extends TFloating> scores) {
    TopClasses.requireFit(name, labels, scores);
    return builder.mean(name, tf -> TopClasses.of(tf, k, labels, scores).averagePrecisions(k));
  }

  /** The share of hits among them and the mistakes of one kind. */
  private EvalMetric ofHits(
      String name,
      Operand<? extends TIntegral> labels,
      Operand<? extends TFloating> scores,
      Function<TopClasses, TopClasses.Counts> counter,
      Mistakes mistakes) {
    TopClasses.requireFit(name, labels, scores);
    return builder.add(
        name,
        tf -> {
          TopClasses.Counts counts = counter.apply(TopClasses.of(tf, k, labels, scores));
          Operand<TFloat64> hits = builder.weighted(tf, name, counts.hits());
          Operand<TFloat64> others = builder.weighted(tf, name, mistakes.of().apply(counts));
          return new Totals<>(builder.graph(), TFloat64.class)
              .add("true_positives", Shape.scalar(), Numbers.sum(tf, hits))
              .add(mistakes.variable(), Shape.scalar(), Numbers.sum(tf, others))
              .metric(
                  (ops, sums) -> ops.math.div(sums.get(0), ops.math.add(sums.get(0), sums.get(1))));
        });
  }
}
