package org.estimator4j.nn.metric;

import java.util.List;
import org.estimator4j.nn.internal.Numbers;
import org.estimator4j.nn.metric.BinaryCounts.Kind;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/**
 * Values of curves over thresholds. The formulas, with their small numbers against division by 0,
 * are those of TensorFlow 2.15, {@code python/ops/metrics_impl.py}.
 */
final class Curves {

  /** The order of the sums that the formulas take. */
  static final List<Kind> KINDS =
      List.of(Kind.TRUE_POSITIVES, Kind.FALSE_NEGATIVES, Kind.TRUE_NEGATIVES, Kind.FALSE_POSITIVES);

  private static final double AUC_MARGIN = 1e-6;
  private static final float MARGIN = 1e-7f;

  private Curves() {}

  static Totals.Formula<TFloat64> area(Auc auc) {
    if (auc.precisionRecall && auc.summation == Auc.Summation.CAREFUL_INTERPOLATION) {
      return (tf, sums) -> interpolated(tf, sums.get(0), sums.get(1), sums.get(3));
    }
    return (tf, sums) -> {
      Operand<TFloat64> margin = tf.constant(AUC_MARGIN);
      Operand<TFloat64> hits = tf.math.add(sums.get(0), margin);
      Operand<TFloat64> recall = tf.math.div(hits, tf.math.add(hits, sums.get(1)));
      if (auc.precisionRecall) {
        Operand<TFloat64> precision = tf.math.div(hits, tf.math.add(hits, sums.get(3)));
        return riemann(tf, auc.summation, recall, precision);
      }
      Operand<TFloat64> negatives = tf.math.add(tf.math.add(sums.get(3), sums.get(2)), margin);
      return riemann(tf, auc.summation, tf.math.div(sums.get(3), negatives), recall);
    };
  }

  private static Operand<TFloat64> riemann(
      Ops tf, Auc.Summation summation, Operand<TFloat64> x, Operand<TFloat64> y) {
    Operand<TFloat64> one = first(tf, y);
    Operand<TFloat64> other = rest(tf, y);
    Operand<TFloat64> height =
        switch (summation) {
          case TRAPEZOIDAL, CAREFUL_INTERPOLATION ->
              tf.math.div(tf.math.add(one, other), tf.constant(2.0));
          case MINORING -> tf.math.minimum(one, other);
          case MAJORING -> tf.math.maximum(one, other);
        };
    return Numbers.sum(tf, tf.math.mul(tf.math.sub(first(tf, x), rest(tf, x)), height));
  }

  /** The area under precision over recall, after Davis and Goadrich (2006). */
  private static Operand<TFloat64> interpolated(
      Ops tf, Operand<TFloat64> hits, Operand<TFloat64> misses, Operand<TFloat64> falseAlarms) {
    Operand<TFloat64> none = tf.constant(0.0);
    Operand<TFloat64> alarms = tf.math.add(hits, falseAlarms);
    Operand<TFloat64> before = first(tf, alarms);
    Operand<TFloat64> after = rest(tf, alarms);
    Operand<TFloat64> step = tf.math.sub(first(tf, hits), rest(tf, hits));
    Operand<TFloat64> slope =
        tf.math.divNoNan(step, tf.math.maximum(tf.math.sub(before, after), none));
    Operand<TFloat64> intercept = tf.math.sub(rest(tf, hits), tf.math.mul(slope, after));
    Operand<TBool> both =
        tf.math.logicalAnd(tf.math.greater(before, none), tf.math.greater(after, none));
    Operand<TFloat64> ratio =
        tf.select(both, tf.math.divNoNan(before, tf.math.maximum(after, none)), tf.onesLike(after));
    Operand<TFloat64> areas =
        tf.math.mul(slope, tf.math.add(step, tf.math.mul(intercept, tf.math.log(ratio))));
    Operand<TFloat64> positives = tf.math.add(rest(tf, hits), rest(tf, misses));
    return Numbers.sum(tf, tf.math.divNoNan(areas, tf.math.maximum(positives, none)));
  }

  /** Precision or recall at each threshold: hits over hits and the others. */
  static Operand<TFloat64> shareOfHits(Ops tf, List<? extends Operand<TFloat64>> sums) {
    Operand<TFloat64> all = tf.math.add(sums.get(0), sums.get(1));
    return tf.math.div(sums.get(0), tf.math.add(all, tf.constant((double) MARGIN)));
  }

  /**
   * The sensitivity at the first threshold whose specificity is nearest to the wanted one. In
   * float32, like the reference: which of two equally near thresholds is taken depends on it.
   */
  static Operand<TFloat64> sensitivityAt(
      Ops tf, double specificity, List<? extends Operand<TFloat64>> sums) {
    Operand<TFloat32> distances = distances(tf, share(tf, sums.get(2), sums.get(3)), specificity);
    Operand<TInt64> nearest = tf.math.argMin(distances, tf.constant(0));
    return at(tf, share(tf, sums.get(0), sums.get(1)), nearest);
  }

  /** The specificity at the last threshold whose sensitivity is nearest to the wanted one. */
  static Operand<TFloat64> specificityAt(
      Ops tf, double sensitivity, List<? extends Operand<TFloat64>> sums) {
    Operand<TFloat32> distances = distances(tf, share(tf, sums.get(0), sums.get(1)), sensitivity);
    Operand<TInt64> isNearest =
        tf.dtypes.cast(
            tf.math.equal(distances, tf.reduceMin(distances, tf.constant(0))), TInt64.class);
    // The count of nearest ones so far is largest from the last of them on.
    Operand<TInt64> last =
        tf.math.argMax(tf.math.cumsum(isNearest, tf.constant(0)), tf.constant(0));
    return at(tf, share(tf, sums.get(2), sums.get(3)), last);
  }

  private static Operand<TFloat32> share(Ops tf, Operand<TFloat64> of, Operand<TFloat64> other) {
    Operand<TFloat32> part = Numbers.cast(tf, of, TFloat32.class);
    Operand<TFloat32> all = tf.math.add(part, Numbers.cast(tf, other, TFloat32.class));
    return tf.math.div(part, tf.math.add(all, tf.constant(MARGIN)));
  }

  private static Operand<TFloat32> distances(Ops tf, Operand<TFloat32> shares, double wanted) {
    return tf.math.abs(tf.math.sub(shares, tf.constant((float) wanted)));
  }

  private static Operand<TFloat64> at(Ops tf, Operand<TFloat32> values, Operand<TInt64> index) {
    return tf.dtypes.cast(tf.gather(values, index, tf.constant(0)), TFloat64.class);
  }

  private static Operand<TFloat64> first(Ops tf, Operand<TFloat64> x) {
    return tf.stridedSlice(x, Indices.sliceTo(x.shape().get(0) - 1));
  }

  private static Operand<TFloat64> rest(Ops tf, Operand<TFloat64> x) {
    return tf.stridedSlice(x, Indices.sliceFrom(1));
  }
}
