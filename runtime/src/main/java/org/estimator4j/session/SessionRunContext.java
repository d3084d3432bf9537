package org.estimator4j.session;

import java.util.Optional;

/** The state of a loop, as its hooks see it: where it is, and a way to end it. */
public interface SessionRunContext {

  /**
   * The global step: before a run the number of steps done, after it including this one.
   *
   * @return the step, from 0
   */
  long globalStep();

  /**
   * Ends the loop after this step, normally: {@code end} of every hook is called. Any thread may
   * ask for it.
   *
   * @param reason why, for the log, such as "loss is NaN"
   */
  void requestStop(String reason);

  /**
   * The reason of the first stop request.
   *
   * @return the reason, or empty if none was made
   */
  Optional<String> stopReason();

  /**
   * Whether a stop was requested.
   *
   * @return true after {@link #requestStop}
   */
  default boolean stopRequested() {
    return stopReason().isPresent();
  }

  /**
   * The session, to run something beside the steps. What is run there passes no hook.
   *
   * @return the session
   */
  HookSession session();
}
