package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.nn.schedule.Schedule;

/**
 * {@link Adam} for embeddings, as Python's {@code tf.contrib.opt.LazyAdamOptimizer}: a gradient of
 * rows changes just these rows and their moments, so that a step costs what its batch needs. For
 * whole gradients it is Adam. The moments of a row do not decay while it is not used, hence results
 * differ from Adam's.
 *
 * <p>Its state has the names of Adam's, and either can go on from the other's checkpoint.
 */
public final class LazyAdam extends Optimizer {

  private final AdamNumbers numbers;

  /**
   * Lazy Adam with the usual decay rates: 0.9, 0.999 and an epsilon of 1e-8.
   *
   * @param learningRate finite, not negative
   */
  public LazyAdam(double learningRate) {
    this(Schedule.constant(learningRate));
  }

  /**
   * Lazy Adam with the usual decay rates: 0.9, 0.999 and an epsilon of 1e-8.
   *
   * @param learningRate the rate at each step
   */
  public LazyAdam(Schedule learningRate) {
    super(learningRate);
    this.numbers = AdamNumbers.USUAL;
  }

  /**
   * Lazy Adam.
   *
   * @param learningRate the rate at each step
   * @param beta1 decay of the first moment, in [0, 1)
   * @param beta2 decay of the second moment, in [0, 1)
   * @param epsilon keeps divisors from zero; positive
   */
  public LazyAdam(Schedule learningRate, double beta1, double beta2, double epsilon) {
    super(learningRate);
    this.numbers = AdamNumbers.of(beta1, beta2, epsilon);
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    return new LazyAdamUpdate(state, numbers);
  }

  @Override
  public String toString() {
    return "LazyAdam(" + learningRate() + ", " + numbers + ")";
  }
}
