package org.estimator4j;

import java.util.Optional;
import java.util.OptionalLong;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.DamagedCheckpointException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A training whose limit was reached before: nothing need be built for it. */
final class FinishedTraining {

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);

  private FinishedTraining() {}

  /** Its result, if the newest checkpoint has reached the limit. */
  static Optional<TrainResult> of(EstimatorModel model, OptionalLong maxSteps) {
    if (maxSteps.isEmpty()) {
      return Optional.empty();
    }
    return Checkpoints.latest(model.config().modelDir())
        .filter(newest -> newest.step() >= maxSteps.getAsLong() && isWhole(newest))
        .map(newest -> result(newest, maxSteps.getAsLong()));
  }

  /** A damaged one has reached nothing: the training goes on from the one before it. */
  static boolean isWhole(Checkpoint checkpoint) {
    try (CheckpointReader reader = CheckpointReader.open(checkpoint)) {
      reader.verify();
      return true;
    } catch (DamagedCheckpointException e) {
      LOG.debug("{} cannot be used", checkpoint, e);
      return false;
    }
  }

  private static TrainResult result(Checkpoint newest, long maxSteps) {
    LOG.info(
        "nothing to train: {} is at step {}, and maxSteps is {}", newest, newest.step(), maxSteps);
    return new TrainResult(
        newest.step(), 0, Double.NaN, "global step " + maxSteps + " was reached before");
  }
}
