package org.estimator4j.nn.metric;

import java.util.List;
import java.util.Locale;
import org.estimator4j.nn.internal.Elements;
import org.estimator4j.nn.internal.Numbers;
import org.estimator4j.nn.internal.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Counts of right and wrong answers to yes-or-no questions. */
record BinaryCounts(MetricBuilder builder, String name, Operand<? extends TType> labels) {

  /** One of the four counts: what it is called, and which examples it counts. */
  enum Kind {
    TRUE_POSITIVES(true, true),
    FALSE_NEGATIVES(true, false),
    TRUE_NEGATIVES(false, false),
    FALSE_POSITIVES(false, true);

    private final boolean label;
    private final boolean prediction;

    Kind(boolean label, boolean prediction) {
      this.label = label;
      this.prediction = prediction;
    }

    String variable() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A metric of counts of answers that are yes or no. */
  EvalMetric of(
      Operand<? extends TType> predictions, List<Kind> kinds, Totals.Formula<TFloat64> value) {
    Shapes.requireSame(MetricBuilder.title(name), labels, predictions);
    return builder.add(
        name,
        tf -> {
          Operand<TBool> truth = Numbers.cast(tf, labels, TBool.class);
          Operand<TBool> said = Numbers.cast(tf, predictions, TBool.class);
          Totals<TFloat64> totals = new Totals<>(builder.graph(), TFloat64.class);
          for (Kind kind : kinds) {
            Operand<TBool> counted =
                tf.math.logicalAnd(
                    kind.label ? truth : tf.math.logicalNot(truth),
                    kind.prediction ? said : tf.math.logicalNot(said));
            Operand<TFloat64> each = tf.dtypes.cast(counted, TFloat64.class);
            totals.add(
                kind.variable(), Shape.scalar(), Numbers.sum(tf, builder.weighted(tf, name, each)));
          }
          return totals.metric(value);
        });
  }

  /**
   * A metric of counts at several thresholds: an answer is yes if it is above. As in the reference,
   * answers and thresholds are compared in float32.
   */
  EvalMetric at(
      float[] thresholds,
      Operand<? extends TNumber> predictions,
      List<Kind> kinds,
      Totals.Formula<TFloat64> value) {
    Shapes.requireSame(MetricBuilder.title(name), labels, predictions);
    return builder.add(
        name,
        tf -> {
          Operand<TFloat32> said =
              Numbers.flat(
                  tf, Elements.probabilities(tf, "metric " + name + ": prediction", predictions));
          Operand<TFloat32> limits =
              tf.reshape(tf.constant(thresholds), tf.constant(new int[] {-1, 1}));
          Operand<TBool> above = tf.math.greater(said, limits);
          Operand<TFloat64> yes = tf.dtypes.cast(above, TFloat64.class);
          Operand<TFloat64> no = tf.dtypes.cast(tf.math.logicalNot(above), TFloat64.class);
          Operand<TFloat64> weights = Numbers.flat(tf, builder.ofEach(tf, name, predictions));
          Operand<TFloat64> truth =
              Numbers.flat(
                  tf, Numbers.cast(tf, Numbers.cast(tf, labels, TBool.class), TFloat64.class));
          Operand<TFloat64> ofTrue = tf.math.mul(weights, truth);
          Operand<TFloat64> ofFalse = tf.math.mul(weights, tf.math.sub(tf.onesLike(truth), truth));
          Totals<TFloat64> totals = new Totals<>(builder.graph(), TFloat64.class);
          for (Kind kind : kinds) {
            totals.add(
                kind.variable(),
                Shape.of(thresholds.length),
                rowSums(tf, kind.prediction ? yes : no, kind.label ? ofTrue : ofFalse));
          }
          return totals.metric(value);
        });
  }

  /** For each row of a matrix the sum of the weights of its columns. */
  private static Operand<TFloat64> rowSums(Ops tf, Operand<TFloat64> matrix, Operand<TFloat64> by) {
    Operand<TFloat64> column = tf.expandDims(by, tf.constant(1));
    return Numbers.flat(tf, tf.linalg.matMul(matrix, column));
  }
}
