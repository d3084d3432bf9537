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

/** Plain gradient descent: {@code v -= learningRate · gradient}. It keeps no state. */
public final class GradientDescent extends Optimizer {

  /**
   * Gradient descent.
   *
   * @param learningRate finite, not negative
   */
  public GradientDescent(double learningRate) {
    this(Schedule.constant(learningRate));
  }

  /**
   * Gradient descent.
   *
   * @param learningRate the rate at each step
   */
  public GradientDescent(Schedule learningRate) {
    super(learningRate);
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    return new Update() {
      @Override
      public <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient) {
        return tf.train.resourceApplyGradientDescent(
            variable.handle(), state.learningRate(variable), gradient);
      }

      @Override
      public <T extends TFloating> Op applyRows(Ops tf, Variable<T> variable, IndexedRows<T> rows) {
        Operand<T> change = tf.math.mul(rows.values(), state.learningRate(variable));
        return tf.resourceScatterSub(variable.handle(), rows.indices(), change);
      }
    };
  }

  @Override
  public String toString() {
    return "GradientDescent(" + learningRate() + ")";
  }
}
