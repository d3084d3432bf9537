package org.estimator4j.spec;

import java.util.Collection;
import org.estimator4j.annotation.Mode;
import org.estimator4j.session.SessionRunHook;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.family.TNumber;

/** Fills the fields that TRAIN uses; the others do not exist here. */
public final class TrainingSpecBuilder extends SpecBuilder<TrainingSpecBuilder> {

  TrainingSpecBuilder() {
    super(Mode.TRAIN);
  }

  @Override
  TrainingSpecBuilder self() {
    return this;
  }

  /**
   * Sets the loss.
   *
   * @param loss floating point, with one element
   * @return this builder
   */
  public TrainingSpecBuilder loss(Operand<? extends TNumber> loss) {
    fields.loss = loss;
    return this;
  }

  /**
   * Sets what a training step runs. It must advance the global step.
   *
   * @param trainOp an operation or a tensor
   * @return this builder
   */
  public TrainingSpecBuilder trainOp(Op trainOp) {
    fields.trainOp = trainOp;
    return this;
  }

  /**
   * Adds a hook that runs around each training step, on every worker.
   *
   * @param hook the hook
   * @return this builder
   */
  public TrainingSpecBuilder trainingHooks(SessionRunHook hook) {
    fields.trainingHooks.add(hook);
    return this;
  }

  /**
   * Adds hooks that run around each training step, on every worker.
   *
   * @param hooks the hooks, in order
   * @return this builder
   */
  public TrainingSpecBuilder trainingHooks(Collection<? extends SessionRunHook> hooks) {
    fields.trainingHooks.addAll(hooks);
    return this;
  }

  /**
   * Adds a hook that runs around each training step, on the chief alone.
   *
   * @param hook the hook
   * @return this builder
   */
  public TrainingSpecBuilder trainingChiefHooks(SessionRunHook hook) {
    fields.trainingChiefHooks.add(hook);
    return this;
  }

  /**
   * Adds hooks that run around each training step, on the chief alone.
   *
   * @param hooks the hooks, in order
   * @return this builder
   */
  public TrainingSpecBuilder trainingChiefHooks(Collection<? extends SessionRunHook> hooks) {
    fields.trainingChiefHooks.addAll(hooks);
    return this;
  }
}
