package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.nn.schedule.Schedule;

/**
 * Adam as in Python's {@code tf.compat.v1.train.AdamOptimizer} (Kingma and Ba, 2014, in the form
 * just before section 2.1, with epsilon hat).
 *
 * <p>Its state: {@code <variable>/Adam} and {@code <variable>/Adam_1} (first and second moments),
 * {@code beta1_power}, {@code beta2_power}. A gradient of rows moves <em>all</em> rows, as their
 * moments go on to decay: exactly what a whole gradient with zeros would do, at the cost of the
 * whole variable. {@link LazyAdam} touches the rows of the gradient only.
 */
public final class Adam extends Optimizer {

  private final AdamNumbers numbers;

  /**
   * Adam with the usual decay rates: 0.9, 0.999 and an epsilon of 1e-8.
   *
   * @param learningRate finite, not negative
   */
  public Adam(double learningRate) {
    this(Schedule.constant(learningRate));
  }

  /**
   * Adam with the usual decay rates: 0.9, 0.999 and an epsilon of 1e-8.
   *
   * @param learningRate the rate at each step
   */
  public Adam(Schedule learningRate) {
    super(learningRate);
    this.numbers = AdamNumbers.USUAL;
  }

  /**
   * Adam.
   *
   * @param learningRate finite, not negative
   * @param beta1 decay of the first moment, in [0, 1)
   * @param beta2 decay of the second moment, in [0, 1)
   * @param epsilon keeps divisors from zero; positive
   */
  public Adam(double learningRate, double beta1, double beta2, double epsilon) {
    this(Schedule.constant(learningRate), beta1, beta2, epsilon);
  }

  /**
   * Adam.
   *
   * @param learningRate the rate at each step
   * @param beta1 decay of the first moment, in [0, 1)
   * @param beta2 decay of the second moment, in [0, 1)
   * @param epsilon keeps divisors from zero; positive
   */
  public Adam(Schedule learningRate, double beta1, double beta2, double epsilon) {
    super(learningRate);
    this.numbers = AdamNumbers.of(beta1, beta2, epsilon);
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    return new AdamUpdate(state, numbers, "Adam");
  }

  @Override
  public String toString() {
    return "Adam(" + learningRate() + ", " + numbers + ")";
  }
}
