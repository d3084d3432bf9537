package org.estimator4j;

import java.nio.file.Path;
import java.util.List;
import org.estimator4j.session.SessionRunHook;

/** What a call of {@link Estimator#predict} may be told. */
public sealed interface PredictOption {

  /**
   * Computes only some of the model's predictions.
   *
   * @param names their names, at least one
   * @return the option
   */
  static PredictOption keys(String... names) {
    return keys(List.of(names));
  }

  /**
   * As {@link #keys(String...)}.
   *
   * @param names their names, at least one
   * @return the option
   */
  static PredictOption keys(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("name at least one prediction, or leave the option out");
    }
    return new Keys(List.copyOf(names));
  }

  /**
   * Asks this checkpoint, instead of the newest of the model directory.
   *
   * @param prefix its path without an ending, such as {@code model/model.ckpt-200}
   * @return the option
   */
  static PredictOption checkpoint(Path prefix) {
    return new OfCheckpoint(prefix);
  }

  /**
   * Runs hooks around each batch, before those of the model.
   *
   * @param hooks the hooks, in order
   * @return the option
   */
  static PredictOption hooks(SessionRunHook... hooks) {
    return new Hooks(List.of(hooks));
  }

  /**
   * As {@link #hooks(SessionRunHook...)}.
   *
   * @param hooks the hooks, in order
   * @return the option
   */
  static PredictOption hooks(List<? extends SessionRunHook> hooks) {
    return new Hooks(List.copyOf(hooks));
  }

  /**
   * See {@link PredictOption#keys(String...)}.
   *
   * @param names the names
   */
  record Keys(List<String> names) implements PredictOption {}

  /**
   * See {@link PredictOption#checkpoint(Path)}.
   *
   * @param prefix its path without an ending
   */
  record OfCheckpoint(Path prefix) implements PredictOption {}

  /**
   * See {@link PredictOption#hooks(SessionRunHook...)}.
   *
   * @param hooks the hooks
   */
  record Hooks(List<SessionRunHook> hooks) implements PredictOption {}
}
