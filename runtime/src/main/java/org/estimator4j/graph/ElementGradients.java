package org.estimator4j.graph;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.BroadcastGradientArgs;
import org.tensorflow.op.math.Cumprod;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Gradients of operations element by element. Written for float32; the element type is whichever
 * the operation has.
 */
final class ElementGradients {

  static final Map<String, GradientRule> RULES =
      Map.of(
          "Xlogy", ElementGradients::xlogy,
          "Xlog1py", ElementGradients::xlog1py,
          "Xdivy", ElementGradients::xdivy,
          "Erfc", ElementGradients::erfc,
          "Cumprod", ElementGradients::cumprod);

  private ElementGradients() {}

  private static void xlogy(GradientStep step) {
    Ops tf = step.tf();
    Operand<TFloat32> x = step.input(0);
    Operand<TFloat32> y = step.input(1);
    give(step, tf.math.xlogy(notZero(tf, x), y), tf.math.xdivy(x, y));
  }

  private static void xlog1py(GradientStep step) {
    Ops tf = step.tf();
    Operand<TFloat32> x = step.input(0);
    Operand<TFloat32> y = step.input(1);
    Operand<TFloat32> more = tf.math.add(y, tf.onesLike(y));
    give(step, tf.math.xlog1py(notZero(tf, x), y), tf.math.xdivy(x, more));
  }

  private static void xdivy(GradientStep step) {
    Ops tf = step.tf();
    Operand<TFloat32> x = step.input(0);
    Operand<TFloat32> y = step.input(1);
    give(step, tf.math.xdivy(notZero(tf, x), y), tf.math.xdivy(tf.math.neg(x), tf.math.square(y)));
  }

  /** {@code -2/√π · exp(-x²)}. */
  private static void erfc(GradientStep step) {
    Ops tf = step.tf();
    Operand<TFloat32> x = step.input(0);
    Operand<TFloat32> factor = constantLike(tf, -2 / Math.sqrt(Math.PI), x);
    Operand<TFloat32> slope = tf.math.mul(factor, tf.math.exp(tf.math.neg(tf.math.square(x))));
    step.inputGradient(0, tf.math.mul(step.<TFloat32>outputGradient(0), slope));
  }

  /** Zero where the input is zero, as Python's; elsewhere exact. */
  private static void cumprod(GradientStep step) {
    Ops tf = step.tf();
    boolean exclusive = step.op().attributes().getAttrBool("exclusive");
    boolean reverse = step.op().attributes().getAttrBool("reverse");
    Operand<TFloat32> x = step.input(0);
    Operand<TInt32> axis = step.input(1);
    Operand<TFloat32> product =
        tf.math.cumprod(x, axis, Cumprod.exclusive(exclusive), Cumprod.reverse(reverse));
    Operand<TFloat32> sum =
        tf.math.cumsum(
            tf.math.mul(product, step.<TFloat32>outputGradient(0)),
            axis,
            Cumsum.exclusive(exclusive),
            Cumsum.reverse(!reverse));
    step.inputGradient(0, tf.math.divNoNan(sum, x));
  }

  private static void give(
      GradientStep step, Operand<TFloat32> derivativeX, Operand<TFloat32> derivativeY) {
    Ops tf = step.tf();
    Operand<TFloat32> dy = step.outputGradient(0);
    Operand<TInt32> shapeX = tf.shape(step.<TFloat32>input(0));
    Operand<TInt32> shapeY = tf.shape(step.<TFloat32>input(1));
    BroadcastGradientArgs<TInt32> axes = tf.broadcastGradientArgs(shapeX, shapeY);
    step.inputGradient(
        0, tf.reshape(tf.reduceSum(tf.math.mul(dy, derivativeX), axes.r0()), shapeX));
    step.inputGradient(
        1, tf.reshape(tf.reduceSum(tf.math.mul(dy, derivativeY), axes.r1()), shapeY));
  }

  private static Operand<TFloat32> notZero(Ops tf, Operand<TFloat32> x) {
    return tf.dtypes.cast(tf.math.notEqual(x, tf.zerosLike(x)), x.type());
  }

  /** A number of the element type of a tensor. */
  static <T extends TNumber> Operand<T> constantLike(Ops tf, double value, Operand<T> like) {
    return tf.dtypes.cast(tf.constant(value), like.type());
  }
}
