package org.estimator4j.spec;

import org.estimator4j.annotation.Mode;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EstimatorSpec} breaks the contract; the message names model, mode, field and the mend.
 */
public final class InvalidSpecException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final Mode mode;
  private final String field;
  private final String problem;

  InvalidSpecException(Mode mode, String field, String problem) {
    this(null, mode, field, problem, null);
  }

  private InvalidSpecException(
      @Nullable String model, Mode mode, String field, String problem, @Nullable Throwable cause) {
    super(
        (model == null ? "" : "model " + model + ", ")
            + "mode "
            + mode
            + ", field "
            + field
            + ": "
            + problem,
        cause);
    this.mode = mode;
    this.field = field;
    this.problem = problem;
  }

  /**
   * The mode whose spec is wrong.
   *
   * @return the mode
   */
  public Mode mode() {
    return mode;
  }

  /**
   * The field that is wrong.
   *
   * @return its name, such as {@code loss} or {@code predictions[classId]}
   */
  public String field() {
    return field;
  }

  InvalidSpecException ofModel(String model) {
    return new InvalidSpecException(model, mode, field, problem, this);
  }
}
