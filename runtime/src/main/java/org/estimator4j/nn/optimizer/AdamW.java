package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.nn.schedule.Schedule;

/**
 * {@link Adam} with decoupled weight decay (Loshchilov and Hutter, 2017): beside Adam's step, each
 * variable loses {@code learningRate · weightDecay · v}, where {@code v} is its value before the
 * step. The decay takes the rate of the step, multiplier and schedule included, and acts on all
 * rows, whichever have a gradient.
 *
 * <p>Its state: {@code <variable>/AdamW} and {@code <variable>/AdamW_1} (first and second moments),
 * {@code beta1_power}, {@code beta2_power}.
 */
public final class AdamW extends Optimizer {

  private final float weightDecay;
  private final AdamNumbers numbers;

  /**
   * AdamW with the usual decay rates of moments: 0.9, 0.999 and an epsilon of 1e-8.
   *
   * @param learningRate finite, not negative
   * @param weightDecay finite, not negative
   */
  public AdamW(double learningRate, double weightDecay) {
    this(Schedule.constant(learningRate), weightDecay);
  }

  /**
   * AdamW with the usual decay rates of moments: 0.9, 0.999 and an epsilon of 1e-8.
   *
   * @param learningRate the rate at each step
   * @param weightDecay finite, not negative
   */
  public AdamW(Schedule learningRate, double weightDecay) {
    this(learningRate, weightDecay, AdamNumbers.USUAL);
  }

  /**
   * AdamW.
   *
   * @param learningRate the rate at each step
   * @param weightDecay finite, not negative
   * @param beta1 decay of the first moment, in [0, 1)
   * @param beta2 decay of the second moment, in [0, 1)
   * @param epsilon keeps divisors from zero; positive
   */
  public AdamW(
      Schedule learningRate, double weightDecay, double beta1, double beta2, double epsilon) {
    this(learningRate, weightDecay, AdamNumbers.of(beta1, beta2, epsilon));
  }

  private AdamW(Schedule learningRate, double weightDecay, AdamNumbers numbers) {
    super(learningRate);
    this.weightDecay = Hyperparameters.notNegative("weightDecay", weightDecay);
    this.numbers = numbers;
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    return new AdamWUpdate(state, numbers, weightDecay);
  }

  @Override
  public String toString() {
    return "AdamW(" + learningRate() + ", " + weightDecay + ", " + numbers + ")";
  }
}
