package org.estimator4j;

/**
 * How a training ended.
 *
 * @param globalStep the global step at the end
 * @param steps how many steps this call ran; 0 if there was nothing left to do
 * @param loss the loss of the last step, NaN if none was run
 * @param stopReason why it ended, such as {@code global step 500 is reached}
 */
public record TrainResult(long globalStep, long steps, double loss, String stopReason) {

  TrainResult endedBy(String reason) {
    return new TrainResult(globalStep, steps, loss, reason);
  }
}
