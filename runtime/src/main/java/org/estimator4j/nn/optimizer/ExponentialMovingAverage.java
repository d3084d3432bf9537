package org.estimator4j.nn.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/**
 * Moving averages of variables, with which a model often evaluates better than with the variables
 * themselves; as Python's {@code tf.train.ExponentialMovingAverage}: {@code average -= (1 - decay)
 * · (average - value)}.
 *
 * <pre>{@code
 * ExponentialMovingAverage averages = new ExponentialMovingAverage(0.999).followingSteps();
 * if (graph.mode() == Mode.TRAIN) {
 *   Op trainOp = new Adam(0.01).minimize(graph, tf.math.mean(x, tf.constant(0)));
 *   trainOp = averages.after(graph, trainOp); // what the model's train op is
 * } else {
 *   averages.swapIn(graph); // after all of the model was built
 * }
 * }</pre>
 *
 * <p>The average of a variable is called {@code <variable>/ExponentialMovingAverage} and saved
 * under that name. Immutable: one object serves any number of graphs.
 */
public final class ExponentialMovingAverage {

  private static final String NAME = "ExponentialMovingAverage";

  private final float decay;
  private final boolean followsSteps;
  private final boolean zeroDebias;

  /**
   * Averages.
   *
   * @param decay in [0, 1), such as 0.999; how much of the average stays at each step
   */
  public ExponentialMovingAverage(double decay) {
    this(Hyperparameters.decay("decay", decay), false, false);
  }

  private ExponentialMovingAverage(float decay, boolean followsSteps, boolean zeroDebias) {
    this.decay = decay;
    this.followsSteps = followsSteps;
    this.zeroDebias = zeroDebias;
  }

  /**
   * The same, faster at the start: with {@code n} steps taken the decay is at most {@code (1 + n) /
   * (10 + n)}; Python's {@code num_updates=global_step}.
   *
   * @return new averages
   */
  public ExponentialMovingAverage followingSteps() {
    return new ExponentialMovingAverage(decay, true, zeroDebias);
  }

  /**
   * The same, with averages of <em>tensors</em>, which start from zero, corrected for that start;
   * those of variables start from the variable's first value and need no correction.
   *
   * @return new averages
   */
  public ExponentialMovingAverage zeroDebias() {
    return new ExponentialMovingAverage(decay, followsSteps, true);
  }

  /**
   * Adds the update of the averages of all trainable variables after a training step.
   *
   * @param graph the graph
   * @param step what changes the variables
   * @return the operation to run for a step: the step, then the averages
   */
  public Op after(ModelGraph graph, Op step) {
    return update(graph, graph.trainableVariables(), List.of(step));
  }

  /**
   * Adds the update of averages.
   *
   * @param graph the graph
   * @param values variables, or tensors that are no variables; all of floating point
   * @param after what must be done before the variables are read
   * @return the operation that brings the averages forward by one value
   * @throws IllegalArgumentException if one of the values is not of floating point, or its shape is
   *     not fully known
   */
  public Op update(ModelGraph graph, List<? extends Operand<?>> values, List<? extends Op> after) {
    Ops tf = graph.ops().withSubScope(NAME).withControlDependencies(List.copyOf(after));
    Operand<TFloat32> weight = weight(graph, tf);
    List<Op> updates = new ArrayList<>(after);
    for (Operand<?> value : values) {
      updates.add(update(graph, tf, weight, value));
    }
    return graph.group(NAME, updates);
  }

  @SuppressWarnings("unchecked") // the type is checked
  private <T extends TFloating> Op update(
      ModelGraph graph, Ops tf, Operand<TFloat32> weight, Operand<?> value) {
    MovingAverages.requireFloating(value);
    Operand<T> typed = (Operand<T>) value;
    Operand<T> part = MovingAverages.cast(tf, weight, typed.type());
    Variable<T> average = MovingAverages.of(graph, typed, NAME);
    if (typed instanceof Variable<T> variable) {
      return MovingAverages.move(tf, average, variable.read(tf), part);
    }
    return zeroDebias
        ? MovingAverages.moveUnbiased(graph, tf, average, typed, part)
        : MovingAverages.move(tf, average, typed, part);
  }

  /** How much of a new value goes into an average: {@code 1 - decay}. */
  private Operand<TFloat32> weight(ModelGraph graph, Ops tf) {
    Operand<TFloat32> limit = tf.constant(decay);
    if (followsSteps) {
      Operand<TFloat32> steps =
          tf.dtypes.cast(graph.globalStep().variable().read(tf), TFloat32.class);
      Operand<TFloat32> start =
          tf.math.div(tf.math.add(tf.constant(1f), steps), tf.math.add(tf.constant(10f), steps));
      limit = tf.math.minimum(limit, start);
    }
    return tf.math.sub(tf.constant(1f), limit);
  }

  /**
   * The average of a variable or tensor. In a graph that does not have it yet, it is made.
   *
   * @param <T> its element type
   * @param graph the graph
   * @param value the variable or tensor
   * @return the average, not trainable
   */
  public <T extends TFloating> Variable<T> average(ModelGraph graph, Operand<T> value) {
    return MovingAverages.of(graph, value, NAME);
  }

  /**
   * Lets everything in an EVAL or PREDICT graph that reads a trainable variable read its average
   * instead. To be called when the model is complete: what is added later with a read of its own
   * sees the variable itself.
   *
   * @param graph a graph that is not frozen
   * @throws IllegalStateException if the graph is for TRAIN, where the variables are needed
   */
  public void swapIn(ModelGraph graph) {
    if (graph.mode() == Mode.TRAIN) {
      throw new IllegalStateException(
          "averages are swapped in for EVAL and PREDICT; in TRAIN use after(graph, step)");
    }
    for (Variable<?> variable : graph.trainableVariables()) {
      variable.redirectReads(MovingAverages.ofVariable(graph, variable, NAME));
    }
  }

  @Override
  public String toString() {
    return NAME
        + "("
        + decay
        + ")"
        + (followsSteps ? ".followingSteps()" : "")
        + (zeroDebias ? ".zeroDebias()" : "");
  }
}
