package org.estimator4j.session;

/** A hook threw; the message names the hook, what it was doing, and the step. */
public final class HookFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A hook threw.
   *
   * @param hook the hook
   * @param phase the method that threw, such as {@code afterRun}
   * @param globalStep the global step, or -1 before the session had one
   * @param cause what it threw
   */
  public HookFailedException(
      SessionRunHook hook, String phase, long globalStep, RuntimeException cause) {
    super(
        "hook "
            + hook.getClass().getName()
            + " failed in "
            + phase
            + (globalStep < 0 ? "" : " at global step " + globalStep)
            + ": "
            + cause.getMessage(),
        cause);
  }
}
