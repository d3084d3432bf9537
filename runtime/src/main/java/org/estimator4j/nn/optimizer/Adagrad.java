package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.estimator4j.nn.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/**
 * Adagrad (Duchi et al., 2011), as Python's {@code AdagradOptimizer}: {@code a += gradient²; v -=
 * learningRate · gradient / sqrt(a)}.
 *
 * <p>Its state: {@code <variable>/Adagrad}. A gradient of rows changes just these rows of both.
 */
public final class Adagrad extends Optimizer {

  private final double initialAccumulator;

  /**
   * Adagrad whose sums of squares start with 0.1.
   *
   * @param learningRate finite, not negative
   */
  public Adagrad(double learningRate) {
    this(Schedule.constant(learningRate), 0.1);
  }

  /**
   * Adagrad.
   *
   * @param learningRate the rate at each step
   * @param initialAccumulator with what the sums of squares start, positive
   */
  public Adagrad(Schedule learningRate, double initialAccumulator) {
    super(learningRate);
    Hyperparameters.positive("initialAccumulator", initialAccumulator);
    this.initialAccumulator = initialAccumulator;
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    return new Update() {
      @Override
      public <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient) {
        // TensorFlow Java's method makes the second version of the op, which divides by the root.
        Operation op =
            tf.scope()
                .opBuilder("ResourceApplyAdagrad", "ResourceApplyAdagrad")
                .addInput(variable.handle())
                .addInput(sums(variable).handle())
                .addInput(state.learningRate(variable).asOutput())
                .addInput(gradient.asOutput())
                .build();
        return () -> op;
      }

      @Override
      public <T extends TFloating> Op applyRows(Ops tf, Variable<T> variable, IndexedRows<T> rows) {
        return tf.train.resourceSparseApplyAdagrad(
            variable.handle(),
            sums(variable).handle(),
            state.learningRate(variable),
            rows.values(),
            rows.indices());
      }

      private <T extends TFloating> Variable<T> sums(Variable<T> variable) {
        return state.slot(variable, "Adagrad", Initializers.constant(initialAccumulator));
      }
    };
  }

  @Override
  public String toString() {
    return "Adagrad(" + learningRate() + ", " + initialAccumulator + ")";
  }
}
