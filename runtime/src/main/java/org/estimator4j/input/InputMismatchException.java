package org.estimator4j.input;

import java.util.List;

/**
 * An input does not give what the model declares: the message shows both sides, and every problem
 * at once. Mend the input or the declaration; nothing was run.
 */
public final class InputMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String[] problems;

  InputMismatchException(String message, List<String> problems) {
    super(message);
    this.problems = problems.toArray(String[]::new);
  }

  /**
   * The problems one by one.
   *
   * @return a sentence for each, never empty
   */
  public List<String> problems() {
    return List.of(problems);
  }
}
