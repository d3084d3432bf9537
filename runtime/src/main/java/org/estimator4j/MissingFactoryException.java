package org.estimator4j;

/** There is no generated factory for a model; the message explains how to get one. */
public final class MissingFactoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingFactoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
