package org.estimator4j.nn.layer;

import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/**
 * A table of vectors, of which a step reads and changes only the rows it uses. Padding is left out
 * before the table is read, so that it touches no row.
 */
final class EmbeddingTable<T extends TFloating> {

  private final Ops tf;
  private final Embedding settings;
  private final Variable<T> table;

  EmbeddingTable(ModelGraph graph, Class<T> type, Embedding settings) {
    this.tf = graph.ops();
    this.settings = settings;
    this.table =
        new Weights(graph)
            .make(
                "embeddings",
                type,
                Shape.of(settings.rows, settings.size),
                settings.initializer,
                settings.regularizer);
  }

  Operand<T> each(Operand<? extends TNumber> ids) {
    return table.gather(tf, ids);
  }

  /** One vector for each row of a matrix of ids; zeros for a row of nothing but padding. */
  <I extends TNumber> Operand<T> combined(Operand<I> ids) {
    Operand<I> zero = tf.dtypes.cast(tf.constant(0), ids.type());
    Operand<TInt64> places = tf.where(tf.math.greaterEqual(ids, zero));
    Operand<I> present = tf.gatherNd(ids, places);
    Operand<TInt64> owners =
        tf.reshape(
            tf.slice(places, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1})),
            tf.constant(new int[] {-1}));
    Operand<TInt32> count =
        tf.reshape(
            tf.slice(tf.shape(ids), tf.constant(new int[] {0}), tf.constant(new int[] {1})),
            tf.constant(new int[0]));
    return combined(present, owners, count, ids.shape().get(0));
  }

  /** One vector for each row of ids in a list; negative ones are left out. */
  <I extends TNumber> Operand<T> combined(
      Operand<I> ids, Operand<TInt64> rows, Operand<TInt64> rowCount) {
    Operand<I> zero = tf.dtypes.cast(tf.constant(0), ids.type());
    Operand<TInt64> places = tf.where(tf.math.greaterEqual(ids, zero));
    return combined(
        tf.gatherNd(ids, places),
        tf.gatherNd(rows, places),
        tf.dtypes.cast(rowCount, TInt32.class),
        Shape.UNKNOWN_SIZE);
  }

  private <I extends TNumber> Operand<T> combined(
      Operand<I> ids, Operand<TInt64> owners, Operand<TInt32> count, long rows) {
    Operand<T> sums = tf.math.unsortedSegmentSum(table.gather(tf, ids), owners, count);
    return tf.ensureShape(weighted(sums, owners, count), Shape.of(rows, settings.size));
  }

  private Operand<T> weighted(Operand<T> sums, Operand<TInt64> owners, Operand<TInt32> count) {
    if (settings.combiner == Embedding.Combiner.SUM) {
      return sums;
    }
    Operand<T> ones = tf.dtypes.cast(tf.onesLike(owners), table.type());
    Operand<T> one = tf.dtypes.cast(tf.constant(1), table.type());
    Operand<T> numbers = tf.math.maximum(tf.math.unsortedSegmentSum(ones, owners, count), one);
    Operand<T> divisors =
        settings.combiner == Embedding.Combiner.MEAN ? numbers : tf.math.sqrt(numbers);
    return tf.math.div(sums, tf.expandDims(divisors, tf.constant(1)));
  }
}
