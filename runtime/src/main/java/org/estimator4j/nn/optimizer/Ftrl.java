package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.nn.schedule.Schedule;

/**
 * FTRL-Proximal (McMahan et al., 2013), as Python's {@code FtrlOptimizer}: for sparse linear
 * models, with L1, L2 and shrinkage-type L2 regularisation inside of the step.
 *
 * <p>Its state: {@code <variable>/Ftrl} (sums of squares) and {@code <variable>/Ftrl_1} (linear
 * terms). A gradient of rows changes just these rows of all.
 */
public final class Ftrl extends Optimizer {

  private final FtrlNumbers numbers;

  /**
   * FTRL with Python's defaults: a power of -0.5, sums of squares that start with 0.1, and no
   * regularisation.
   *
   * @param learningRate finite, not negative
   */
  public Ftrl(double learningRate) {
    this(Schedule.constant(learningRate));
  }

  /**
   * FTRL with Python's defaults: a power of -0.5, sums of squares that start with 0.1, and no
   * regularisation.
   *
   * @param learningRate the rate at each step
   */
  public Ftrl(Schedule learningRate) {
    this(learningRate, new FtrlNumbers(-0.5f, 0.1, 0, 0, 0));
  }

  private Ftrl(Schedule learningRate, FtrlNumbers numbers) {
    super(learningRate);
    this.numbers = numbers;
  }

  /**
   * The same with another power of the sums of squares, by which the rate of an element falls.
   *
   * @param power finite, not positive; 0 for a rate that does not fall
   * @return a new optimizer
   */
  public Ftrl learningRatePower(double power) {
    return new Ftrl(
        learningRate(), numbers.withPower(Hyperparameters.notPositive("learningRatePower", power)));
  }

  /**
   * The same with other first sums of squares.
   *
   * @param value finite, not negative
   * @return a new optimizer
   */
  public Ftrl initialAccumulator(double value) {
    Hyperparameters.notNegative("initialAccumulator", value);
    return new Ftrl(learningRate(), numbers.withInitialAccumulator(value));
  }

  /**
   * The same with L1 regularisation, which makes weights exactly zero.
   *
   * @param strength finite, not negative
   * @return a new optimizer
   */
  public Ftrl l1(double strength) {
    return new Ftrl(learningRate(), numbers.withL1(Hyperparameters.notNegative("l1", strength)));
  }

  /**
   * The same with L2 regularisation, a penalty of the weights.
   *
   * @param strength finite, not negative
   * @return a new optimizer
   */
  public Ftrl l2(double strength) {
    return new Ftrl(learningRate(), numbers.withL2(Hyperparameters.notNegative("l2", strength)));
  }

  /**
   * The same with L2 regularisation of the shrinkage type, a penalty of the change of weights.
   *
   * @param strength finite, not negative
   * @return a new optimizer
   */
  public Ftrl l2Shrinkage(double strength) {
    return new Ftrl(
        learningRate(),
        numbers.withL2Shrinkage(Hyperparameters.notNegative("l2Shrinkage", strength)));
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    return new FtrlUpdate(state, numbers);
  }

  @Override
  public String toString() {
    return "Ftrl(" + learningRate() + ")" + numbers;
  }
}
