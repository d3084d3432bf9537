package org.estimator4j.nn.loss;

import org.estimator4j.nn.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.family.TFloating;

/**
 * What each element of the predictions loses against its label.
 *
 * <p>The formulas are those of TensorFlow 2.15, {@code python/ops/losses/losses_impl.py}, gradients
 * at their kinks included.
 *
 * @param <T> the element type
 */
@FunctionalInterface
interface ElementLoss<T extends TFloating> {

  /** The losses, before weights. */
  Operand<T> of(Ops tf, Operand<T> labels, Operand<T> predictions);

  static <T extends TFloating> ElementLoss<T> squared() {
    return (tf, labels, predictions) -> tf.math.squaredDifference(predictions, labels);
  }

  static <T extends TFloating> ElementLoss<T> absolute() {
    return (tf, labels, predictions) -> tf.math.abs(tf.math.sub(predictions, labels));
  }

  static <T extends TFloating> ElementLoss<T> huber(double delta) {
    return (tf, labels, predictions) -> {
      Operand<T> limit = Numbers.scalar(tf, delta, predictions.type());
      Operand<T> error = tf.math.abs(tf.math.sub(predictions, labels));
      Operand<T> quadratic = tf.math.minimum(error, limit);
      // Not max(error - delta, 0): where the error is delta, that would count the gradient twice.
      Operand<T> linear = tf.math.sub(error, quadratic);
      Operand<T> half = Numbers.scalar(tf, 0.5, predictions.type());
      return tf.math.add(
          tf.math.mul(half, tf.math.mul(quadratic, quadratic)), tf.math.mul(limit, linear));
    };
  }

  static <T extends TFloating> ElementLoss<T> log(double epsilon) {
    return (tf, labels, predictions) -> {
      Operand<T> small = Numbers.scalar(tf, epsilon, predictions.type());
      Operand<T> one = Numbers.scalar(tf, 1, predictions.type());
      Operand<T> ofOnes = tf.math.mul(labels, tf.math.log(tf.math.add(predictions, small)));
      Operand<T> ofZeros =
          tf.math.mul(
              tf.math.sub(one, labels),
              tf.math.log(tf.math.add(tf.math.sub(one, predictions), small)));
      return tf.math.sub(tf.math.neg(ofOnes), ofZeros);
    };
  }

  static <T extends TFloating> ElementLoss<T> hinge() {
    return (tf, labels, logits) -> {
      Operand<T> ones = tf.onesLike(labels);
      Operand<T> signs = tf.math.sub(tf.math.add(labels, labels), ones);
      return tf.nn.relu(tf.math.sub(ones, tf.math.mul(signs, logits)));
    };
  }

  static <T extends TFloating> ElementLoss<T> cosine(int axis) {
    return (tf, labels, predictions) -> {
      Operand<T> products = tf.math.mul(predictions, labels);
      Operand<T> cosines = tf.reduceSum(products, tf.constant(axis), ReduceSum.keepDims(true));
      return tf.math.sub(Numbers.scalar(tf, 1, predictions.type()), cosines);
    };
  }

  static <T extends TFloating> ElementLoss<T> sigmoidCrossEntropy(double smoothing) {
    return (tf, labels, logits) -> {
      Operand<T> truth = smoothing == 0 ? labels : smooth(tf, labels, smoothing);
      // max(x, 0) - x * z + log(1 + exp(-|x|)), with selections so that at 0 the gradient is right.
      Operand<T> zeros = tf.zerosLike(logits);
      Operand<TBool> positive = tf.math.greaterEqual(logits, zeros);
      Operand<T> above = tf.select(positive, logits, zeros);
      Operand<T> negative = tf.select(positive, tf.math.neg(logits), logits);
      return tf.math.add(
          tf.math.sub(above, tf.math.mul(logits, truth)), tf.math.log1p(tf.math.exp(negative)));
    };
  }

  private static <T extends TFloating> Operand<T> smooth(
      Ops tf, Operand<T> labels, double smoothing) {
    return tf.math.add(
        tf.math.mul(labels, Numbers.scalar(tf, 1 - smoothing, labels.type())),
        Numbers.scalar(tf, 0.5 * smoothing, labels.type()));
  }
}
