package org.estimator4j.nn.optimizer;

import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** The plain form of RMSProp. The order of the slots decides their names, which are Python's. */
record RmsPropUpdate(OptimizerState state, RmsPropNumbers numbers) implements Optimizer.Update {

  @Override
  public <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient) {
    Pair<T> slots = new Pair<>(state, variable);
    return tf.train.resourceApplyRmsProp(
        variable.handle(),
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
    Pair<T> slots = new Pair<>(state, variable);
    return tf.train.resourceSparseApplyRmsProp(
        variable.handle(),
        slots.squares.handle(),
        slots.momentum.handle(),
        state.learningRate(variable),
        numbers.decay(state, variable.type()),
        numbers.momentum(state, variable.type()),
        numbers.epsilon(state, variable.type()),
        rows.values(),
        rows.indices());
  }

  private static final class Pair<T extends TFloating> {

    final Variable<T> squares;
    final Variable<T> momentum;

    Pair(OptimizerState state, Variable<T> variable) {
      this.squares = state.slot(variable, "RMSProp", Initializers.ones());
      this.momentum = state.zeros(variable, "RMSProp");
    }
  }
}
