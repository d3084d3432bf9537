package org.estimator4j.spec.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.spec.ModelBuildException;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;

/**
 * Looks for the operation that advances the global step behind a train op. Without one a training
 * never reaches its last step, saves every checkpoint under one name, and resumes at 0.
 */
final class GlobalStepCheck {

  private GlobalStepCheck() {}

  static void requireAdvance(String model, ModelGraph graph, Op trainOp) {
    String handle = graph.globalStep().variable().handle().op().name();
    Deque<GraphOperation> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add((GraphOperation) trainOp.op());
    while (!open.isEmpty()) {
      GraphOperation op = open.remove();
      if (!seen.add(op.name())) {
        continue;
      }
      for (Operand<?> input : op.inputs()) {
        if (op.type().startsWith("Assign") && input.op().name().equals(handle)) {
          return;
        }
        open.add((GraphOperation) input.op());
      }
      open.addAll(op.controlInputs());
    }
    throw new ModelBuildException(
        model,
        Mode.TRAIN,
        "the train op \""
            + trainOp.op().name()
            + "\" does not advance the global step, so training could neither end nor resume. Return an"
            + " Optimizer from @TrainOp, or what its minimize returns, or add"
            + " globalStep.increment(…).");
  }
}
