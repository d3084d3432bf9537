package org.estimator4j.input;

import org.jspecify.annotations.Nullable;

/**
 * Data cannot be read or used: a file is missing or damaged, a value is no number, a function of
 * the pipeline failed. The message says where (file, line, column, row) and shows the value.
 */
public final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }

  InputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
