package org.estimator4j.graph;

/**
 * A gradient that cannot be built. The message says which operation is in the way, and the mend.
 */
public final class GradientException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  GradientException(String message) {
    super(message);
  }

  GradientException(String message, Throwable cause) {
    super(message, cause);
  }
}
