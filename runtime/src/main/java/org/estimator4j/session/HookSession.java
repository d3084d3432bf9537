package org.estimator4j.session;

import java.util.List;
import java.util.Map;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;

/**
 * The session of a mode, as hooks and scaffolds see it: its graph, and runs beside the steps.
 *
 * <p>A hook may use it from a thread of its own, from {@code begin} to {@code end} or {@code
 * abandon}; such a run may see variables of which some were changed by a step and others not yet.
 */
public interface HookSession {

  /**
   * The graph, complete.
   *
   * @return the graph; nothing can be added to it
   */
  ModelGraph graph();

  /**
   * The global step, read from the variable.
   *
   * @return the step, from 0
   */
  long globalStep();

  /**
   * Runs operations.
   *
   * @param operations of the graph, none of which may need the input
   */
  void run(Op... operations);

  /**
   * As {@link #run(Op...)}, with operations that were collected.
   *
   * @param operations of the graph, none of which may need the input
   */
  default void run(List<? extends Op> operations) {
    run(operations.toArray(Op[]::new));
  }

  /**
   * The values of tensors, read in one run.
   *
   * @param fetches tensors of the graph, none of which may need the input
   * @return their values in order; the caller closes them
   */
  List<Tensor> fetch(List<? extends Operand<?>> fetches);

  /**
   * The values of tensors, read in one run in which others are replaced.
   *
   * @param fetches tensors of the graph, none of which may need a part of the input that is not fed
   * @param feeds values by the tensors that they replace; they stay the caller's
   * @return the values of {@code fetches} in order; the caller closes them
   */
  List<Tensor> fetch(
      List<? extends Operand<?>> fetches, Map<? extends Operand<?>, ? extends Tensor> feeds);
}
