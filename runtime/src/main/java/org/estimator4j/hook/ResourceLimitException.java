package org.estimator4j.hook;

import org.estimator4j.session.RunAbortedException;

/** The process uses more than it was allowed to. */
public final class ResourceLimitException extends RunAbortedException {

  private static final long serialVersionUID = 1L;

  ResourceLimitException(String message) {
    super(message);
  }
}
