package org.estimator4j.nn.optimizer;

import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** A step of FTRL; the kernels are those with shrinkage, which may be 0. */
record FtrlUpdate(OptimizerState state, FtrlNumbers numbers) implements Optimizer.Update {

  @Override
  public <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient) {
    return tf.train.resourceApplyFtrl(
        variable.handle(),
        sums(variable).handle(),
        state.zeros(variable, "Ftrl").handle(),
        gradient,
        state.learningRate(variable),
        number("l1", numbers.l1(), variable),
        number("l2", numbers.l2(), variable),
        number("l2_shrinkage", numbers.l2Shrinkage(), variable),
        number("learning_rate_power", numbers.power(), variable));
  }

  @Override
  public <T extends TFloating> Op applyRows(Ops tf, Variable<T> variable, IndexedRows<T> rows) {
    return tf.train.resourceSparseApplyFtrl(
        variable.handle(),
        sums(variable).handle(),
        state.zeros(variable, "Ftrl").handle(),
        rows.values(),
        rows.indices(),
        state.learningRate(variable),
        number("l1", numbers.l1(), variable),
        number("l2", numbers.l2(), variable),
        number("l2_shrinkage", numbers.l2Shrinkage(), variable),
        number("learning_rate_power", numbers.power(), variable));
  }

  private <T extends TFloating> Variable<T> sums(Variable<T> variable) {
    return state.slot(variable, "Ftrl", Initializers.constant(numbers.initialAccumulator()));
  }

  private <T extends TFloating> Operand<T> number(String name, float value, Variable<T> variable) {
    return state.hyperparameter(name, value, variable.type());
  }
}
