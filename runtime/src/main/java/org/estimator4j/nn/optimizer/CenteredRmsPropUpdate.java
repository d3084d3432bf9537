package org.estimator4j.nn.optimizer;

import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/**
 * RMSProp by the variance of gradients. The order of the slots decides their names, which are
 * Python's.
 */
record CenteredRmsPropUpdate(OptimizerState state, RmsPropNumbers numbers)
    implements Optimizer.Update {

  @Override
  public <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient) {
    Triple<T> slots = new Triple<>(state, variable);
    return tf.train.resourceApplyCenteredRmsProp(
        variable.handle(),
        slots.means.handle(),
        slots.squares.handle(),
        slots.momentum.handle(),
        state.learningRate(variable),
        numbers.decay(state, variable.type()),
        numbers.momentum(state, variable.type()),
        numbers.epsilon(state, variable.type()),
        gradient);
  }

  @Override
  public <T extends TFloating> Op applyRows(Ops tf, Variable<T> variable, IndexedRows<T> rows) {
    Triple<T> slots = new Triple<>(state, variable);
    return tf.train.resourceSparseApplyCenteredRmsProp(
        variable.handle(),
        slots.means.handle(),
        slots.squares.handle(),
        slots.momentum.handle(),
        state.learningRate(variable),
        numbers.decay(state, variable.type()),
        numbers.momentum(state, variable.type()),
        numbers.epsilon(state, variable.type()),
        rows.values(),
        rows.indices());
  }

  private static final class Triple<T extends TFloating> {

    final Variable<T> squares;
    final Variable<T> means;
    final Variable<T> momentum;

    Triple(OptimizerState state, Variable<T> variable) {
      this.squares = state.slot(variable, "RMSProp", Initializers.ones());
      this.means = state.zeros(variable, "RMSProp");
      this.momentum = state.zeros(variable, "RMSProp");
    }
  }
}
