package org.estimator4j.hook;

import org.estimator4j.session.RunAbortedException;

/**
 * The model diverged: its loss or one of its variables is NaN or infinite. The newest checkpoint is
 * from before it.
 */
public final class NanLossDuringTrainingException extends RunAbortedException {

  private static final long serialVersionUID = 1L;

  NanLossDuringTrainingException(String message) {
    super(message);
  }

  NanLossDuringTrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
