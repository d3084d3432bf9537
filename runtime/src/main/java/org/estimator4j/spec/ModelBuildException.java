package org.estimator4j.spec;

import org.estimator4j.annotation.Mode;

/** A model's own code failed while the graph of a mode was built; the message names both. */
public final class ModelBuildException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure inside a model.
   *
   * @param model the model's name
   * @param mode the mode whose graph was built
   * @param problem what is wrong, or was thrown
   */
  public ModelBuildException(String model, Mode mode, String problem) {
    super(message(model, mode, problem));
  }

  /**
   * A failure inside a model, with what it threw.
   *
   * @param model the model's name
   * @param mode the mode whose graph was built
   * @param cause what it threw
   */
  public ModelBuildException(String model, Mode mode, RuntimeException cause) {
    super(message(model, mode, String.valueOf(cause.getMessage())), cause);
  }

  private static String message(String model, Mode mode, String problem) {
    return "model " + model + ", mode " + mode + ": " + problem;
  }
}
