package org.estimator4j.serve;

import org.jspecify.annotations.Nullable;

/**
 * A SavedModel could not be loaded; the message says what is wrong with it, or with the request.
 */
public final class SavedModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SavedModelException(String message) {
    super(message);
  }

  SavedModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
