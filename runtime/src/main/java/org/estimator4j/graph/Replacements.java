package org.estimator4j.graph;

import java.util.Map;

/** What to use instead of an operation that has no gradient, where there is something. */
final class Replacements {

  private static final String FUNCTIONS = "tf.ifOp(...) or tf.whileOp(...)";

  private static final Map<String, String> BY_TYPE =
      Map.ofEntries(
          Map.entry("BlockLSTM", "layers.lstm(...)"),
          Map.entry("BlockLSTMV2", "layers.lstm(...)"),
          Map.entry("Case", "nested tf.ifOp(...)"),
          Map.entry("Enter", FUNCTIONS),
          Map.entry("EuclideanNorm", "tf.math.sqrt(...) of a sum of squares"),
          Map.entry("Exit", FUNCTIONS),
          Map.entry("FusedBatchNorm", "layers.batchNorm(...)"),
          Map.entry("FusedBatchNormV2", "layers.batchNorm(...)"),
          Map.entry("GRUBlockCell", "layers.gru(...)"),
          Map.entry("Gather", "tf.gather(...)"),
          Map.entry("LSTMBlockCell", "layers.lstm(...)"),
          Map.entry("MaxPoolWithArgmax", "tf.nn.maxPool(...)"),
          Map.entry("Merge", FUNCTIONS),
          Map.entry("SegmentMax", "tf.math.unsortedSegmentMax(...)"),
          Map.entry("SegmentMaxV2", "tf.math.unsortedSegmentMax(...)"),
          Map.entry("SegmentMin", "tf.math.unsortedSegmentMin(...)"),
          Map.entry("SegmentMinV2", "tf.math.unsortedSegmentMin(...)"),
          Map.entry("Switch", FUNCTIONS),
          Map.entry("TopK", "tf.nn.topK(...)"));

  private Replacements() {}

  /** Words for a message. */
  static String of(String type) {
    return BY_TYPE.getOrDefault(type, "other operations");
  }
}
