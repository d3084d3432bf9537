package org.estimator4j.nn.metric;

import java.util.function.Function;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.internal.Numbers;
import org.estimator4j.nn.internal.Shapes;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * What all kinds of metrics are made with.
 *
 * @param graph where they are added
 * @param weights what each element counts; null for 1
 */
record MetricBuilder(ModelGraph graph, @Nullable Operand<? extends TNumber> weights) {

  static String title(String name) {
    return "metric '" + name + "'";
  }

  /** A metric in a scope of its own. */
  EvalMetric add(String name, Function<Ops, EvalMetric> body) {
    return graph.scope(name, () -> body.apply(graph.ops()));
  }

  /** The weighted mean of all elements. */
  EvalMetric mean(String name, Function<Ops, Operand<? extends TNumber>> values) {
    return mean(name, values, (tf, mean) -> mean);
  }

  /** What is last done to a mean. */
  @FunctionalInterface
  interface OfMean {

    Operand<TFloat64> of(Ops tf, Operand<TFloat64> mean);
  }

  /** A function of the weighted mean of all elements. */
  EvalMetric mean(String name, Function<Ops, Operand<? extends TNumber>> values, OfMean function) {
    return add(
        name,
        tf -> {
          Operand<TFloat64> each = Numbers.cast(tf, values.apply(tf), TFloat64.class);
          Operand<TFloat64> total = weighted(tf, name, each);
          Operand<TFloat64> count =
              weights == null
                  ? tf.dtypes.cast(tf.size(each), TFloat64.class)
                  : Numbers.sum(tf, ofEach(tf, name, each));
          return new Totals<>(graph, TFloat64.class)
              .add("total", Shape.scalar(), Numbers.sum(tf, total))
              .add("count", Shape.scalar(), count)
              .metric((ops, sums) -> function.of(ops, ops.math.divNoNan(sums.get(0), sums.get(1))));
        });
  }

  /** Elements times their weights. */
  Operand<TFloat64> weighted(Ops tf, String name, Operand<TFloat64> each) {
    return weights == null ? each : tf.math.mul(each, ofEach(tf, name, each));
  }

  /** The weights, one for each element. */
  Operand<TFloat64> ofEach(Ops tf, String name, Operand<? extends TType> each) {
    if (weights == null) {
      return tf.fill(tf.shape(each), tf.constant(1.0));
    }
    Shapes.requireWeights(title(name), each.shape(), weights);
    return tf.broadcastTo(Numbers.cast(tf, weights, TFloat64.class), tf.shape(each));
  }
}
