package org.estimator4j.benchmarks;

import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;

/**
 * How long the loop takes between two runs of the graph: the hooks that come after this one, that
 * of the summaries among them, and the next batch.
 */
final class StepGaps implements SessionRunHook {

  private final long every;
  private final Distribution atMultiples = new Distribution();
  private final Distribution elsewhere = new Distribution();
  private long previousStep;
  private long start;
  private long firstEnd;

  /** Steps at the multiples of a number apart from the others. */
  StepGaps(long every) {
    this.every = every;
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    previousStep = context.globalStep();
    start = System.nanoTime();
    firstEnd = firstEnd == 0 ? start : firstEnd;
  }

  @Override
  public SessionRunArgs beforeRun(SessionRunContext context) {
    if (start != 0) {
      (previousStep % every == 0 ? atMultiples : elsewhere).add(System.nanoTime() - start);
    }
    return SessionRunArgs.none();
  }

  /** Between two calls there is more than the loop. */
  void pause() {
    start = 0;
    firstEnd = 0;
  }

  /** From the end of the first step since the pause to the end of the last. */
  double seconds() {
    return (start - firstEnd) / 1e9;
  }

  Distribution atMultiples() {
    return atMultiples;
  }

  Distribution elsewhere() {
    return elsewhere;
  }
}
