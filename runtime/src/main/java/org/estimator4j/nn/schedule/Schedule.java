package org.estimator4j.nn.schedule;

import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;

/**
 * A learning rate as a function of the global step. {@link Schedules} has those of the reference; a
 * lambda makes any other: {@code (tf, step) -> …}.
 *
 * <p>Immutable, and called while a graph is built; only {@link #of(Operand)} belongs to one graph.
 */
@FunctionalInterface
public interface Schedule {

  /**
   * Adds the nodes that compute the rate.
   *
   * @param tf the ops to build with
   * @param globalStep the number of steps taken, an int64 scalar
   * @return the rate, a scalar
   */
  Operand<? extends TFloating> at(Ops tf, Operand<TInt64> globalStep);

  /**
   * The same rate at all steps. The number passes through float32, as the reference's do.
   *
   * @param rate finite, not negative
   * @return the schedule
   * @throws IllegalArgumentException if the rate is NaN, infinite or negative
   */
  static Schedule constant(double rate) {
    float checked = Numbers.rate("the learning rate", rate);
    return new Named(String.valueOf(checked), (tf, step) -> tf.constant(checked));
  }

  /**
   * A rate that the model computes, or that is fed.
   *
   * @param rate a scalar, of the graph that the schedule is used in
   * @return the schedule
   * @throws IllegalArgumentException if it is no scalar
   */
  static Schedule of(Operand<? extends TFloating> rate) {
    if (!rate.shape().isUnknown() && rate.shape().numDimensions() != 0) {
      throw new IllegalArgumentException(
          "a learning rate is a scalar; " + rate.op().name() + " has the shape " + rate.shape());
    }
    return new Named(rate.op().name(), (tf, step) -> rate);
  }

  /**
   * The rate at the current step of a graph, for logs and summaries.
   *
   * @param graph where nodes are added
   * @return a scalar: the rate that a step taken now has
   */
  default Operand<? extends TFloating> of(ModelGraph graph) {
    return graph.scope("learning_rate", () -> at(graph.ops(), graph.globalStep().read()));
  }

  /**
   * This schedule with a linear start: in the first steps its rate is multiplied with {@code step /
   * steps}, so that step 0 has the rate 0. The schedule itself is not shifted.
   *
   * @param steps how many, more than 0
   * @return the schedule
   */
  default Schedule warmUp(long steps) {
    return warmUp(steps, 0);
  }

  /**
   * This schedule with a linear start: in the first steps its rate is multiplied with a factor that
   * rises from the given one to 1. The schedule itself is not shifted.
   *
   * @param steps how many, more than 0
   * @param from the factor at step 0, in [0, 1]
   * @return the schedule
   */
  default Schedule warmUp(long steps, double from) {
    float count = Numbers.steps("the number of warm-up steps", steps);
    float first = Numbers.rate("the first factor of a warm-up", from);
    if (first > 1) {
      throw new IllegalArgumentException(
          "the first factor of a warm-up must be in [0, 1], got " + from);
    }
    return new Named(
        "warmUp(" + steps + ", " + first + ", " + this + ")",
        (tf, step) -> {
          Operand<TFloat32> done =
              tf.math.minimum(
                  tf.math.div(tf.dtypes.cast(step, TFloat32.class), tf.constant(count)),
                  tf.constant(1f));
          Operand<TFloat32> factor =
              tf.math.add(tf.constant(first), tf.math.mul(tf.constant(1 - first), done));
          return Numbers.product(tf, at(tf, step), factor);
        });
  }
}
