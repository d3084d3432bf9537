package org.estimator4j.hook;

import java.time.Duration;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.RunAbortedException;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delays the first step until the global step has grown that far, by what other tasks do: workers
 * that start one after the other train better at the beginning. The step is looked at twice a
 * second. Where nobody else trains, it waits until the thread is interrupted.
 */
public final class GlobalStepWaiterHook implements SessionRunHook {

  private static final Logger LOG = LoggerFactory.getLogger(GlobalStepWaiterHook.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** So many steps between two lines in the log. */
  private static final long LOGGED_STEPS = 1000;

  private final long waitUntilStep;
  private final Sleeper sleeper;
  private boolean waited;

  /**
   * A delay.
   *
   * @param waitUntilStep the global step to wait for; 0 or less does not wait
   */
  public GlobalStepWaiterHook(long waitUntilStep) {
    this(waitUntilStep, time -> Thread.sleep(time.toMillis()));
  }

  GlobalStepWaiterHook(long waitUntilStep, Sleeper sleeper) {
    this.waitUntilStep = waitUntilStep;
    this.sleeper = sleeper;
  }

  /** Lets time pass. */
  @FunctionalInterface
  interface Sleeper {

    void sleep(Duration time) throws InterruptedException;
  }

  @Override
  public void begin(HookSession session) {
    waited = waitUntilStep <= 0;
  }

  @Override
  public SessionRunArgs beforeRun(SessionRunContext context) {
    if (!waited) {
      waited = true;
      waitFor(context);
    }
    return SessionRunArgs.none();
  }

  private void waitFor(SessionRunContext context) {
    LOG.info("waiting for global step {} before the first step", waitUntilStep);
    long logged = 0;
    while (!context.stopRequested()) {
      long step = context.session().globalStep();
      if (step >= waitUntilStep) {
        LOG.info("global step {} is reached: the wait for {} is over", step, waitUntilStep);
        return;
      }
      if (step - logged > LOGGED_STEPS) {
        LOG.info("waiting for global step {}; it is {}", waitUntilStep, step);
        logged = step;
      }
      pause(step);
    }
  }

  private void pause(long step) {
    try {
      sleeper.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunAbortedException(
          "interrupted at global step " + step + " while waiting for step " + waitUntilStep, e);
    }
  }
}
