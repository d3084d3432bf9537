package org.estimator4j.input;

import org.jspecify.annotations.Nullable;

/**
 * Data cannot be read or used: a file is missing or damaged, a value is no number, a function of
 * the pipeline failed. The message says where (file, line, column, row) and shows the value.
 */
public final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean ofOneRow;

  InputException(String message) {
    this(message, null);
  }

  InputException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private InputException(String message, @Nullable Throwable cause, boolean ofOneRow) {
    super(message, cause);
    this.ofOneRow = ofOneRow;
  }

  /** Only one row cannot be used: whoever asks again is given those behind it. */
  static InputException ofRow(String message, @Nullable Throwable cause) {
    return new InputException(message, cause, true);
  }

  boolean isOfOneRow() {
    return ofOneRow;
  }
}
