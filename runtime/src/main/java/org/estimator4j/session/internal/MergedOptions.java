package org.estimator4j.session.internal;

import java.util.Collection;
import org.estimator4j.session.SessionRunArgs;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.RunOptions;

/** The options of one run out of those of all hooks, merged as the reference merges them. */
final class MergedOptions {

  private MergedOptions() {}

  /** Null if no hook gave any: such a run is cheaper. */
  static @Nullable RunOptions of(Collection<SessionRunArgs> wanted) {
    RunOptions merged = null;
    for (SessionRunArgs args : wanted) {
      RunOptions next = args.options().orElse(null);
      if (next != null) {
        merged = merged == null ? next : merge(merged, next);
      }
    }
    return merged;
  }

  private static RunOptions merge(RunOptions a, RunOptions b) {
    RunOptions.Builder merged =
        a.toBuilder()
            .setTraceLevelValue(Math.max(a.getTraceLevelValue(), b.getTraceLevelValue()))
            .setTimeoutInMs(Math.max(a.getTimeoutInMs(), b.getTimeoutInMs()))
            .setInterOpThreadPool(Math.max(a.getInterOpThreadPool(), b.getInterOpThreadPool()))
            .setOutputPartitionGraphs(a.getOutputPartitionGraphs() || b.getOutputPartitionGraphs())
            .setReportTensorAllocationsUponOom(
                a.getReportTensorAllocationsUponOom() || b.getReportTensorAllocationsUponOom());
    if (b.hasDebugOptions()) {
      merged.mergeDebugOptions(b.getDebugOptions());
    }
    if (b.hasExperimental()) {
      merged.mergeExperimental(b.getExperimental());
    }
    return merged.build();
  }
}
