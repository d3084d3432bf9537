package org.estimator4j.hook;

import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;

/** Ends a training when the global step has reached a limit. */
public final class StopAtStepHook implements SessionRunHook {

  private final long lastStep;

  /**
   * A limit.
   *
   * @param lastStep the global step after which no further one is run, more than 0
   */
  public StopAtStepHook(long lastStep) {
    if (lastStep <= 0) {
      throw new IllegalArgumentException("the last step must be more than 0, but is " + lastStep);
    }
    this.lastStep = lastStep;
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    if (context.globalStep() >= lastStep) {
      context.requestStop("global step " + lastStep + " is reached");
    }
  }
}
