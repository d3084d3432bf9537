package org.estimator4j.input;

import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.InputSpec;

/** Stub. */
public final class InputValidator {

  private InputValidator() {}

  public static void check(InputSpec declared, ElementSpec given, Mode mode) {
    throw new UnsupportedOperationException();
  }
}
