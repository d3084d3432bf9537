package org.estimator4j.nn.layer;

/**
 * Settings of a batch normalisation. Immutable: each method returns a copy.
 *
 * <pre>{@code layers.batchNorm("norm", x, BatchNorm.defaults().momentum(0.9))}</pre>
 *
 * @param momentum the share of the old value in a moving average
 * @param epsilon added to the variance
 * @param center whether a {@code beta} is added
 * @param scale whether the result is multiplied with a {@code gamma}
 * @param frozen whether TRAIN, too, uses the moving averages and leaves them as they are
 */
public record BatchNorm(
    double momentum, double epsilon, boolean center, boolean scale, boolean frozen) {

  /**
   * Settings.
   *
   * @throws IllegalArgumentException if the momentum is not in [0, 1], or epsilon is not positive
   */
  public BatchNorm {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum must be in [0, 1], got " + momentum);
    }
    Arguments.epsilon(epsilon);
  }

  /**
   * Momentum 0.99, epsilon 0.001, with {@code beta} and {@code gamma}: Python's.
   *
   * @return the settings
   */
  public static BatchNorm defaults() {
    return new BatchNorm(0.99, 1e-3, true, true, false);
  }

  /**
   * With another momentum.
   *
   * @param newMomentum from 0 to 1
   * @return new settings
   */
  public BatchNorm momentum(double newMomentum) {
    return new BatchNorm(newMomentum, epsilon, center, scale, frozen);
  }

  /**
   * With another epsilon.
   *
   * @param newEpsilon positive
   * @return new settings
   */
  public BatchNorm epsilon(double newEpsilon) {
    return new BatchNorm(momentum, newEpsilon, center, scale, frozen);
  }

  /**
   * Without {@code beta}.
   *
   * @return new settings
   */
  public BatchNorm noCenter() {
    return new BatchNorm(momentum, epsilon, false, scale, frozen);
  }

  /**
   * Without {@code gamma}; for use before a linear layer or a ReLU, which make it superfluous.
   *
   * @return new settings
   */
  public BatchNorm noScale() {
    return new BatchNorm(momentum, epsilon, center, false, frozen);
  }

  /**
   * With the moving averages in TRAIN as well, which stay as they are; for fine-tuning. Gamma and
   * beta are trained all the same.
   *
   * @return new settings
   */
  public BatchNorm freeze() {
    return new BatchNorm(momentum, epsilon, center, scale, true);
  }
}
