package org.estimator4j.nn.layer;

/**
 * Settings of a fully connected layer. Immutable: each method returns a copy.
 *
 * <pre>{@code layers.dense("hidden", x, Dense.units(16).activation(Activation.RELU).noBias())}
 * </pre>
 */
public final class Dense {

  final int units;
  final Activation activation;
  final boolean bias;

  private Dense(int units, Activation activation, boolean bias) {
    this.units = units;
    this.activation = activation;
    this.bias = bias;
  }

  /**
   * A linear layer with a bias.
   *
   * @param units the size of the last dimension of the result
   * @return the settings
   */
  public static Dense units(int units) {
    Arguments.positive("units", units);
    return new Dense(units, Activation.LINEAR, true);
  }

  /**
   * With an activation.
   *
   * @param newActivation applied to the result
   * @return new settings
   */
  public Dense activation(Activation newActivation) {
    return new Dense(units, newActivation, bias);
  }

  /**
   * Without a bias.
   *
   * @return new settings
   */
  public Dense noBias() {
    return new Dense(units, activation, false);
  }
}
