package org.estimator4j;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.estimator4j.session.SessionRunHook;
import org.jspecify.annotations.Nullable;

/**
 * What the options of an evaluation add up to.
 *
 * @param steps how many batches at most
 * @param name the name of the result, empty if it has none
 * @param checkpoint the checkpoint to evaluate, or empty for the newest
 * @param hooks the caller's hooks
 */
record EvalSettings(
    long steps, String name, Optional<Path> checkpoint, List<SessionRunHook> hooks) {

  static EvalSettings of(EvalOption... options) {
    long steps = Long.MAX_VALUE;
    String name = "";
    @Nullable Path checkpoint = null;
    List<SessionRunHook> hooks = new ArrayList<>();
    for (EvalOption option : options) {
      if (option instanceof EvalOption.Steps given) {
        steps = given.steps();
      } else if (option instanceof EvalOption.Name given) {
        name = given.name();
      } else if (option instanceof EvalOption.OfCheckpoint given) {
        checkpoint = given.prefix();
      } else if (option instanceof EvalOption.Hooks given) {
        hooks.addAll(given.hooks());
      }
    }
    return new EvalSettings(steps, name, Optional.ofNullable(checkpoint), List.copyOf(hooks));
  }

  EvalSettings named(String newName) {
    return new EvalSettings(steps, newName, checkpoint, hooks);
  }
}
