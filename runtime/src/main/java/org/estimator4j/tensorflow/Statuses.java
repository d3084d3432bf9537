package org.estimator4j.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;

import org.tensorflow.internal.c_api.TF_Status;

/** Turns a native status into an exception that keeps its code. */
final class Statuses {

  private Statuses() {}

  static void check(TF_Status status) {
    int code = TF_GetCode(status);
    if (code != 0) {
      throw new OperationFailedException(StatusCode.of(code), TF_Message(status).getString());
    }
  }
}
