package org.estimator4j;

import java.nio.file.Path;
import java.util.List;
import org.estimator4j.session.SessionRunHook;

/** What a call of {@link Estimator#evaluate} may be told. */
public sealed interface EvalOption {

  /**
   * Evaluates so many batches, instead of all.
   *
   * @param steps more than 0
   * @return the option
   */
  static EvalOption steps(long steps) {
    return new Steps(Limits.requirePositive("steps", steps));
  }

  /**
   * Runs hooks around each batch, before those of the model.
   *
   * @param hooks the hooks, in order
   * @return the option
   */
  static EvalOption hooks(SessionRunHook... hooks) {
    return new Hooks(List.of(hooks));
  }

  /**
   * As {@link #hooks(SessionRunHook...)}.
   *
   * @param hooks the hooks, in order
   * @return the option
   */
  static EvalOption hooks(List<? extends SessionRunHook> hooks) {
    return new Hooks(List.copyOf(hooks));
  }

  /**
   * Gives the result a name, where a model is evaluated on several sets.
   *
   * @param name such as {@code validation}, not empty
   * @return the option
   */
  static EvalOption name(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name of an evaluation must not be empty");
    }
    return new Name(name);
  }

  /**
   * Evaluates this checkpoint, instead of the newest of the model directory.
   *
   * @param prefix its path without an ending, such as {@code model/model.ckpt-200}
   * @return the option
   */
  static EvalOption checkpoint(Path prefix) {
    return new OfCheckpoint(prefix);
  }

  /**
   * See {@link EvalOption#name(String)}.
   *
   * @param name the name
   */
  record Name(String name) implements EvalOption {}

  /**
   * See {@link EvalOption#checkpoint(Path)}.
   *
   * @param prefix its path without an ending
   */
  record OfCheckpoint(Path prefix) implements EvalOption {}

  /**
   * See {@link EvalOption#steps(long)}.
   *
   * @param steps how many batches
   */
  record Steps(long steps) implements EvalOption {}

  /**
   * See {@link EvalOption#hooks(SessionRunHook...)}.
   *
   * @param hooks the hooks
   */
  record Hooks(List<SessionRunHook> hooks) implements EvalOption {}
}
