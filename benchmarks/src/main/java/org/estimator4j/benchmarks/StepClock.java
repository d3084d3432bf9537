package org.estimator4j.benchmarks;

import org.estimator4j.graph.ModelGraph;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.jspecify.annotations.Nullable;

/** Times the steps of a call, and counts their garbage, from the end of its first to its last. */
final class StepClock implements SessionRunHook {

  private final int steps;
  private @Nullable ModelGraph graph;
  private int step;
  private long nanos;
  private long bytes;

  StepClock(int steps) {
    this.steps = steps;
  }

  @Override
  public void begin(HookSession session) {
    graph = session.graph();
    step = 0;
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    step++;
    if (step == 1) {
      bytes = Garbage.allocatedBytes();
      nanos = System.nanoTime();
    } else if (step == steps) {
      nanos = System.nanoTime() - nanos;
      bytes = Garbage.allocatedBytes() - bytes;
    }
  }

  ModelGraph graph() {
    ModelGraph known = graph;
    if (known == null) {
      throw new IllegalStateException("nothing has run yet");
    }
    return known;
  }

  double microsecondsPerStep() {
    return nanos / 1e3 / (steps - 1);
  }

  double bytesPerStep() {
    return (double) bytes / (steps - 1);
  }
}
