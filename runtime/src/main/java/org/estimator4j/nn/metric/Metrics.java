package org.estimator4j.nn.metric;

import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.internal.Numbers;
import org.estimator4j.nn.internal.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TIntegral;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Metrics of a model, right for batches of any size: those of Python's {@code tf.metrics}. Their
 * state are local variables called {@code <name>/…}, so each metric needs a name of its own.
 * Reading a value changes nothing; before any batch it is 0 unless a metric says otherwise.
 *
 * <p>Every example counts 1, unless {@link #weighted} says otherwise. Metrics of yes-or-no
 * questions are in {@link #binary()}, those of the best few classes in {@link #top}:
 *
 * <pre>{@code
 * Metrics metrics = new Metrics(graph);
 * Operand<TBool> truth = tf.constant(new boolean[] {true, false});
 * EvalMetric area = metrics.binary().auc("auc", truth, x, Auc.precisionRecall());
 * }</pre>
 *
 * <p>Sums are kept in float64, where adding 1 always counts. Immutable.
 */
public final class Metrics {

  private final MetricBuilder builder;

  /**
   * Metrics of a graph.
   *
   * @param graph where they are added
   */
  public Metrics(ModelGraph graph) {
    this(new MetricBuilder(graph, null));
  }

  private Metrics(MetricBuilder builder) {
    this.builder = builder;
  }

  /**
   * Metrics whose examples count differently. A metric refuses, with an {@link
   * IllegalArgumentException}, weights that do not fit.
   *
   * @param weights not negative: a scalar, or of the shape of a metric's values, where a dimension
   *     may be 1
   * @return metrics of the same graph
   */
  public Metrics weighted(Operand<? extends TNumber> weights) {
    return new Metrics(new MetricBuilder(builder.graph(), weights));
  }

  /**
   * Metrics of answers to yes-or-no questions, weighted like these.
   *
   * @return metrics of the same graph
   */
  public BinaryMetrics binary() {
    return new BinaryMetrics(builder);
  }

  /**
   * Metrics of the {@code k} classes with the largest scores, weighted like these.
   *
   * @param k how many classes, positive
   * @return metrics of the same graph
   */
  public TopMetrics top(int k) {
    return new TopMetrics(builder, k);
  }

  /**
   * The share of predictions that equal their label.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param predictions what the model says, of the same shape; cast to the labels' type if it has
   *     another
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes differ
   */
  public EvalMetric accuracy(
      String name, Operand<? extends TType> labels, Operand<? extends TType> predictions) {
    Shapes.requireSame(MetricBuilder.title(name), labels, predictions);
    return builder.mean(name, tf -> Values.hits(tf, labels, predictions));
  }

  /**
   * The share of predictions that equal their label, each counted by a weight.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param predictions what the model says, of the same shape; cast to the labels' type if it has
   *     another
   * @param weights not negative: a scalar, or of the labels' shape, where a dimension may be 1
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public EvalMetric accuracy(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TType> predictions,
      Operand<? extends TNumber> weights) {
    return weighted(weights).accuracy(name, labels, predictions);
  }

  /**
   * The share of rows whose largest logit is that of the label's class.
   *
   * @param name its name
   * @param labels classes {@code [batch]}
   * @param logits scores, or probabilities, {@code [batch, classes]}
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public EvalMetric accuracyOfLogits(
      String name, Operand<? extends TIntegral> labels, Operand<? extends TFloating> logits) {
    return builder.mean(
        name,
        tf -> {
          Operand<TInt64> best = tf.math.argMax(logits, tf.constant(-1));
          Shapes.requireSame(MetricBuilder.title(name), labels, best);
          return Values.hits(tf, labels, best);
        });
  }

  /**
   * The mean of all elements.
   *
   * @param name its name
   * @param values numbers of any shape
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric mean(String name, Operand<? extends TNumber> values) {
    return builder.mean(name, tf -> values);
  }

  /**
   * The weighted mean of all elements.
   *
   * @param name its name
   * @param values numbers of any shape
   * @param weights not negative: a scalar, or of the values' shape, where a dimension may be 1
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public EvalMetric mean(
      String name, Operand<? extends TNumber> values, Operand<? extends TNumber> weights) {
    return weighted(weights).mean(name, values);
  }

  /**
   * The share of elements that are below a threshold.
   *
   * @param name its name
   * @param values numbers of any shape
   * @param threshold the threshold, compared in the values' type
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric percentageBelow(
      String name, Operand<? extends TFloating> values, double threshold) {
    return builder.mean(name, tf -> Values.below(tf, values, threshold));
  }

  /**
   * The mean of {@code |label - prediction|}.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param predictions what the model says, of the same shape
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public EvalMetric meanAbsoluteError(
      String name, Operand<? extends TNumber> labels, Operand<? extends TNumber> predictions) {
    Shapes.requireSame(MetricBuilder.title(name), labels, predictions);
    return builder.mean(name, tf -> tf.math.abs(Values.errors(tf, labels, predictions)));
  }

  /**
   * The mean of {@code (label - prediction)²}.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param predictions what the model says, of the same shape
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public EvalMetric meanSquaredError(
      String name, Operand<? extends TNumber> labels, Operand<? extends TNumber> predictions) {
    Shapes.requireSame(MetricBuilder.title(name), labels, predictions);
    return builder.mean(name, tf -> tf.math.square(Values.errors(tf, labels, predictions)));
  }

  /**
   * The square root of the mean of {@code (label - prediction)²}.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param predictions what the model says, of the same shape
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public EvalMetric rootMeanSquaredError(
      String name, Operand<? extends TNumber> labels, Operand<? extends TNumber> predictions) {
    Shapes.requireSame(MetricBuilder.title(name), labels, predictions);
    return builder.mean(
        name,
        tf -> tf.math.square(Values.errors(tf, labels, predictions)),
        (tf, mean) -> tf.math.sqrt(mean));
  }

  /**
   * The mean of {@code |label - prediction| / normalizer}; 0 where the normalizer is 0.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param predictions what the model says, of the same shape
   * @param normalizer of the same shape
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public EvalMetric meanRelativeError(
      String name,
      Operand<? extends TNumber> labels,
      Operand<? extends TNumber> predictions,
      Operand<? extends TNumber> normalizer) {
    Shapes.requireSame(MetricBuilder.title(name), labels, predictions);
    Shapes.requireSame(MetricBuilder.title(name), normalizer, predictions);
    return builder.mean(
        name,
        tf ->
            tf.math.divNoNan(
                tf.math.abs(Values.errors(tf, labels, predictions)),
                Numbers.cast(tf, normalizer, TFloat64.class)));
  }

  /**
   * 1 less the mean cosine between labels and predictions, which are taken to be of length 1; 1
   * before any batch.
   *
   * @param name its name
   * @param labels the truth, vectors
   * @param predictions what the model says, of the same shape
   * @param axis along which the vectors lie; negative from the end. Weights have 1 there
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public EvalMetric meanCosineDistance(
      String name,
      Operand<? extends TNumber> labels,
      Operand<? extends TNumber> predictions,
      int axis) {
    Shapes.requireSame(MetricBuilder.title(name), labels, predictions);
    return builder.mean(
        name,
        tf -> Values.cosines(tf, labels, predictions, axis),
        (tf, mean) -> tf.math.sub(tf.constant(1.0), mean));
  }

  /**
   * How often each class was taken for each: the element in row {@code i} and column {@code j}
   * counts the examples of class {@code i} for which {@code j} was predicted. {@link ClassReport}
   * reads it. A step in which a label or prediction is no class fails, and says which.
   *
   * @param name its name
   * @param labels classes {@code [batch]}, from 0 to {@code numClasses - 1}
   * @param predictions classes {@code [batch]}, from 0 to {@code numClasses - 1}
   * @param numClasses the number of classes
   * @return a metric whose value is a matrix {@code [numClasses, numClasses]}, int64 or, with
   *     weights, float64
   * @throws IllegalArgumentException if the shapes differ or the number is not positive
   */
  public EvalMetric confusionMatrix(
      String name,
      Operand<? extends TIntegral> labels,
      Operand<? extends TIntegral> predictions,
      int numClasses) {
    return new Confusion(builder, name, labels, predictions, numClasses).matrix();
  }

  /**
   * The mean over classes of {@code hits / (labelled + predicted - hits)}, without classes that do
   * not occur. Its update gives the confusion matrix.
   *
   * @param name its name
   * @param labels classes {@code [batch, …]}, from 0 to {@code numClasses - 1}
   * @param predictions classes of the same shape
   * @param numClasses the number of classes
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes differ or the number is not positive
   */
  public EvalMetric meanIou(
      String name,
      Operand<? extends TIntegral> labels,
      Operand<? extends TIntegral> predictions,
      int numClasses) {
    return new Confusion(builder, name, labels, predictions, numClasses)
        .meanIntersectionOverUnion();
  }

  /**
   * The mean over classes of the share of their examples that was recognised, 0 for a class without
   * examples. Its update gives the shares.
   *
   * @param name its name
   * @param labels classes {@code [batch, …]}, from 0 to {@code numClasses - 1}
   * @param predictions classes of the same shape
   * @param numClasses the number of classes
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes differ or the number is not positive
   */
  public EvalMetric meanPerClassAccuracy(
      String name,
      Operand<? extends TIntegral> labels,
      Operand<? extends TIntegral> predictions,
      int numClasses) {
    return new Confusion(builder, name, labels, predictions, numClasses).meanPerClassAccuracy();
  }
}
