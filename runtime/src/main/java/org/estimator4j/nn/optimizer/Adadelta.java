package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/**
 * Adadelta (Zeiler, 2012), as Python's {@code AdadeltaOptimizer}: steps in proportion to the sizes
 * of earlier steps and gradients.
 *
 * <p>Its state: {@code <variable>/Adadelta} and {@code <variable>/Adadelta_1} (means of squared
 * gradients and of squared changes). A gradient of rows changes just these rows of all.
 */
public final class Adadelta extends Optimizer {

  private final float rho;
  private final float epsilon;

  /**
   * Adadelta with Python's defaults, a decay of 0.95 and an epsilon of 1e-8.
   *
   * @param learningRate finite, not negative; 1 is the paper's
   */
  public Adadelta(double learningRate) {
    this(Schedule.constant(learningRate), 0.95, 1e-8);
  }

  /**
   * Adadelta.
   *
   * @param learningRate the rate at each step
   * @param rho decay of the means, in [0, 1)
   * @param epsilon keeps divisors from zero; positive
   */
  public Adadelta(Schedule learningRate, double rho, double epsilon) {
    super(learningRate);
    this.rho = Hyperparameters.decay("rho", rho);
    this.epsilon = Hyperparameters.positive("epsilon", epsilon);
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    return new Update() {
      @Override
      public <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient) {
        return tf.train.resourceApplyAdadelta(
            variable.handle(),
            state.zeros(variable, "Adadelta").handle(),
            state.zeros(variable, "Adadelta").handle(),
            state.learningRate(variable),
            state.hyperparameter("rho", rho, variable.type()),
            state.hyperparameter("epsilon", epsilon, variable.type()),
            gradient);
      }

      @Override
      public <T extends TFloating> Op applyRows(Ops tf, Variable<T> variable, IndexedRows<T> rows) {
        return tf.train.resourceSparseApplyAdadelta(
            variable.handle(),
            state.zeros(variable, "Adadelta").handle(),
            state.zeros(variable, "Adadelta").handle(),
            state.learningRate(variable),
            state.hyperparameter("rho", rho, variable.type()),
            state.hyperparameter("epsilon", epsilon, variable.type()),
            rows.values(),
            rows.indices());
      }
    };
  }

  @Override
  public String toString() {
    return "Adadelta(" + learningRate() + ", " + rho + ", " + epsilon + ")";
  }
}
