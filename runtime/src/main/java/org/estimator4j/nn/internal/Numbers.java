package org.estimator4j.nn.internal;

import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Small steps of arithmetic that are written often. */
public final class Numbers {

  private Numbers() {}

  /**
   * A number in an element type.
   *
   * @param <T> the element type
   * @param tf the ops to build with
   * @param value the number
   * @param type the element type
   * @return a scalar
   */
  public static <T extends TNumber> Operand<T> scalar(Ops tf, double value, Class<T> type) {
    return cast(tf, tf.constant(value), type);
  }

  /**
   * A tensor in another element type, or itself.
   *
   * @param <T> the element type
   * @param tf the ops to build with
   * @param x any tensor
   * @param type the element type
   * @return a tensor of the same shape
   */
  @SuppressWarnings("unchecked") // the type was compared
  public static <T extends TType> Operand<T> cast(
      Ops tf, Operand<? extends TType> x, Class<T> type) {
    return x.type().equals(type) ? (Operand<T>) x : tf.dtypes.cast(x, type);
  }

  /**
   * The sum of all elements.
   *
   * @param <T> the element type
   * @param tf the ops to build with
   * @param x any tensor
   * @return a scalar; 0 if there are no elements
   */
  public static <T extends TNumber> Operand<T> sum(Ops tf, Operand<T> x) {
    return tf.reduceSum(x, axesFrom(tf, 0, x));
  }

  /**
   * The axes of a tensor from one on.
   *
   * @param tf the ops to build with
   * @param first the first axis wanted
   * @param x any tensor
   * @return a vector, constant if the number of dimensions is known
   */
  public static Operand<TInt32> axesFrom(Ops tf, int first, Operand<?> x) {
    if (x.shape().isUnknown()) {
      return tf.range(tf.constant(first), tf.rank(x), tf.constant(1));
    }
    return tf.constant(IntStream.range(first, x.shape().numDimensions()).toArray());
  }

  /**
   * All elements in a row.
   *
   * @param <T> the element type
   * @param tf the ops to build with
   * @param x any tensor
   * @return a vector
   */
  public static <T extends TType> Operand<T> flat(Ops tf, Operand<T> x) {
    return x.shape().numDimensions() == 1 ? x : tf.reshape(x, tf.constant(new int[] {-1}));
  }
}
