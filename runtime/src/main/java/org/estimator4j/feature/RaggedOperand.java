package org.estimator4j.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * A ragged feature of a batch in the graph under construction: Python's {@code RaggedTensor} with
 * one ragged dimension.
 *
 * @param <T> the element type
 * @param values {@code [n, …]}: the values of all rows, one behind the other
 * @param rowSplits {@code [rows + 1]}: row i has the values from {@code rowSplits[i]} to before
 *     {@code rowSplits[i + 1]}
 */
public record RaggedOperand<T extends TType>(Operand<T> values, Operand<TInt64> rowSplits) {

  /**
   * Other values in the same rows, such as numbers for words.
   *
   * @param <U> their element type
   * @param newValues {@code [n, …]}
   * @return rows of the same lengths
   */
  public <U extends TType> RaggedOperand<U> withValues(Operand<U> newValues) {
    return new RaggedOperand<>(newValues, rowSplits);
  }

  /**
   * The values changed one by one.
   *
   * @param change makes values of the same number
   * @return rows of the same lengths
   */
  public RaggedOperand<T> map(UnaryOperator<Operand<T>> change) {
    return withValues(change.apply(values));
  }

  /**
   * The rows filled up to the longest.
   *
   * @param tf adds the operation
   * @param fill a scalar: what stands behind a shorter row
   * @return {@code [rows, longest, …]}
   */
  public Operand<T> toDense(Ops tf, Operand<T> fill) {
    int dimensions = Math.max(1, values.shape().numDimensions()) + 1;
    long[] any = new long[dimensions];
    java.util.Arrays.fill(any, -1);
    return tf.ragged.raggedTensorToTensor(
        tf.constant(any), values, fill, List.of(rowSplits), List.of("ROW_SPLITS"));
  }

  /**
   * The row of each value.
   *
   * @param tf adds the operations
   * @return {@code [n]}, ascending
   */
  public Operand<TInt64> rows(Ops tf) {
    // The number of borders behind the first that are not above a value's number is its row.
    Operand<TInt64> ends =
        tf.slice(rowSplits, tf.constant(new int[] {1}), tf.constant(new int[] {-1}));
    Operand<TInt64> count =
        tf.reshape(
            tf.slice(
                tf.shape(values, TInt64.class),
                tf.constant(new int[] {0}),
                tf.constant(new int[] {1})),
            tf.constant(new int[0]));
    Operand<TInt64> numbers = tf.range(tf.constant(0L), count, tf.constant(1L));
    return tf.reshape(
        tf.upperBound(
            tf.expandDims(ends, tf.constant(0)),
            tf.expandDims(numbers, tf.constant(0)),
            TInt64.class),
        tf.constant(new int[] {-1}));
  }

  /**
   * The number of rows.
   *
   * @param tf adds the operations
   * @return a scalar
   */
  public Operand<TInt64> rowCount(Ops tf) {
    Operand<TInt64> borders = tf.size(rowSplits, TInt64.class);
    return tf.math.sub(borders, tf.constant(1L));
  }

  /**
   * Its tensors under the names that they have in a batch and in a signature.
   *
   * @param name the name of the feature
   * @return the tensors, in the order in which they are fed
   */
  public Map<String, Operand<?>> named(String name) {
    Map<String, Operand<?>> tensors = new LinkedHashMap<>();
    tensors.put(name + FeatureKind.VALUES, values);
    tensors.put(name + FeatureKind.ROW_SPLITS, rowSplits);
    return tensors;
  }
}
