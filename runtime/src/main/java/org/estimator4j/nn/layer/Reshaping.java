package org.estimator4j.nn.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Between tensors of many dimensions and matrices. */
final class Reshaping {

  private Reshaping() {}

  /** All but the last of the given size in one dimension. */
  static <T extends TType> Operand<T> toMatrix(Ops tf, Operand<T> x, long width) {
    return tf.reshape(x, tf.constant(new long[] {-1, width}));
  }

  /** The rows of a matrix as the leading dimensions of {@code like}. */
  static <T extends TType> Operand<T> restoreLeading(
      Ops tf, Operand<T> matrix, Operand<?> like, long width) {
    Shape leading = like.shape().take(like.shape().numDimensions() - 1);
    long[] target = leading.append(width).asArray();
    long unknown = java.util.Arrays.stream(target).filter(d -> d < 0).count();
    if (unknown <= 1) {
      return tf.reshape(matrix, tf.constant(target));
    }
    Operand<TInt32> shape = tf.shape(like);
    Operand<TInt32> dynamic =
        tf.concat(
            java.util.List.of(
                tf.slice(
                    shape,
                    tf.constant(new int[] {0}),
                    tf.constant(new int[] {leading.numDimensions()})),
                tf.constant(new int[] {(int) width})),
            tf.constant(0));
    return tf.ensureShape(tf.reshape(matrix, dynamic), leading.append(width));
  }
}
