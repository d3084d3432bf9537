package org.estimator4j.nn.metric;

import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TIntegral;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Metrics of a model, right for batches of any size. Their state are local variables called {@code
 * <name>/…}, so each metric needs a name of its own. Reading a value changes nothing; before any
 * batch it is 0.
 */
public final class Metrics {

  private final ModelGraph graph;

  /**
   * Metrics of a graph.
   *
   * @param graph where they are added
   */
  public Metrics(ModelGraph graph) {
    this.graph = graph;
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
    return mean(name, Matching.hits(graph.ops(), name, labels, predictions), null);
  }

  /**
   * The share of predictions that equal their label, each counted by a weight.
   *
   * @param name its name
   * @param labels the truth, of any shape
   * @param predictions what the model says, of the same shape; cast to the labels' type if it has
   *     another
   * @param weights not negative; broadcast to the labels' shape
   * @return a metric whose value is a float64 scalar
   * @throws IllegalArgumentException if the shapes differ
   */
  public EvalMetric accuracy(
      String name,
      Operand<? extends TType> labels,
      Operand<? extends TType> predictions,
      Operand<? extends TNumber> weights) {
    return mean(name, Matching.hits(graph.ops(), name, labels, predictions), weights);
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
    Ops tf = graph.ops();
    return accuracy(name, labels, tf.math.argMax(logits, tf.constant(-1)));
  }

  /**
   * The mean of all elements.
   *
   * @param name its name
   * @param values numbers of any shape
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric mean(String name, Operand<? extends TNumber> values) {
    return mean(name, graph.ops().dtypes.cast(values, TFloat64.class), null);
  }

  /**
   * The weighted mean of all elements.
   *
   * @param name its name
   * @param values numbers of any shape
   * @param weights not negative; broadcast to the shape of the values
   * @return a metric whose value is a float64 scalar
   */
  public EvalMetric mean(
      String name,
      Operand<? extends TNumber> values,
      @Nullable Operand<? extends TNumber> weights) {
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Operand<TFloat64> each = tf.dtypes.cast(values, TFloat64.class);
          return weights == null
              ? ratio(
                  tf.reduceSum(each, Matching.allDimensions(tf, each)),
                  tf.dtypes.cast(tf.size(each), TFloat64.class))
              : weighted(tf, each, tf.dtypes.cast(weights, TFloat64.class));
        });
  }

  /**
   * How often each class was taken for each: the element in row {@code i} and column {@code j}
   * counts the examples of class {@code i} for which {@code j} was predicted.
   *
   * @param name its name
   * @param labels classes {@code [batch]}, from 0 to {@code numClasses - 1}
   * @param predictions classes {@code [batch]}
   * @param numClasses the number of classes
   * @return a metric whose value is an int64 matrix {@code [numClasses, numClasses]}
   */
  public EvalMetric confusionMatrix(
      String name,
      Operand<? extends TIntegral> labels,
      Operand<? extends TIntegral> predictions,
      int numClasses) {
    if (numClasses < 1) {
      throw new IllegalArgumentException(
          "metric '" + name + "': the number of classes must be positive, got " + numClasses);
    }
    Shape shape = Shape.of(numClasses, numClasses);
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Variable<TInt64> matrix = state("confusion_matrix", TInt64.class, shape);
          Operand<TInt64> counts =
              Matching.countPairs(tf, flat(tf, labels), flat(tf, predictions), numClasses);
          Op update = matrix.assignAdd(matrix.afterReads(tf), counts);
          return EvalMetric.of(matrix, update, matrix.initializer());
        });
  }

  private EvalMetric weighted(Ops tf, Operand<TFloat64> each, Operand<TFloat64> weights) {
    Operand<TFloat64> broadcast = tf.math.mul(weights, tf.onesLike(each));
    Operand<TFloat64> products = tf.math.mul(each, broadcast);
    return ratio(
        tf.reduceSum(products, Matching.allDimensions(tf, products)),
        tf.reduceSum(broadcast, Matching.allDimensions(tf, broadcast)));
  }

  /** The ratio of two sums over all batches. */
  private EvalMetric ratio(Operand<TFloat64> total, Operand<TFloat64> count) {
    Ops tf = graph.ops();
    Variable<TFloat64> totals = state("total", TFloat64.class, Shape.scalar());
    Variable<TFloat64> counts = state("count", TFloat64.class, Shape.scalar());
    Operand<TFloat64> value = tf.withName("value").math.divNoNan(totals, counts);
    Op update =
        graph.group(
            "update",
            java.util.List.of(
                totals.assignAdd(totals.afterReads(tf), total),
                counts.assignAdd(counts.afterReads(tf), count)));
    Op reset = graph.group("reset", java.util.List.of(totals.initializer(), counts.initializer()));
    return EvalMetric.of(value, update, reset);
  }

  private <T extends TNumber> Variable<T> state(String name, Class<T> type, Shape shape) {
    return graph.variable(name, type, shape).initializer(Initializers.zeros()).local().create();
  }

  private static Operand<TInt64> flat(Ops tf, Operand<? extends TIntegral> classes) {
    return tf.reshape(
        tf.dtypes.cast((Operand<? extends TNumber>) classes, TInt64.class),
        tf.constant(new int[] {-1}));
  }
}
