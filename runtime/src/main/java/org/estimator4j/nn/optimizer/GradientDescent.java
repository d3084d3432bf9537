package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** Plain gradient descent: {@code v -= learningRate · gradient}. */
public final class GradientDescent extends Optimizer {

  private final float learningRate;

  /**
   * Gradient descent.
   *
   * @param learningRate finite, not negative
   */
  public GradientDescent(double learningRate) {
    this.learningRate = Hyperparameters.learningRate(learningRate);
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    return new Update() {
      @Override
      public <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient) {
        Operand<T> rate = state.hyperparameter("learning_rate", learningRate, variable.type());
        return tf.train.resourceApplyGradientDescent(variable.handle(), rate, gradient);
      }
    };
  }

  @Override
  public String toString() {
    return "GradientDescent(" + learningRate + ")";
  }
}
