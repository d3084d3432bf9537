package org.estimator4j.session;

/**
 * What a hook throws to end a call with a failure of its own choosing. It reaches the caller as it
 * is, while any other exception out of a hook is a {@link HookFailedException}.
 */
public class RunAbortedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message what happened, where, and how to mend it
   */
  public RunAbortedException(String message) {
    super(message);
  }

  /**
   * A failure with a cause.
   *
   * @param message what happened, where, and how to mend it
   * @param cause what led to it
   */
  public RunAbortedException(String message, Throwable cause) {
    super(message, cause);
  }
}
