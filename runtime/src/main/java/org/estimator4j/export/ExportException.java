package org.estimator4j.export;

import org.jspecify.annotations.Nullable;

/** A model could not be exported; the message says why, in which mode, and how to mend it. */
public final class ExportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failed export.
   *
   * @param message what is wrong and how to mend it
   */
  public ExportException(String message) {
    super(message);
  }

  ExportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
