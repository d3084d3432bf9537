package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.nn.schedule.Schedule;

/**
 * RMSProp (Tieleman and Hinton, 2012), as Python's {@code RMSPropOptimizer}: gradients divided by
 * the root of a moving mean of their squares, with momentum if wanted. The centered form takes the
 * variance instead of the mean square (Graves, 2013).
 *
 * <p>Its state: {@code <variable>/RMSProp}, the mean squares, ones at first; in the centered form
 * the mean gradients; then the momentum; as {@code <variable>/RMSProp_1} and so on. A gradient of
 * rows changes just these rows of all.
 */
public final class RmsProp extends Optimizer {

  private final float decay;
  private final float momentum;
  private final float epsilon;
  private final boolean centered;

  /**
   * RMSProp with Python's defaults: a decay of 0.9, no momentum, an epsilon of 1e-10.
   *
   * @param learningRate finite, not negative
   */
  public RmsProp(double learningRate) {
    this(Schedule.constant(learningRate));
  }

  /**
   * RMSProp with Python's defaults: a decay of 0.9, no momentum, an epsilon of 1e-10.
   *
   * @param learningRate the rate at each step
   */
  public RmsProp(Schedule learningRate) {
    this(learningRate, 0.9f, 0, 1e-10f, false);
  }

  private RmsProp(
      Schedule learningRate, float decay, float momentum, float epsilon, boolean centered) {
    super(learningRate);
    this.decay = decay;
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.centered = centered;
  }

  /**
   * The same with another decay of the means.
   *
   * @param newDecay in [0, 1)
   * @return a new optimizer
   */
  public RmsProp decay(double newDecay) {
    float checked = Hyperparameters.decay("decay", newDecay);
    return new RmsProp(learningRate(), checked, momentum, epsilon, centered);
  }

  /**
   * The same with momentum.
   *
   * @param newMomentum which part of the last change goes on, finite, not negative
   * @return a new optimizer
   */
  public RmsProp momentum(double newMomentum) {
    float checked = Hyperparameters.notNegative("momentum", newMomentum);
    return new RmsProp(learningRate(), decay, checked, epsilon, centered);
  }

  /**
   * The same with another epsilon.
   *
   * @param newEpsilon keeps divisors from zero; positive
   * @return a new optimizer
   */
  public RmsProp epsilon(double newEpsilon) {
    float checked = Hyperparameters.positive("epsilon", newEpsilon);
    return new RmsProp(learningRate(), decay, momentum, checked, centered);
  }

  /**
   * The same in the centered form.
   *
   * @return a new optimizer
   */
  public RmsProp centered() {
    return new RmsProp(learningRate(), decay, momentum, epsilon, true);
  }

  @Override
  protected String scopeName() {
    return "RMSProp";
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    RmsPropNumbers numbers = new RmsPropNumbers(decay, momentum, epsilon);
    return centered ? new CenteredRmsPropUpdate(state, numbers) : new RmsPropUpdate(state, numbers);
  }

  @Override
  public String toString() {
    return "RmsProp("
        + learningRate()
        + ").decay("
        + decay
        + ").momentum("
        + momentum
        + ").epsilon("
        + epsilon
        + ")"
        + (centered ? ".centered()" : "");
  }
}
