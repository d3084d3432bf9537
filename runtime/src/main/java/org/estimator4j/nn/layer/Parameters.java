package org.estimator4j.nn.layer;

import org.estimator4j.graph.Initializer;
import org.estimator4j.graph.Regularizer;
import org.estimator4j.nn.initializer.Initializers;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.family.TFloating;

/** How a layer's kernel and bias begin and what they cost, and what becomes of its result. */
record Parameters(
    boolean bias,
    Activation activation,
    Initializer<TFloating> kernelInitializer,
    Initializer<TFloating> biasInitializer,
    @Nullable Regularizer<TFloating> kernelRegularizer,
    @Nullable Regularizer<TFloating> biasRegularizer) {

  static final Parameters DEFAULTS =
      new Parameters(
          true, Activation.LINEAR, Initializers.glorotUniform(), Initializers.zeros(), null, null);

  Parameters withoutBias() {
    return new Parameters(
        false, activation, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer);
  }

  Parameters withActivation(Activation changed) {
    return new Parameters(
        bias, changed, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer);
  }

  Parameters withKernelInitializer(Initializer<TFloating> changed) {
    return new Parameters(
        bias, activation, changed, biasInitializer, kernelRegularizer, biasRegularizer);
  }

  Parameters withBiasInitializer(Initializer<TFloating> changed) {
    return new Parameters(
        bias, activation, kernelInitializer, changed, kernelRegularizer, biasRegularizer);
  }

  Parameters withKernelRegularizer(Regularizer<TFloating> changed) {
    return new Parameters(
        bias, activation, kernelInitializer, biasInitializer, changed, biasRegularizer);
  }

  Parameters withBiasRegularizer(Regularizer<TFloating> changed) {
    return new Parameters(
        bias, activation, kernelInitializer, biasInitializer, kernelRegularizer, changed);
  }
}
