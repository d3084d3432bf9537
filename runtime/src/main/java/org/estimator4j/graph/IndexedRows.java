package org.estimator4j.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unique;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Some rows of a tensor whose other rows are zero; what Python calls {@code IndexedSlices}. A row
 * that is there several times counts as the sum of its parts.
 *
 * @param <T> the element type
 * @param indices which rows: int32 or int64 of shape [n]
 * @param values their values, of shape [n, …]
 */
public record IndexedRows<T extends TType>(Operand<? extends TNumber> indices, Operand<T> values) {

  /**
   * Rows.
   *
   * @throws IllegalArgumentException if the indices are no int32 or int64 vector, or their number
   *     is known and is not that of the rows
   */
  public IndexedRows {
    Class<? extends TNumber> type = indices.type();
    Shape which = indices.shape();
    Shape rows = values.shape();
    boolean integers = type == TInt32.class || type == TInt64.class;
    boolean vector = which.isUnknown() || which.numDimensions() == 1;
    boolean fits =
        which.isUnknown()
            || rows.isUnknown()
            || (rows.numDimensions() > 0 && which.isCompatibleWith(rows.take(1)));
    if (!integers || !vector || !fits) {
      throw new IllegalArgumentException(
          "rows are named by an int32 or int64 vector with one element for each of them; got "
              + type.getSimpleName()
              + " "
              + which
              + " for rows of shape "
              + rows);
    }
  }

  /**
   * The same rows with other values.
   *
   * @param newValues of the same shape as the values so far
   * @return new rows
   */
  public IndexedRows<T> withValues(Operand<T> newValues) {
    return new IndexedRows<>(indices, newValues);
  }

  /**
   * Each row once: those of one index are added up.
   *
   * @param tf the ops to build with
   * @return rows with distinct indices, in the order in which they first occur
   */
  public IndexedRows<T> summed(Ops tf) {
    return summed(tf, indices);
  }

  private <I extends TNumber> IndexedRows<T> summed(Ops tf, Operand<I> which) {
    Unique<I, TInt32> unique = tf.unique(which, tf.constant(new int[] {0}));
    Operand<T> sums = unsortedSegmentSum(tf, values, unique.idx(), tf.size(unique.y()));
    return new IndexedRows<>(unique.y(), sums);
  }

  /**
   * The whole tensor.
   *
   * @param tf the ops to build with
   * @param shape the tensor's shape, int32
   * @return the sums of the rows in their places, zeros elsewhere
   */
  public Operand<T> dense(Ops tf, Operand<TInt32> shape) {
    Operand<TInt32> first = tf.constant(new int[] {0});
    Operand<TInt32> count =
        tf.reshape(tf.slice(shape, first, tf.constant(new int[] {1})), tf.constant(Shape.scalar()));
    return tf.reshape(unsortedSegmentSum(tf, values, indices, count), shape);
  }

  @SuppressWarnings("unchecked") // the kernel adds every type that has a gradient
  private static <T extends TType> Operand<T> unsortedSegmentSum(
      Ops tf, Operand<T> rows, Operand<? extends TNumber> segments, Operand<TInt32> count) {
    return (Operand<T>) tf.math.unsortedSegmentSum((Operand<TNumber>) rows, segments, count);
  }

  /** All rows of several; of the same element type, whichever it is. */
  @SuppressWarnings("unchecked")
  static IndexedRows<?> joined(Ops tf, List<? extends IndexedRows<?>> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<Operand<TInt64>> indices = new ArrayList<>();
    List<Operand<TNumber>> values = new ArrayList<>();
    for (IndexedRows<?> part : parts) {
      indices.add(
          part.indices().type() == TInt64.class
              ? (Operand<TInt64>) part.indices()
              : tf.dtypes.cast(part.indices(), TInt64.class));
      values.add((Operand<TNumber>) part.values());
    }
    return new IndexedRows<>(tf.concat(indices, tf.constant(0)), tf.concat(values, tf.constant(0)));
  }
}
