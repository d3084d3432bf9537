package org.estimator4j;

import org.estimator4j.tensorflow.OperationFailedException;
import org.estimator4j.tensorflow.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a training goes on after a failure. It does if a peer aborted the step or cannot
 * be reached: such a failure says nothing against the model. It gives up when that happens again
 * and again at the same place.
 */
final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);

  /** So often in a row, without a step further than any before. */
  static final int MAX_IN_VAIN = 5;

  private long furthestStep = -1;
  private int inVain;

  /**
   * Notes a failure; returns if the training shall go on from the newest checkpoint.
   *
   * @param failure what was thrown; thrown again if there is no going on
   * @param step the last step that was completed
   */
  void orThrow(RuntimeException failure, long step) {
    OperationFailedException lost = lostPeer(failure);
    if (lost == null) {
      throw failure;
    }
    inVain = step > furthestStep ? 1 : inVain + 1;
    furthestStep = Math.max(furthestStep, step);
    if (inVain > MAX_IN_VAIN) {
      failure.addSuppressed(
          new IllegalStateException(
              "the training was recovered "
                  + MAX_IN_VAIN
                  + " times in a row without getting beyond step "
                  + furthestStep
                  + ", and gave up"));
      throw failure;
    }
    LOG.warn(
        "lost a peer after step {} ({}: {}); going on from the newest checkpoint in a new session",
        step,
        lost.code(),
        lost.getMessage());
    LOG.debug("the failure that is recovered from", failure);
  }

  static @Nullable OperationFailedException lostPeer(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof OperationFailedException failed
          && (failed.code() == StatusCode.ABORTED || failed.code() == StatusCode.UNAVAILABLE)) {
        return failed;
      }
    }
    return null;
  }
}
