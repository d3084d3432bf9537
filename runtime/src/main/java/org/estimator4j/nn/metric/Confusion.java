package org.estimator4j.nn.metric;

import java.util.List;
import org.estimator4j.nn.internal.Elements;
import org.estimator4j.nn.internal.Numbers;
import org.estimator4j.nn.internal.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TIntegral;
import org.tensorflow.types.family.TNumber;

/** Metrics of labels and predictions that are classes. */
record Confusion(
    MetricBuilder builder,
    String name,
    Operand<? extends TIntegral> labels,
    Operand<? extends TIntegral> predictions,
    int numClasses) {

  Confusion {
    if (numClasses < 1) {
      throw new IllegalArgumentException(
          MetricBuilder.title(name)
              + ": the number of classes must be positive, got "
              + numClasses);
    }
    Shapes.requireSame(MetricBuilder.title(name), labels, predictions);
  }

  EvalMetric matrix() {
    return builder.add(
        name,
        tf ->
            builder.weights() == null
                ? totals(tf, TInt64.class, tf.onesLike(flat(tf, labels)))
                    .metric((ops, sums) -> sums.get(0))
                : totals(tf, TFloat64.class, weights(tf)).metric((ops, sums) -> sums.get(0)));
  }

  /** The formula of {@code tf.metrics.mean_iou}; classes that do not occur are left out. */
  EvalMetric meanIntersectionOverUnion() {
    return builder.add(
        name,
        tf ->
            totals(tf, TFloat64.class, weights(tf))
                .metric((ops, sums) -> meanIou(ops, sums.get(0)), (ops, sums) -> sums.get(0)));
  }

  private static Operand<TFloat64> meanIou(Ops tf, Operand<TFloat64> matrix) {
    Operand<TFloat64> hits = tf.linalg.tensorDiagPart(matrix);
    Operand<TFloat64> union =
        tf.math.sub(
            tf.math.add(tf.reduceSum(matrix, tf.constant(0)), tf.reduceSum(matrix, tf.constant(1))),
            hits);
    Operand<TFloat64> occurring =
        tf.dtypes.cast(tf.math.notEqual(union, tf.zerosLike(union)), TFloat64.class);
    return tf.math.divNoNan(
        Numbers.sum(tf, tf.math.divNoNan(hits, union)), Numbers.sum(tf, occurring));
  }

  /** The formula of {@code tf.metrics.mean_per_class_accuracy}; a class that is absent has 0. */
  EvalMetric meanPerClassAccuracy() {
    return builder.add(
        name,
        tf -> {
          Operand<TInt64> truth = classes(tf, "label", labels);
          Operand<TFloat64> weights = weights(tf);
          Operand<TFloat64> right =
              tf.dtypes.cast(tf.math.equal(truth, flat(tf, predictions)), TFloat64.class);
          Operand<TFloat64> hits = tf.math.mul(weights, right);
          return new Totals<>(builder.graph(), TFloat64.class)
              .add("total", Shape.of(numClasses), perClass(tf, weights, truth))
              .add("count", Shape.of(numClasses), perClass(tf, hits, truth))
              .metric(
                  (ops, sums) ->
                      ops.math.mean(ops.math.divNoNan(sums.get(1), sums.get(0)), ops.constant(0)),
                  (ops, sums) -> ops.math.divNoNan(sums.get(1), sums.get(0)));
        });
  }

  private Operand<TFloat64> perClass(Ops tf, Operand<TFloat64> each, Operand<TInt64> classes) {
    return tf.math.unsortedSegmentSum(each, classes, tf.constant(numClasses));
  }

  private <T extends TNumber> Totals<T> totals(Ops tf, Class<T> type, Operand<T> weights) {
    Operand<TInt64> pairs =
        tf.stack(
            List.of(classes(tf, "label", labels), classes(tf, "prediction", predictions)),
            Stack.axis(1L));
    Shape shape = Shape.of(numClasses, numClasses);
    Operand<T> counts = tf.scatterNd(pairs, weights, tf.constant(shape.asArray()));
    return new Totals<>(builder.graph(), type).add("confusion_matrix", shape, counts);
  }

  private Operand<TFloat64> weights(Ops tf) {
    return Numbers.flat(tf, builder.ofEach(tf, name, labels));
  }

  private Operand<TInt64> classes(Ops tf, String role, Operand<? extends TIntegral> classes) {
    Operand<TInt64> numbers = Numbers.cast(tf, classes, TInt64.class);
    String what = "metric " + name + ": " + role;
    return Numbers.flat(tf, Elements.classes(tf, what, numbers, tf.constant((long) numClasses)));
  }

  private static Operand<TInt64> flat(Ops tf, Operand<? extends TIntegral> classes) {
    return Numbers.flat(tf, Numbers.cast(tf, classes, TInt64.class));
  }
}
