package org.estimator4j.nn.loss;

import org.estimator4j.nn.internal.Elements;
import org.estimator4j.nn.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TIntegral;
import org.tensorflow.types.family.TType;

/** Cross-entropies between softmax of logits and labels, one for each row of logits. */
final class SoftmaxCrossEntropy {

  private SoftmaxCrossEntropy() {}

  static void requireClasses(Operand<?> labels, Operand<?> logits) {
    require(
        rank(logits) >= 2 && labels.shape().isCompatibleWith(leading(logits)),
        "labels of shape [batch] and logits of shape [batch, classes] are wanted",
        labels,
        logits);
  }

  static void requireOneHot(Operand<?> labels, Operand<?> logits) {
    require(
        rank(logits) >= 2 && labels.shape().isCompatibleWith(logits.shape()),
        "labels and logits of the same shape [batch, classes] are wanted",
        labels,
        logits);
  }

  private static void require(boolean fits, String wanted, Operand<?> labels, Operand<?> logits) {
    if (!fits || (rank(logits) > 2 && classes(logits) == Shape.UNKNOWN_SIZE)) {
      throw new IllegalArgumentException(
          wanted + ", got labels " + labels.shape() + " and logits " + logits.shape());
    }
  }

  static <T extends TFloating> Operand<T> sparse(
      Ops tf, String loss, Operand<? extends TIntegral> labels, Operand<T> logits) {
    Operand<TInt64> count = tf.stridedSlice(tf.shape(logits, TInt64.class), Indices.at(-1));
    return sparse(tf, Elements.classes(tf, loss + ": label", labels, count), logits);
  }

  private static <T extends TFloating> Operand<T> sparse(
      Ops tf, Operand<? extends TIntegral> labels, Operand<T> logits) {
    if (rank(logits) == 2) {
      return tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, labels).loss();
    }
    Operand<T> rows = rows(tf, logits, classes(logits));
    Operand<T> each =
        tf.nn.sparseSoftmaxCrossEntropyWithLogits(rows, Numbers.flat(tf, labels)).loss();
    return leading(tf, each, logits);
  }

  /** The labels are no way for gradients, as in the reference. */
  static <T extends TFloating> Operand<T> oneHot(
      Ops tf, Operand<T> labels, Operand<T> logits, double smoothing) {
    Operand<T> truth = tf.stopGradient(smoothing == 0 ? labels : smooth(tf, labels, smoothing));
    if (logits.type() != TFloat32.class) {
      // TensorFlow's gradient of the fused operation is for float32 only.
      Operand<T> products = tf.math.mul(truth, tf.nn.logSoftmax(logits));
      return tf.math.neg(tf.reduceSum(products, tf.constant(-1)));
    }
    if (rank(logits) == 2) {
      return tf.nn.softmaxCrossEntropyWithLogits(logits, truth).loss();
    }
    long classes = classes(logits);
    Operand<T> each =
        tf.nn
            .softmaxCrossEntropyWithLogits(rows(tf, logits, classes), rows(tf, truth, classes))
            .loss();
    return leading(tf, each, logits);
  }

  private static <T extends TFloating> Operand<T> smooth(
      Ops tf, Operand<T> labels, double smoothing) {
    Operand<T> classes =
        Numbers.cast(tf, tf.stridedSlice(tf.shape(labels), Indices.at(-1)), labels.type());
    Operand<T> share = tf.math.div(Numbers.scalar(tf, smoothing, labels.type()), classes);
    return tf.math.add(
        tf.math.mul(labels, Numbers.scalar(tf, 1 - smoothing, labels.type())), share);
  }

  private static int rank(Operand<?> logits) {
    return logits.shape().numDimensions();
  }

  private static long classes(Operand<?> logits) {
    return logits.shape().get(rank(logits) - 1);
  }

  private static Shape leading(Operand<?> logits) {
    return logits.shape().take(rank(logits) - 1);
  }

  private static <T extends TType> Operand<T> rows(Ops tf, Operand<T> x, long width) {
    return tf.reshape(x, tf.constant(new long[] {-1, width}));
  }

  /** One element for each row, in the leading dimensions of the logits. */
  private static <T extends TType> Operand<T> leading(Ops tf, Operand<T> each, Operand<?> logits) {
    return tf.reshape(each, tf.stridedSlice(tf.shape(logits), Indices.sliceTo(rank(logits) - 1)));
  }
}
