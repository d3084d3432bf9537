package org.estimator4j.graph;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Gradients of sums and means over segments: what a segment gets goes to each of its rows, by its
 * share. Made of operations that can be differentiated again.
 */
final class SegmentGradients {

  static final Map<String, GradientRule> RULES =
      Map.of(
          "SegmentMean", SegmentGradients::segmentMean,
          "SparseSegmentSum", step -> sparse(step, Share.WHOLE),
          "SparseSegmentSumWithNumSegments", step -> sparse(step, Share.WHOLE),
          "SparseSegmentMean", step -> sparse(step, Share.BY_NUMBER),
          "SparseSegmentMeanWithNumSegments", step -> sparse(step, Share.BY_NUMBER),
          "SparseSegmentSqrtN", step -> sparse(step, Share.BY_ROOT),
          "SparseSegmentSqrtNWithNumSegments", step -> sparse(step, Share.BY_ROOT));

  /** What one of n rows counts. */
  private enum Share {
    WHOLE,
    BY_NUMBER,
    BY_ROOT
  }

  private SegmentGradients() {}

  private static void segmentMean(GradientStep step) {
    Ops tf = step.tf();
    Operand<TInt64> segments = tf.dtypes.cast(step.input(1), TInt64.class);
    step.inputGradient(0, rowsOfSegments(step, segments, Share.BY_NUMBER));
  }

  /** The rows were picked by index, some more than once. */
  private static void sparse(GradientStep step, Share share) {
    Ops tf = step.tf();
    Operand<TInt64> indices = tf.dtypes.cast(step.input(1), TInt64.class);
    Operand<TInt64> segments = tf.dtypes.cast(step.input(2), TInt64.class);
    Operand<TFloat32> picked = rowsOfSegments(step, segments, share);
    Operand<TFloat32> data = step.input(0);
    step.inputGradient(0, tf.math.unsortedSegmentSum(picked, indices, size(tf, data)));
  }

  /** For each row the gradient of its segment, by its share. */
  private static Operand<TFloat32> rowsOfSegments(
      GradientStep step, Operand<TInt64> segments, Share share) {
    Ops tf = step.tf();
    Operand<TFloat32> dy = step.outputGradient(0);
    Operand<TFloat32> rows = tf.gather(dy, segments, tf.constant(0));
    if (share == Share.WHOLE) {
      return rows;
    }
    Operand<TFloat32> ones = tf.dtypes.cast(tf.onesLike(segments), dy.type());
    Operand<TFloat32> counts =
        tf.gather(
            tf.math.unsortedSegmentSum(ones, segments, size(tf, dy)), segments, tf.constant(0));
    Operand<TFloat32> weights =
        share == Share.BY_NUMBER ? tf.math.reciprocal(counts) : tf.math.rsqrt(counts);
    return tf.math.mul(rows, alongFirst(tf, weights, rows));
  }

  /** A vector with as many more dimensions of size 1 as it needs to be broadcast over rows. */
  private static Operand<TFloat32> alongFirst(
      Ops tf, Operand<TFloat32> vector, Operand<TFloat32> rows) {
    Operand<TInt32> shape = tf.shape(rows);
    Operand<TInt32> mask =
        tf.dtypes.cast(
            tf.math.equal(tf.range(tf.constant(0), tf.size(shape), tf.constant(1)), tf.constant(0)),
            TInt32.class);
    // The first size, and 1 elsewhere.
    Operand<TInt32> target =
        tf.math.add(tf.math.mul(shape, mask), tf.math.sub(tf.constant(1), mask));
    return tf.reshape(vector, target);
  }

  private static Operand<TInt32> size(Ops tf, Operand<TFloat32> x) {
    Operand<TInt32> first =
        tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    return tf.reshape(first, tf.constant(new int[0]));
  }
}
