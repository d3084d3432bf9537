package org.estimator4j;

import java.util.List;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.progress.TrainingListener;
import org.estimator4j.session.SessionRunHook;

/** What a call of {@link Estimator#train} may be told: how far to go, and which hooks to run. */
public sealed interface TrainOption {

  /**
   * Trains so many steps more than there are.
   *
   * @param steps more than 0
   * @return the option; excludes {@link #maxSteps}
   */
  static TrainOption steps(long steps) {
    return new Steps(Limits.requirePositive("steps", steps));
  }

  /**
   * Trains until the global step is this one; does nothing if it is reached already.
   *
   * @param maxSteps a total over all calls and all restarts, more than 0
   * @return the option; excludes {@link #steps}
   */
  static TrainOption maxSteps(long maxSteps) {
    return new MaxSteps(Limits.requirePositive("maxSteps", maxSteps));
  }

  /**
   * Runs hooks around each step, before those of the model.
   *
   * @param hooks the hooks, in order
   * @return the option
   */
  static TrainOption hooks(SessionRunHook... hooks) {
    return new Hooks(List.of(hooks));
  }

  /**
   * As {@link #hooks(SessionRunHook...)}.
   *
   * @param hooks the hooks, in order
   * @return the option
   */
  static TrainOption hooks(List<? extends SessionRunHook> hooks) {
    return new Hooks(List.copyOf(hooks));
  }

  /**
   * Tells listeners about every checkpoint.
   *
   * @param listeners the listeners, in order
   * @return the option; needs settings that save checkpoints
   */
  static TrainOption listeners(CheckpointListener... listeners) {
    return new Listeners(List.of(listeners));
  }

  /**
   * As {@link #listeners(CheckpointListener...)}.
   *
   * @param listeners the listeners, in order
   * @return the option; needs settings that save checkpoints
   */
  static TrainOption listeners(List<? extends CheckpointListener> listeners) {
    return new Listeners(List.copyOf(listeners));
  }

  /**
   * Tells a program how the training goes on.
   *
   * @param listener is told
   * @return the option; may be given several times
   */
  static TrainOption progress(TrainingListener listener) {
    return new Progress(listener);
  }

  /**
   * See {@link TrainOption#progress(TrainingListener)}.
   *
   * @param listener is told
   */
  record Progress(TrainingListener listener) implements TrainOption {}

  /**
   * See {@link TrainOption#listeners(CheckpointListener...)}.
   *
   * @param listeners the listeners
   */
  record Listeners(List<CheckpointListener> listeners) implements TrainOption {}

  /**
   * See {@link TrainOption#steps(long)}.
   *
   * @param steps how many more
   */
  record Steps(long steps) implements TrainOption {}

  /**
   * See {@link TrainOption#maxSteps(long)}.
   *
   * @param maxSteps the total
   */
  record MaxSteps(long maxSteps) implements TrainOption {}

  /**
   * See {@link TrainOption#hooks(SessionRunHook...)}.
   *
   * @param hooks the hooks
   */
  record Hooks(List<SessionRunHook> hooks) implements TrainOption {}
}
