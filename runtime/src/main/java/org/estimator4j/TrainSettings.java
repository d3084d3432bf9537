package org.estimator4j;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.progress.TrainingListener;
import org.estimator4j.session.SessionRunHook;

/**
 * What the options of a training add up to.
 *
 * @param steps how many more steps, if that was said
 * @param maxSteps the total, if that was said
 * @param hooks the caller's hooks
 * @param listeners the caller's listeners of checkpoints
 * @param watchers the caller's listeners of progress
 * @param measures the metrics that evaluations of this training measure
 * @param measuredIn the sub-directory of their curves
 */
record TrainSettings(
    OptionalLong steps,
    OptionalLong maxSteps,
    List<SessionRunHook> hooks,
    List<CheckpointListener> listeners,
    List<TrainingListener> watchers,
    List<String> measures,
    String measuredIn) {

  static TrainSettings of(TrainOption... options) {
    OptionalLong steps = OptionalLong.empty();
    OptionalLong maxSteps = OptionalLong.empty();
    List<SessionRunHook> hooks = new ArrayList<>();
    List<CheckpointListener> listeners = new ArrayList<>();
    List<TrainingListener> watchers = new ArrayList<>();
    for (TrainOption option : options) {
      if (option instanceof TrainOption.Steps more) {
        steps = OptionalLong.of(more.steps());
      } else if (option instanceof TrainOption.MaxSteps total) {
        maxSteps = OptionalLong.of(total.maxSteps());
      } else if (option instanceof TrainOption.Hooks given) {
        hooks.addAll(given.hooks());
      } else if (option instanceof TrainOption.Listeners given) {
        listeners.addAll(given.listeners());
      } else if (option instanceof TrainOption.Progress given) {
        watchers.add(given.listener());
      }
    }
    if (steps.isPresent() && maxSteps.isPresent()) {
      throw new IllegalArgumentException(
          "steps("
              + steps.getAsLong()
              + ") and maxSteps("
              + maxSteps.getAsLong()
              + ") exclude each other: steps adds to what there is, maxSteps is a total");
    }
    return new TrainSettings(
        steps,
        maxSteps,
        List.copyOf(hooks),
        List.copyOf(listeners),
        List.copyOf(watchers),
        List.of(),
        "");
  }

  /** The global step at which a training that starts here will end, if that is known. */
  OptionalLong lastStep(long start) {
    return steps.isPresent() ? OptionalLong.of(start + steps.getAsLong()) : maxSteps;
  }
}
