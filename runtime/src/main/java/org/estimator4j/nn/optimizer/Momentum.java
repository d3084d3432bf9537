package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyMomentum;
import org.tensorflow.op.train.ResourceSparseApplyMomentum;
import org.tensorflow.types.family.TFloating;

/**
 * Gradient descent with momentum, as Python's {@code MomentumOptimizer}: {@code a = momentum · a +
 * gradient; v -= learningRate · a}, or with Nesterov's look ahead {@code v -= learningRate ·
 * (gradient + momentum · a)}.
 *
 * <p>Its state: {@code <variable>/Momentum}. A gradient of rows changes just these rows of both.
 */
public final class Momentum extends Optimizer {

  private final float momentum;
  private final boolean nesterov;

  /**
   * Momentum.
   *
   * @param learningRate finite, not negative
   * @param momentum which part of the last change goes on, finite, not negative
   */
  public Momentum(double learningRate, double momentum) {
    this(Schedule.constant(learningRate), momentum);
  }

  /**
   * Momentum.
   *
   * @param learningRate the rate at each step
   * @param momentum which part of the last change goes on, finite, not negative
   */
  public Momentum(Schedule learningRate, double momentum) {
    this(learningRate, Hyperparameters.notNegative("momentum", momentum), false);
  }

  private Momentum(Schedule learningRate, float momentum, boolean nesterov) {
    super(learningRate);
    this.momentum = momentum;
    this.nesterov = nesterov;
  }

  /**
   * The same with Nesterov's look ahead (Sutskever et al., 2013).
   *
   * @return a new optimizer
   */
  public Momentum nesterov() {
    return new Momentum(learningRate(), momentum, true);
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    return new Update() {
      @Override
      public <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient) {
        return tf.train.resourceApplyMomentum(
            variable.handle(),
            state.zeros(variable, "Momentum").handle(),
            state.learningRate(variable),
            gradient,
            state.hyperparameter("momentum", momentum, variable.type()),
            ResourceApplyMomentum.useNesterov(nesterov));
      }

      @Override
      public <T extends TFloating> Op applyRows(Ops tf, Variable<T> variable, IndexedRows<T> rows) {
        return tf.train.resourceSparseApplyMomentum(
            variable.handle(),
            state.zeros(variable, "Momentum").handle(),
            state.learningRate(variable),
            rows.values(),
            rows.indices(),
            state.hyperparameter("momentum", momentum, variable.type()),
            ResourceSparseApplyMomentum.useNesterov(nesterov));
      }
    };
  }

  @Override
  public String toString() {
    return "Momentum(" + learningRate() + ", " + momentum + ")" + (nesterov ? ".nesterov()" : "");
  }
}
