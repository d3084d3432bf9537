package org.estimator4j.nn.metric;

import org.estimator4j.nn.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** What means are taken of. */
final class Values {

  private Values() {}

  /** 1 where a prediction is right. */
  static <T extends TType> Operand<TFloat64> hits(
      Ops tf, Operand<T> labels, Operand<? extends TType> predictions) {
    return tf.dtypes.cast(
        tf.math.equal(labels, Numbers.cast(tf, predictions, labels.type())), TFloat64.class);
  }

  /** 1 where a value is below a limit, compared in the values' type. */
  static <T extends TFloating> Operand<TFloat64> below(Ops tf, Operand<T> values, double limit) {
    return tf.dtypes.cast(
        tf.math.less(values, Numbers.scalar(tf, limit, values.type())), TFloat64.class);
  }

  static Operand<TFloat64> errors(
      Ops tf, Operand<? extends TNumber> labels, Operand<? extends TNumber> predictions) {
    return tf.math.sub(
        Numbers.cast(tf, labels, TFloat64.class), Numbers.cast(tf, predictions, TFloat64.class));
  }

  /** The cosines between vectors of length 1 along an axis, which remains with size 1. */
  static Operand<TFloat64> cosines(
      Ops tf, Operand<? extends TNumber> labels, Operand<? extends TNumber> predictions, int axis) {
    Operand<TFloat64> products =
        tf.math.mul(
            Numbers.cast(tf, labels, TFloat64.class),
            Numbers.cast(tf, predictions, TFloat64.class));
    return tf.reduceSum(products, tf.constant(axis), ReduceSum.keepDims(true));
  }
}
