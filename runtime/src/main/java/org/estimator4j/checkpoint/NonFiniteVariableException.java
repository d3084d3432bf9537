package org.estimator4j.checkpoint;

import java.nio.file.Path;
import java.util.List;

/**
 * A variable held NaN or an infinity when it should have been saved. Nothing was written; the
 * checkpoints from before are as they were.
 */
public final class NonFiniteVariableException extends CheckpointException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 10;

  private final String[] variables;
  private final long globalStep;

  NonFiniteVariableException(Path directory, long globalStep, List<String> variables, int all) {
    super(directory, message(directory, globalStep, variables, all), null);
    this.variables = variables.toArray(String[]::new);
    this.globalStep = globalStep;
  }

  private static String message(Path directory, long globalStep, List<String> variables, int all) {
    List<String> shown = variables.subList(0, Math.min(SHOWN, variables.size()));
    return "at step "
        + globalStep
        + ", "
        + variables.size()
        + " of "
        + all
        + " variables hold NaN or infinity: "
        + String.join(", ", shown)
        + (shown.size() < variables.size() ? ", …" : "")
        + ". No checkpoint was written to "
        + directory
        + "; the ones from before are as they were. A smaller learning rate, clipped gradients or"
        + " checked input data are the usual cures.";
  }

  /**
   * The variables that are not finite.
   *
   * @return their names, at least one
   */
  public List<String> variables() {
    return List.of(variables);
  }

  /**
   * The step at which they were to be saved.
   *
   * @return the global step
   */
  public long globalStep() {
    return globalStep;
  }
}
