package org.estimator4j.feature;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * A sparse feature of a batch in the graph under construction: Python's {@code SparseTensor} of two
 * dimensions.
 *
 * @param <T> the element type
 * @param indices {@code [n, 2]}: the row and the place in the row of each value, in order
 * @param values {@code [n]}: the values that are there
 * @param denseShape {@code [2]}: the number of rows, and the size of a row
 */
public record SparseOperand<T extends TType>(
    Operand<TInt64> indices, Operand<T> values, Operand<TInt64> denseShape) {

  /**
   * Other values at the same places, such as numbers for words.
   *
   * @param <U> their element type
   * @param newValues {@code [n]}
   * @return a tensor of the same shape
   */
  public <U extends TType> SparseOperand<U> withValues(Operand<U> newValues) {
    return new SparseOperand<>(indices, newValues, denseShape);
  }

  /**
   * The values changed one by one.
   *
   * @param change makes values of the same number
   * @return a tensor of the same shape
   */
  public SparseOperand<T> map(UnaryOperator<Operand<T>> change) {
    return withValues(change.apply(values));
  }

  /**
   * All values, present or not.
   *
   * @param tf adds the operation
   * @param absent a scalar: what stands where no value is
   * @return {@code [rows, size]}
   */
  public Operand<T> toDense(Ops tf, Operand<T> absent) {
    return tf.sparse.sparseToDense(indices, denseShape, values, absent);
  }

  /**
   * The row of each value.
   *
   * @param tf adds the operations
   * @return {@code [n]}, ascending
   */
  public Operand<TInt64> rows(Ops tf) {
    return tf.reshape(
        tf.slice(indices, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1})),
        tf.constant(new int[] {-1}));
  }

  /**
   * The number of rows.
   *
   * @param tf adds the operations
   * @return a scalar
   */
  public Operand<TInt64> rowCount(Ops tf) {
    return tf.reshape(
        tf.slice(denseShape, tf.constant(new int[] {0}), tf.constant(new int[] {1})),
        tf.constant(new int[0]));
  }

  /**
   * Its tensors under the names that they have in a batch and in a signature.
   *
   * @param name the name of the feature
   * @return the tensors, in the order in which they are fed
   */
  public Map<String, Operand<?>> named(String name) {
    Map<String, Operand<?>> tensors = new LinkedHashMap<>();
    tensors.put(name + FeatureKind.INDICES, indices);
    tensors.put(name + FeatureKind.VALUES, values);
    tensors.put(name + FeatureKind.DENSE_SHAPE, denseShape);
    return tensors;
  }
}
