package org.estimator4j;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.session.SessionRunHook;

/**
 * What the options of an evaluation add up to.
 *
 * @param steps how many batches at most
 * @param hooks the caller's hooks
 */
record EvalSettings(long steps, List<SessionRunHook> hooks) {

  static EvalSettings of(EvalOption... options) {
    long steps = Long.MAX_VALUE;
    List<SessionRunHook> hooks = new ArrayList<>();
    for (EvalOption option : options) {
      if (option instanceof EvalOption.Steps given) {
        steps = given.steps();
      } else if (option instanceof EvalOption.Hooks given) {
        hooks.addAll(given.hooks());
      }
    }
    return new EvalSettings(steps, List.copyOf(hooks));
  }
}
