package org.estimator4j.session.internal;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;

/**
 * What every step of a loop runs, whatever the hooks want.
 *
 * @param feeds the placeholders, in the order in which a step gets its tensors
 * @param fetches the tensors that the loop itself reads, in order; the loss first where there is
 *     one
 * @param targets operations to run
 * @param hasLoss whether the first fetch is the loss
 * @param countsSteps whether the last fetch is the global step after the train op
 */
public record StepPlan(
    List<Operand<?>> feeds,
    List<Operand<?>> fetches,
    List<Op> targets,
    boolean hasLoss,
    boolean countsSteps) {

  /** Copies the lists. */
  public StepPlan {
    feeds = List.copyOf(feeds);
    fetches = List.copyOf(fetches);
    targets = List.copyOf(targets);
  }

  /**
   * The same step with other fetches of the loop's own.
   *
   * @param newFetches the tensors that the loop reads, in order
   * @return a new plan
   */
  public StepPlan withFetches(List<? extends Operand<?>> newFetches) {
    return new StepPlan(feeds, List.copyOf(newFetches), targets, hasLoss, countsSteps);
  }
}
