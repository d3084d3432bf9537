package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/**
 * Adam as in Python's {@code tf.compat.v1.train.AdamOptimizer} (Kingma and Ba, 2014, in the form
 * just before section 2.1, with epsilon hat).
 *
 * <p>Its state: {@code <variable>/Adam} and {@code <variable>/Adam_1} (first and second moments),
 * {@code beta1_power}, {@code beta2_power}.
 */
public final class Adam extends Optimizer {

  private final float learningRate;
  private final float beta1;
  private final float beta2;
  private final float epsilon;

  /**
   * Adam with the usual decay rates: 0.9, 0.999 and an epsilon of 1e-8.
   *
   * @param learningRate finite, not negative
   */
  public Adam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8);
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
    this.learningRate = Hyperparameters.learningRate(learningRate);
    this.beta1 = Hyperparameters.decay("beta1", beta1);
    this.beta2 = Hyperparameters.decay("beta2", beta2);
    this.epsilon = Hyperparameters.positive("epsilon", epsilon);
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    return new AdamUpdate(
        state, state.scalar("beta1_power", beta1), state.scalar("beta2_power", beta2));
  }

  @Override
  public String toString() {
    return "Adam(" + learningRate + ", " + beta1 + ", " + beta2 + ", " + epsilon + ")";
  }

  private final class AdamUpdate implements Update {

    private final OptimizerState state;
    private final Variable<TFloat32> beta1Power;
    private final Variable<TFloat32> beta2Power;

    AdamUpdate(OptimizerState state, Variable<TFloat32> beta1Power, Variable<TFloat32> beta2Power) {
      this.state = state;
      this.beta1Power = beta1Power;
      this.beta2Power = beta2Power;
    }

    @Override
    public <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient) {
      Class<T> type = variable.type();
      return tf.train.resourceApplyAdam(
          variable.handle(),
          state.zeros(variable, "Adam").handle(),
          state.zeros(variable, "Adam_1").handle(),
          state.value(beta1Power, type),
          state.value(beta2Power, type),
          state.hyperparameter("learning_rate", learningRate, type),
          state.hyperparameter("beta1", beta1, type),
          state.hyperparameter("beta2", beta2, type),
          state.hyperparameter("epsilon", epsilon, type),
          gradient);
    }

    @Override
    public List<Op> finish(Ops tf) {
      return List.of(decay(tf, beta1Power, beta1), decay(tf, beta2Power, beta2));
    }

    private Op decay(Ops tf, Variable<TFloat32> power, float beta) {
      return power.assign(power.afterReads(tf), tf.math.mul(power, tf.constant(beta)));
    }
  }
}
