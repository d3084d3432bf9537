package org.estimator4j;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.session.SessionRunHook;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a prediction add up to.
 *
 * @param keys the predictions to compute; empty for all
 * @param checkpoint the checkpoint to ask, or empty for the newest
 * @param hooks the caller's hooks
 */
record PredictSettings(Set<String> keys, Optional<Path> checkpoint, List<SessionRunHook> hooks) {

  static PredictSettings of(PredictOption... options) {
    Set<String> keys = new LinkedHashSet<>();
    @Nullable Path checkpoint = null;
    List<SessionRunHook> hooks = new ArrayList<>();
    for (PredictOption option : options) {
      if (option instanceof PredictOption.Keys given) {
        keys.addAll(given.names());
      } else if (option instanceof PredictOption.OfCheckpoint given) {
        checkpoint = given.prefix();
      } else if (option instanceof PredictOption.Hooks given) {
        hooks.addAll(given.hooks());
      }
    }
    return new PredictSettings(keys, Optional.ofNullable(checkpoint), List.copyOf(hooks));
  }

  /**
   * The names to compute, in the model's order. An unknown one is an error, not silently left out.
   */
  List<String> select(Set<String> known) {
    for (String key : keys) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "the model has no prediction '" + key + "'; it has " + known);
      }
    }
    return keys.isEmpty() ? List.copyOf(known) : known.stream().filter(keys::contains).toList();
  }
}
