package org.estimator4j.nn.metric;

import java.util.List;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.estimator4j.nn.internal.Shapes;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
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
    return graph.scope(name, () -> average(name, hits(name, labels, predictions), null));
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
    return graph.scope(name, () -> average(name, hits(name, labels, predictions), weights));
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
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Operand<TInt64> best = tf.math.argMax(logits, tf.constant(-1));
          return average(name, hits(name, labels, best), null);
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
    return graph.scope(name, () -> average(name, values, null));
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
    return graph.scope(name, () -> average(name, values, weights));
  }

  /**
   * How often each class was taken for each: the element in row {@code i} and column {@code j}
   * counts the examples of class {@code i} for which {@code j} was predicted.
   *
   * @param name its name
   * @param labels classes {@code [batch]}, from 0 to {@code numClasses - 1}
   * @param predictions classes {@code [batch]}, from 0 to {@code numClasses - 1}
   * @param numClasses the number of classes
   * @return a metric whose value is an int64 matrix {@code [numClasses, numClasses]}
   * @throws IllegalArgumentException if the shapes differ or the number is not positive
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
    Shapes.requireSame("metric '" + name + "'", labels, predictions);
    Shape shape = Shape.of(numClasses, numClasses);
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Variable<TInt64> matrix = state("confusion_matrix", TInt64.class, shape);
          Operand<TInt64> pairs =
              tf.stack(List.of(flat(tf, labels), flat(tf, predictions)), Stack.axis(1L));
          Operand<TInt64> ones = tf.onesLike(flat(tf, labels));
          Operand<TInt64> counts = tf.scatterNd(pairs, ones, tf.constant(shape.asArray()));
          Op update = matrix.assignAdd(matrix.afterReads(tf), counts);
          return EvalMetric.of(matrix, update, matrix.initializer());
        });
  }

  private <T extends TType> Operand<TFloat64> hits(
      String name, Operand<T> labels, Operand<? extends TType> predictions) {
    Shapes.requireSame("metric '" + name + "'", labels, predictions);
    Ops tf = graph.ops();
    return tf.dtypes.cast(
        tf.math.equal(labels, cast(tf, predictions, labels.type())), TFloat64.class);
  }

  private EvalMetric average(
      String name,
      Operand<? extends TNumber> values,
      @Nullable Operand<? extends TNumber> weights) {
    Ops tf = graph.ops();
    Operand<TFloat64> each = cast(tf, values, TFloat64.class);
    if (weights == null) {
      return ratio(sum(tf, each), tf.dtypes.cast(tf.size(each), TFloat64.class));
    }
    Shapes.requireWeights("metric '" + name + "'", values.shape(), weights);
    Operand<TFloat64> ofEach = tf.broadcastTo(cast(tf, weights, TFloat64.class), tf.shape(each));
    return ratio(sum(tf, tf.math.mul(each, ofEach)), sum(tf, ofEach));
  }

  /** The ratio of two sums over all batches. */
  private EvalMetric ratio(Operand<TFloat64> total, Operand<TFloat64> count) {
    Ops tf = graph.ops();
    Variable<TFloat64> totals = state("total", TFloat64.class, Shape.scalar());
    Variable<TFloat64> counts = state("count", TFloat64.class, Shape.scalar());
    Op addTotal = totals.assignAdd(totals.afterReads(tf), total);
    Op addCount = counts.assignAdd(counts.afterReads(tf), count);
    return EvalMetric.of(
        tf.withName("value").math.divNoNan(totals, counts),
        graph.group("update", List.of(addTotal, addCount)),
        graph.group("reset", List.of(totals.initializer(), counts.initializer())));
  }

  private <T extends TNumber> Variable<T> state(String name, Class<T> type, Shape shape) {
    return graph.variable(name, type, shape).initializer(Initializers.zeros()).local().create();
  }

  private static Operand<TFloat64> sum(Ops tf, Operand<TFloat64> x) {
    return tf.reduceSum(x, tf.range(tf.constant(0), tf.rank(x), tf.constant(1)));
  }

  private static Operand<TInt64> flat(Ops tf, Operand<? extends TIntegral> classes) {
    return tf.reshape(cast(tf, classes, TInt64.class), tf.constant(new int[] {-1}));
  }

  @SuppressWarnings("unchecked") // the type was compared
  private static <T extends TType> Operand<T> cast(
      Ops tf, Operand<? extends TType> x, Class<T> type) {
    return x.type().equals(type) ? (Operand<T>) x : tf.dtypes.cast(x, type);
  }
}
