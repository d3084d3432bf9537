package org.estimator4j.summary;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** A histogram as {@code tf.summary.histogram} writes it: buckets of equal width. */
final class HistogramValue {

  private static final int BUCKETS = 30;

  /** On both sides of a value that is the only one, or a part of the value if that is more. */
  private static final double HALF_WIDTH = 0.5;

  private static final double HALF_WIDTH_OF_VALUE = 1e-6;

  private HistogramValue() {}

  static Summary.Value.Builder of(double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    return Summary.Value.newBuilder()
        .setMetadata(metadata())
        .setTensor(Plugins.doubles(buckets(finite)));
  }

  static SummaryMetadata metadata() {
    return Plugins.metadata("histograms", ByteString.EMPTY);
  }

  /**
   * The same in a graph: counted at once, where TensorFlow's own summary of a histogram looks for
   * each value among 1,500 buckets and takes ten times as long.
   *
   * @param values of rank 1
   */
  static Operand<TFloat64> inGraph(Ops tf, Operand<TFloat32> values) {
    Operand<TInt32> all = tf.constant(0);
    Operand<TFloat64> zero = tf.constant(0.0);
    Operand<TBool> finite = tf.math.isFinite(values);
    Operand<TFloat64> count =
        tf.dtypes.cast(tf.reduceSum(tf.dtypes.cast(finite, TInt64.class), all), TFloat64.class);
    Operand<TFloat32> beyond = tf.constant(Float.POSITIVE_INFINITY);
    Operand<TFloat64> least =
        tf.dtypes.cast(tf.reduceMin(tf.select(finite, values, beyond), all), TFloat64.class);
    Operand<TFloat64> most =
        tf.dtypes.cast(
            tf.reduceMax(tf.select(finite, values, tf.math.neg(beyond)), all), TFloat64.class);
    Operand<TBool> none = tf.math.equal(count, zero);
    Operand<TBool> single = tf.math.logicalOr(none, tf.math.equal(least, most));
    Operand<TFloat64> only = tf.select(none, zero, least);
    Operand<TFloat64> half =
        tf.math.maximum(
            tf.constant(HALF_WIDTH),
            tf.math.mul(tf.math.abs(only), tf.constant(HALF_WIDTH_OF_VALUE)));
    Operand<TFloat64> left = tf.select(single, tf.math.sub(only, half), least);
    Operand<TFloat64> right = tf.select(single, tf.math.add(only, half), most);
    // What is not finite is counted in the first bucket, and taken out again.
    Operand<TFloat32> counted = tf.select(finite, values, tf.dtypes.cast(left, TFloat32.class));
    Operand<TFloat64> counts =
        tf.dtypes.cast(
            tf.histogramFixedWidth(
                tf.dtypes.cast(counted, TFloat64.class),
                tf.stack(List.of(left, right)),
                tf.constant(BUCKETS),
                TInt32.class),
            TFloat64.class);
    double[] first = new double[BUCKETS];
    double[] steps = new double[BUCKETS + 1];
    first[0] = 1;
    for (int i = 0; i <= BUCKETS; i++) {
      steps[i] = (double) i / BUCKETS;
    }
    Operand<TFloat64> size = tf.dtypes.cast(tf.size(values), TFloat64.class);
    counts = tf.math.sub(counts, tf.math.mul(tf.constant(first), tf.math.sub(size, count)));
    Operand<TFloat64> edges =
        tf.math.add(left, tf.math.mul(tf.constant(steps), tf.math.sub(right, left)));
    Operand<TInt32> begin = tf.constant(new int[] {0});
    Operand<TInt32> second = tf.constant(new int[] {1});
    Operand<TInt32> length = tf.constant(new int[] {BUCKETS});
    return tf.stack(
        List.of(tf.slice(edges, begin, length), tf.slice(edges, second, length), counts),
        Stack.axis(1L));
  }

  /** Of each bucket its left edge, its right edge and its count. */
  private static double[][] buckets(double[] values) {
    double least = Arrays.stream(values).min().orElse(0);
    double most = Arrays.stream(values).max().orElse(0);
    if (least == most) {
      double half = Math.max(HALF_WIDTH, Math.abs(least) * HALF_WIDTH_OF_VALUE);
      return new double[][] {{least - half, most + half, values.length}};
    }
    double width = (most - least) / BUCKETS;
    double[][] buckets = new double[BUCKETS][3];
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i][0] = least + i * width;
      buckets[i][1] = i == BUCKETS - 1 ? most : least + (i + 1) * width;
    }
    for (double value : values) {
      buckets[Math.min(BUCKETS - 1, (int) ((value - least) / width))][2]++;
    }
    return buckets;
  }
}
