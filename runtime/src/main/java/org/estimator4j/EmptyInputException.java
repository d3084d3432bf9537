package org.estimator4j;

import org.estimator4j.annotation.Mode;

/** An input gave not a single batch, where at least one is needed. */
public final class EmptyInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EmptyInputException(Mode mode, String description) {
    super(
        "the input for "
            + mode
            + " gave no batch at all; nothing was changed. Is the source empty, or does a"
            + " take(…), skip(…) or a dropped remainder leave nothing?\n"
            + description);
  }
}
