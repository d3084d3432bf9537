package org.estimator4j.tensorflow;

import org.tensorflow.exceptions.TensorFlowException;

/**
 * TensorFlow reported a failure: its message, and the kind of the failure as a {@link StatusCode}.
 */
public final class OperationFailedException extends TensorFlowException {

  private static final long serialVersionUID = 1L;

  private final StatusCode code;

  /**
   * A failure that TensorFlow reported.
   *
   * @param code its kind
   * @param message TensorFlow's message
   */
  public OperationFailedException(StatusCode code, String message) {
    super(message);
    this.code = code;
  }

  /**
   * The kind of the failure.
   *
   * @return the code, never {@link StatusCode#OK}
   */
  public StatusCode code() {
    return code;
  }
}
