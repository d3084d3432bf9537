package org.estimator4j.nn.layer;

import org.estimator4j.graph.Initializer;
import org.estimator4j.graph.Regularizer;
import org.tensorflow.types.family.TFloating;

/**
 * What the settings of all layers with a kernel have in common. Immutable: each method returns a
 * copy.
 *
 * @param <S> the settings of the layer
 */
public abstract class WeightSettings<S extends WeightSettings<S>> {

  final Parameters parameters;

  WeightSettings(Parameters parameters) {
    this.parameters = parameters;
  }

  abstract S with(Parameters changed);

  /**
   * With an activation; linear by default.
   *
   * @param activation applied to the result
   * @return new settings
   */
  public S activation(Activation activation) {
    return with(parameters.withActivation(activation));
  }

  /**
   * Without a bias.
   *
   * @return new settings
   */
  public S noBias() {
    return with(parameters.withoutBias());
  }

  /**
   * With other first values of the kernel than Glorot's uniform ones.
   *
   * @param initializer makes them
   * @return new settings
   */
  public S kernelInitializer(Initializer<TFloating> initializer) {
    return with(parameters.withKernelInitializer(initializer));
  }

  /**
   * With other first values of the bias than zeros.
   *
   * @param initializer makes them
   * @return new settings
   */
  public S biasInitializer(Initializer<TFloating> initializer) {
    return with(parameters.withBiasInitializer(initializer));
  }

  /**
   * With a penalty on the kernel.
   *
   * @param regularizer computes the penalty
   * @return new settings
   */
  public S kernelRegularizer(Regularizer<TFloating> regularizer) {
    return with(parameters.withKernelRegularizer(regularizer));
  }

  /**
   * With a penalty on the bias.
   *
   * @param regularizer computes the penalty
   * @return new settings
   */
  public S biasRegularizer(Regularizer<TFloating> regularizer) {
    return with(parameters.withBiasRegularizer(regularizer));
  }
}
