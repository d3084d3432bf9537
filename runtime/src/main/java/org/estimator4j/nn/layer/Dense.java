package org.estimator4j.nn.layer;

/**
 * Settings of a fully connected layer. Immutable: each method returns a copy.
 *
 * <pre>{@code layers.dense("hidden", x, Dense.units(16).activation(Activation.RELU).noBias())}
 * </pre>
 */
public final class Dense extends WeightSettings<Dense> {

  final int units;

  private Dense(int units, Parameters parameters) {
    super(parameters);
    this.units = units;
  }

  /**
   * A linear layer with a bias.
   *
   * @param units the size of the last dimension of the result
   * @return the settings
   */
  public static Dense units(int units) {
    Arguments.positive("units", units);
    return new Dense(units, Parameters.DEFAULTS);
  }

  @Override
  Dense with(Parameters changed) {
    return new Dense(units, changed);
  }
}
