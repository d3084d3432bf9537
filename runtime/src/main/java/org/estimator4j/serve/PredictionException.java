package org.estimator4j.serve;

import org.jspecify.annotations.Nullable;

/** A model could not answer what it was asked; the message says which input is at fault. */
public final class PredictionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PredictionException(String message) {
    super(message);
  }

  PredictionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
