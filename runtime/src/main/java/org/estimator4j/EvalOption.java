package org.estimator4j;

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
