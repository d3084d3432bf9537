package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** A step of Adam before which the variable decays; Adam's change does not depend on its value. */
final class AdamWUpdate extends AdamUpdate {

  private final float weightDecay;

  AdamWUpdate(OptimizerState state, AdamNumbers numbers, float weightDecay) {
    super(state, numbers, "AdamW");
    this.weightDecay = weightDecay;
  }

  @Override
  public <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient) {
    return super.apply(afterDecay(tf, variable), variable, gradient);
  }

  @Override
  public <T extends TFloating> Op applyRows(Ops tf, Variable<T> variable, IndexedRows<T> rows) {
    return super.applyRows(afterDecay(tf, variable), variable, rows);
  }

  private <T extends TFloating> Ops afterDecay(Ops tf, Variable<T> variable) {
    Operand<T> decay = state.hyperparameter("weight_decay", weightDecay, variable.type());
    Operand<T> part = tf.math.mul(state.learningRate(variable), decay);
    Op decayed = variable.assignSub(tf, tf.math.mul(part, variable.read(tf)));
    return tf.withControlDependencies(List.of(decayed));
  }
}
