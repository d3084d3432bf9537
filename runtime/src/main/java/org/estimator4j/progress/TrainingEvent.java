package org.estimator4j.progress;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened in a training. Immutable; plain values, to be sent anywhere. */
public sealed interface TrainingEvent {

  /**
   * The global step at which it happened.
   *
   * @return the step
   */
  long globalStep();

  /**
   * The first step is about to run.
   *
   * @param globalStep the step from which it goes on, 0 at the start of a run
   * @param lastStep the step at which it will end, or null if that is not known
   */
  record Started(long globalStep, @Nullable Long lastStep) implements TrainingEvent {}

  /**
   * Steps were done: told after the first step, at the multiples of {@code
   * RunConfig.logStepCountSteps}, and after the last step.
   *
   * @param globalStep the step
   * @param lastStep the step at which it will end, or null if that is not known
   * @param loss the loss of this step
   * @param stepsPerSecond the speed since the last such event; NaN after the first step
   * @param examplesPerSecond the speed in examples; NaN after the first step
   * @param timeLeft how long it will take at this speed, or null if the end is not known;
   *     evaluations not counted
   */
  record Progressed(
      long globalStep,
      @Nullable Long lastStep,
      double loss,
      double stepsPerSecond,
      double examplesPerSecond,
      @Nullable Duration timeLeft)
      implements TrainingEvent {}

  /**
   * A checkpoint is complete on disk.
   *
   * @param globalStep its step
   * @param prefix its path without an ending
   */
  record CheckpointSaved(long globalStep, Path prefix) implements TrainingEvent {}

  /**
   * A checkpoint is being evaluated; the training waits.
   *
   * @param globalStep its step
   * @param set the name of the set, empty if it has none
   */
  record EvaluationStarted(long globalStep, String set) implements TrainingEvent {}

  /**
   * A checkpoint was evaluated.
   *
   * @param globalStep its step
   * @param set the name of the set, empty if it has none
   * @param metrics the metrics that are one number, the loss first
   */
  record Evaluated(long globalStep, String set, Map<String, Double> metrics)
      implements TrainingEvent {

    /** Copies the map. */
    public Evaluated {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /**
   * An exporter has written a model.
   *
   * @param globalStep the step of the model
   * @param exporter the name of the exporter
   * @param path where the model is
   */
  record Exported(long globalStep, String exporter, Path path) implements TrainingEvent {}

  /**
   * An exporter has failed; the training goes on.
   *
   * @param globalStep the step of the model
   * @param exporter the name of the exporter
   * @param failure what it threw
   */
  record ExportFailed(long globalStep, String exporter, String failure) implements TrainingEvent {}

  /**
   * The training has ended normally.
   *
   * @param globalStep the last step
   */
  record Ended(long globalStep) implements TrainingEvent {}

  /**
   * The training has failed; what it threw is thrown on.
   *
   * @param globalStep the last step that was completed
   */
  record Failed(long globalStep) implements TrainingEvent {}
}
