package org.estimator4j.nn.optimizer;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TFloating;

/** The hyperparameters of Adam and its kin. */
record AdamNumbers(float beta1, float beta2, float epsilon) {

  static final AdamNumbers USUAL = new AdamNumbers(0.9f, 0.999f, 1e-8f);

  static AdamNumbers of(double beta1, double beta2, double epsilon) {
    return new AdamNumbers(
        Hyperparameters.decay("beta1", beta1),
        Hyperparameters.decay("beta2", beta2),
        Hyperparameters.positive("epsilon", epsilon));
  }

  <T extends TFloating> Operand<T> beta1(OptimizerState state, Class<T> type) {
    return state.hyperparameter("beta1", beta1, type);
  }

  <T extends TFloating> Operand<T> beta2(OptimizerState state, Class<T> type) {
    return state.hyperparameter("beta2", beta2, type);
  }

  <T extends TFloating> Operand<T> epsilon(OptimizerState state, Class<T> type) {
    return state.hyperparameter("epsilon", epsilon, type);
  }

  @Override
  public String toString() {
    return beta1 + ", " + beta2 + ", " + epsilon;
  }
}
