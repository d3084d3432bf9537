package org.estimator4j.serve;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;

/**
 * What the options of a loading add up to.
 *
 * @param signature the signature, or empty for the default one
 * @param tags the tags of the graph
 * @param outputs the outputs to compute; empty for all
 * @param config what the session is opened with
 * @param rows whether all inputs have the same number of rows
 */
record PredictorSettings(
    Optional<String> signature,
    Set<String> tags,
    Set<String> outputs,
    ConfigProto config,
    RowRule rows) {

  /** Everything runs in the thread that asks. */
  private static final ConfigProto IN_CALLER =
      ConfigProto.newBuilder().setAllowSoftPlacement(true).setInterOpParallelismThreads(-1).build();

  static PredictorSettings of(PredictorOption... options) {
    @Nullable String signature = null;
    Set<String> tags = Set.of("serve");
    Set<String> outputs = new LinkedHashSet<>();
    ConfigProto config = IN_CALLER;
    RowRule rows = RowRule.EQUAL_UNLESS_TOLD;
    for (PredictorOption option : options) {
      if (option instanceof PredictorOption.Signature given) {
        signature = given.key();
      } else if (option instanceof PredictorOption.Tags given) {
        tags = new TreeSet<>(given.tags());
      } else if (option instanceof PredictorOption.Outputs given) {
        outputs.addAll(given.names());
      } else if (option instanceof PredictorOption.SessionConfig given) {
        config = given.config();
      } else if (option instanceof PredictorOption.UnequalRows) {
        rows = RowRule.FREE;
      }
    }
    return new PredictorSettings(Optional.ofNullable(signature), tags, outputs, config, rows);
  }
}
