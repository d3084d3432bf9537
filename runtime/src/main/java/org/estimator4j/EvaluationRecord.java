package org.estimator4j;

import java.time.Instant;

/**
 * An evaluation of a run, as decisions need it.
 *
 * @param result what was measured
 * @param at when it was done
 * @param elapsedMillis how long the run had run by then, pauses between restarts not counted
 * @param input the fingerprint of the rows and how many batches of them, to see whether the same is
 *     measured
 * @param exported whether the exporters were asked
 */
record EvaluationRecord(
    EvalResult result, Instant at, long elapsedMillis, String input, boolean exported) {

  long step() {
    return result.globalStep();
  }

  EvaluationRecord afterExporting() {
    return new EvaluationRecord(result, at, elapsedMillis, input, true);
  }

  boolean is(String set, long step) {
    return result.name().equals(set) && step() == step;
  }
}
