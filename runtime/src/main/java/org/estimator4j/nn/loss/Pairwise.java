package org.estimator4j.nn.loss;

import org.estimator4j.nn.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** Differences between the pairs of a row, by sums over the row instead of over the pairs. */
final class Pairwise {

  private Pairwise() {}

  /** The formula of TensorFlow 2.15, which counts in pairs only elements whose weight is not 0. */
  static <T extends TFloating> Operand<T> squaredError(
      Ops tf, Weighting weighting, Operand<T> errors) {
    Operand<T> one = Numbers.scalar(tf, 1, errors.type());
    Operand<T> two = Numbers.scalar(tf, 2, errors.type());
    Operand<T> present = ofRows(tf, weighting.presenceOfEach(tf, errors));
    Operand<T> others = tf.math.maximum(tf.math.sub(present, one), tf.zerosLike(present));
    Operand<T> squares = tf.math.divNoNan(ofRows(tf, tf.math.square(errors)), others);
    Operand<T> products =
        tf.math.divNoNan(tf.math.square(ofRows(tf, errors)), tf.math.mul(present, others));
    Operand<T> losses = tf.math.mul(two, tf.math.sub(squares, products));
    // Weights of elements, rather than of rows, count a row's loss once for each element.
    return Numbers.sum(tf, tf.math.mul(losses, weighting.as(tf, errors.type())));
  }

  private static <T extends TFloating> Operand<T> ofRows(Ops tf, Operand<T> x) {
    Operand<TInt32> axes = Numbers.axesFrom(tf, 1, x);
    return tf.reduceSum(x, axes, ReduceSum.keepDims(true));
  }
}
