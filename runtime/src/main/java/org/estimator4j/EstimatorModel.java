package org.estimator4j;

import java.util.Optional;
import org.estimator4j.checkpoint.WarmStart;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.spec.EstimatorSpecFactory;

/**
 * What an estimator is made of; it never changes.
 *
 * @param factory builds the model's specs
 * @param config how the model is run
 * @param params the hyperparameters
 * @param warmStart where the variables of a model without a checkpoint are from
 */
record EstimatorModel(
    EstimatorSpecFactory factory, RunConfig config, Params params, Optional<WarmStart> warmStart) {

  /** The class name without its package, for logs. */
  String name() {
    return factory.modelName().substring(factory.modelName().lastIndexOf('.') + 1);
  }
}
