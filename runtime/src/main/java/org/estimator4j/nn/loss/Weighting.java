package org.estimator4j.nn.loss;

import org.estimator4j.nn.internal.Numbers;
import org.estimator4j.nn.internal.Shapes;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/**
 * How the losses of the elements become one.
 *
 * @param weights what each counts; null for 1
 * @param reduction what becomes of the weighted losses
 */
record Weighting(@Nullable Operand<? extends TNumber> weights, Reduction reduction) {

  /** Refuses weights that do not fit. */
  void check(String loss, Shape elements) {
    if (weights != null) {
      Shapes.requireWeights("loss '" + loss + "'", elements, weights);
    }
  }

  /** The weights as they were given. */
  <T extends TFloating> Operand<T> as(Ops tf, Class<T> type) {
    return weights == null ? Numbers.scalar(tf, 1, type) : Numbers.cast(tf, weights, type);
  }

  /** The weights, one for each element. */
  <T extends TFloating> Operand<T> ofEach(Ops tf, Operand<T> each) {
    return weights == null
        ? tf.onesLike(each)
        : tf.broadcastTo(as(tf, each.type()), tf.shape(each));
  }

  /** For each element 1 if its weight is not 0. */
  <T extends TFloating> Operand<T> presenceOfEach(Ops tf, Operand<T> each) {
    Operand<T> ofEach = ofEach(tf, each);
    return weights == null
        ? ofEach
        : Numbers.cast(tf, tf.math.notEqual(ofEach, tf.zerosLike(ofEach)), each.type());
  }

  <T extends TFloating> Operand<T> reduce(Ops tf, String loss, Operand<T> each) {
    check(loss, each.shape());
    Operand<T> weighted = weights == null ? each : tf.math.mul(each, ofEach(tf, each));
    if (reduction == Reduction.NONE) {
      return weighted;
    }
    Operand<T> sum = Numbers.sum(tf.withName("sum"), weighted);
    return switch (reduction) {
      case NONE -> weighted;
      case SUM -> sum;
      case MEAN -> over(tf, sum, Numbers.sum(tf, ofEach(tf, each)));
      case SUM_OVER_BATCH_SIZE -> over(tf, sum, count(tf, each));
      case SUM_BY_NONZERO_WEIGHTS ->
          over(
              tf,
              sum,
              weights == null ? count(tf, each) : Numbers.sum(tf, presenceOfEach(tf, each)));
    };
  }

  private static <T extends TFloating> Operand<T> count(Ops tf, Operand<T> each) {
    return tf.withName("num_present").dtypes.cast(tf.size(each), each.type());
  }

  private static <T extends TFloating> Operand<T> over(Ops tf, Operand<T> sum, Operand<T> count) {
    return tf.withName("value").math.divNoNan(sum, count);
  }
}
