package org.estimator4j.summary;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import org.tensorflow.proto.Summary;

/** A histogram as {@code tf.summary.histogram} writes it: buckets of equal width. */
final class HistogramValue {

  private static final int BUCKETS = 30;

  private HistogramValue() {}

  static Summary.Value.Builder of(double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    return Summary.Value.newBuilder()
        .setMetadata(Plugins.metadata("histograms", ByteString.EMPTY))
        .setTensor(Plugins.doubles(buckets(finite)));
  }

  /** Of each bucket its left edge, its right edge and its count. */
  private static double[][] buckets(double[] values) {
    double least = Arrays.stream(values).min().orElse(0);
    double most = Arrays.stream(values).max().orElse(0);
    if (least == most) {
      return new double[][] {{least - 0.5, most + 0.5, values.length}};
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
