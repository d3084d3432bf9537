package org.estimator4j.nn.optimizer;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TFloating;

/** The hyperparameters of RMSProp. */
record RmsPropNumbers(float decay, float momentum, float epsilon) {

  <T extends TFloating> Operand<T> decay(OptimizerState state, Class<T> type) {
    return state.hyperparameter("decay", decay, type);
  }

  <T extends TFloating> Operand<T> momentum(OptimizerState state, Class<T> type) {
    return state.hyperparameter("momentum", momentum, type);
  }

  <T extends TFloating> Operand<T> epsilon(OptimizerState state, Class<T> type) {
    return state.hyperparameter("epsilon", epsilon, type);
  }
}
