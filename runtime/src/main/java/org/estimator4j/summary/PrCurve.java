package org.estimator4j.summary;

import com.google.protobuf.ByteString;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;

/**
 * Counts of a yes-or-no prediction at thresholds from 0 to 1, for TensorBoard's page PR Curves: at
 * each threshold scores that reach it count as yes. Immutable.
 */
public final class PrCurve {

  static final String PLUGIN = "pr_curves";

  private final long[] truePositives;
  private final long[] falsePositives;
  private final long positives;
  private final long negatives;

  private PrCurve(long[] truePositives, long[] falsePositives, long positives, long negatives) {
    this.truePositives = truePositives;
    this.falsePositives = falsePositives;
    this.positives = positives;
    this.negatives = negatives;
  }

  /**
   * Counts.
   *
   * @param truth what is so
   * @param scores what was predicted, between 0 and 1, one for each
   * @param thresholds how many thresholds, 2 at least; evenly spaced, 0 and 1 included
   * @return the counts
   * @throws IllegalArgumentException if there are not as many scores, or one is out of range
   */
  public static PrCurve of(boolean[] truth, float[] scores, int thresholds) {
    if (truth.length != scores.length || thresholds < 2) {
      throw new IllegalArgumentException(
          "a curve needs a score for each truth and 2 thresholds, but got "
              + truth.length
              + " truths, "
              + scores.length
              + " scores and "
              + thresholds
              + " thresholds");
    }
    long[] truePositives = new long[thresholds];
    long[] falsePositives = new long[thresholds];
    long positives = 0;
    for (int i = 0; i < truth.length; i++) {
      if (!(scores[i] >= 0 && scores[i] <= 1)) {
        throw new IllegalArgumentException(
            "score " + i + " must be between 0 and 1, but is " + scores[i]);
      }
      // It reaches this threshold and those below it.
      (truth[i] ? truePositives : falsePositives)[(int) (scores[i] * (thresholds - 1))]++;
      positives += truth[i] ? 1 : 0;
    }
    for (int i = thresholds - 2; i >= 0; i--) {
      truePositives[i] += truePositives[i + 1];
      falsePositives[i] += falsePositives[i + 1];
    }
    return new PrCurve(truePositives, falsePositives, positives, truth.length - positives);
  }

  /** Field 2 of {@code PrCurvePluginData}: the number of thresholds. */
  static SummaryMetadata metadata(int thresholds) {
    ByteString content = Plugins.message(out -> out.writeUInt32(2, thresholds));
    return Plugins.metadata(PLUGIN, content);
  }

  long bytes() {
    return 6L * Float.BYTES * truePositives.length;
  }

  Summary.Value.Builder toValue() {
    int thresholds = truePositives.length;
    float[][] rows = new float[6][thresholds];
    for (int i = 0; i < thresholds; i++) {
      long tp = truePositives[i];
      long fp = falsePositives[i];
      rows[0][i] = tp;
      rows[1][i] = fp;
      rows[2][i] = negatives - fp;
      rows[3][i] = positives - tp;
      rows[4][i] = tp + fp == 0 ? 0 : (float) tp / (tp + fp);
      rows[5][i] = positives == 0 ? 0 : (float) tp / positives;
    }
    return Summary.Value.newBuilder()
        .setMetadata(metadata(thresholds))
        .setTensor(Plugins.floats(rows));
  }
}
