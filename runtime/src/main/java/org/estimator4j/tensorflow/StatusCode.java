package org.estimator4j.tensorflow;

/**
 * What kind of failure TensorFlow reports, in the order of its numbers ({@code TF_Code} in {@code
 * tensorflow/c/tf_status.h}). TensorFlow Java has exceptions for a few of them only.
 */
public enum StatusCode {
  /** Nothing failed. */
  OK,
  /** The run was cancelled, for instance because its session was aborted. */
  CANCELLED,
  /** A failure without a kind. */
  UNKNOWN,
  /** An argument is wrong: a shape, a type, a value. */
  INVALID_ARGUMENT,
  /** A time limit was passed. */
  DEADLINE_EXCEEDED,
  /** A file, a key or a resource is not there. */
  NOT_FOUND,
  /** Something that should be new is there already. */
  ALREADY_EXISTS,
  /** The file system refuses. */
  PERMISSION_DENIED,
  /** Memory or disk is used up. */
  RESOURCE_EXHAUSTED,
  /** The state does not allow it, such as reading a variable that is not initialised. */
  FAILED_PRECONDITION,
  /** A peer aborted the step; a new session may go on from the last checkpoint. */
  ABORTED,
  /** The end of a queue or data set was passed. */
  OUT_OF_RANGE,
  /** There is no kernel for this op, type and device. */
  UNIMPLEMENTED,
  /** A failure inside TensorFlow. */
  INTERNAL,
  /** A peer cannot be reached; a new session may go on from the last checkpoint. */
  UNAVAILABLE,
  /** A file is damaged: a checksum or a length does not match. */
  DATA_LOSS,
  /** The caller is not known. */
  UNAUTHENTICATED;

  static StatusCode of(int code) {
    StatusCode[] all = values();
    return code >= 0 && code < all.length ? all[code] : UNKNOWN;
  }
}
