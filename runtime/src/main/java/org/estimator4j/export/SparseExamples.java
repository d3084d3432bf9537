package org.estimator4j.export;

import java.util.List;
import org.estimator4j.feature.SparseOperand;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.io.ParseExample;
import org.tensorflow.op.sparse.SparseReorder;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Puts together what an Example holds under two keys, as Python's {@code SparseFeature} does. */
final class SparseExamples {

  private SparseExamples() {}

  /** Places and values that stand one behind the other, in a row of a size. */
  static <T extends TType> SparseOperand<T> pair(
      Ops tf, SparseOperand<TInt64> places, SparseOperand<T> values, long size) {
    Operand<TInt64> rows =
        tf.slice(places.indices(), tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1}));
    Operand<TInt64> columns = tf.expandDims(places.values(), tf.constant(1));
    Operand<TInt64> indices = tf.concat(List.of(rows, columns), tf.constant(1));
    Operand<TInt64> shape = tf.stack(List.of(places.rowCount(tf), tf.constant(size)));
    SparseReorder<T> sorted = tf.sparse.sparseReorder(indices, values.values(), shape);
    return new SparseOperand<>(sorted.outputIndices(), sorted.outputValues(), shape);
  }

  /** What was parsed for a key. The caller says the type that it asked for. */
  @SuppressWarnings("unchecked")
  static <T extends TType> SparseOperand<T> column(ParseExample parsed, int index) {
    return new SparseOperand<>(
        parsed.sparseIndices().get(index),
        (Operand<T>) parsed.sparseValues().get(index),
        parsed.sparseShapes().get(index));
  }
}
