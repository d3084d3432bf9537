package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/**
 * Makes the operation that trains a model.
 *
 * <pre>{@code
 * Optimizer optimizer =
 *     new Adam(0.01)
 *         .with(StepOption.clipByGlobalNorm(5), StepOption.rateMultiplier("embedding", 0.1));
 * Op trainOp = optimizer.minimize(graph, tf.math.mean(x, tf.constant(0)));
 * }</pre>
 *
 * <p>The learning rate is a number, or a {@link Schedule}, which may be an operand. Immutable: one
 * optimizer serves any number of graphs, unless its learning rate or an option is an operand or a
 * variable of one.
 *
 * <p>A step is ordered so that its result does not depend on which thread is faster: the graph's
 * update operations, then the changes of the variables, each after every read of its variable, then
 * the optimizer's own counters, then the global step, once. Where rows of a variable are read, as
 * by an embedding, its gradient has just these rows; those of one index are added up first. Which
 * rows then change is the reference's way: with {@link Adam} and {@link AdamW} all, with the others
 * those of the gradient.
 */
public abstract class Optimizer {

  private final Schedule learningRate;
  private final StepSettings settings;

  /**
   * For the optimizers of this package and for those of users.
   *
   * @param learningRate the rate at each step
   */
  protected Optimizer(Schedule learningRate) {
    this(learningRate, StepSettings.NONE);
  }

  Optimizer(Schedule learningRate, StepSettings settings) {
    this.learningRate = learningRate;
    this.settings = settings;
  }

  /**
   * The learning rate. {@code optimizer.learningRate().of(graph)} is the current one, for logs and
   * summaries.
   *
   * @return the schedule
   */
  public final Schedule learningRate() {
    return learningRate;
  }

  /**
   * This optimizer with options for its steps, beside those that it has.
   *
   * @param options which variables, clipping, accumulation, multipliers
   * @return a new optimizer
   */
  public final Optimizer with(StepOption... options) {
    return new ConfiguredOptimizer(this, settings.and(options));
  }

  /**
   * As {@link #with(StepOption...)}, with options that were collected.
   *
   * @param options which variables, clipping, accumulation, multipliers
   * @return a new optimizer
   */
  public final Optimizer with(List<? extends StepOption> options) {
    return with(options.toArray(StepOption[]::new));
  }

  StepSettings settings() {
    return settings;
  }

  /**
   * Adds a training step: gradients of the loss with respect to the variables, applied; and one
   * count of the global step.
   *
   * @param graph where the step is added
   * @param loss a scalar of floating point
   * @return the operation to run for a step
   * @throws org.estimator4j.graph.GradientException if the loss depends on no variable to train, or
   *     an operation on the way has no gradient
   * @throws IllegalArgumentException if an option does not fit the graph, such as a variable of
   *     another one
   */
  public final Op minimize(ModelGraph graph, Operand<? extends TNumber> loss) {
    return applyGradients(graph, computeGradients(graph, loss));
  }

  /**
   * Adds the first part of a training step.
   *
   * @param graph where the nodes are added
   * @param loss a scalar of floating point
   * @return the gradients with respect to the variables to train that the loss depends on: those of
   *     the options, else all trainable ones; before any clipping
   * @throws org.estimator4j.graph.GradientException if the loss depends on no variable to train, or
   *     an operation on the way has no gradient
   */
  public final List<Gradient<?>> computeGradients(
      ModelGraph graph, Operand<? extends TNumber> loss) {
    return graph.gradients(loss, settings.variables(graph));
  }

  /**
   * Adds the part of a training step that comes after the gradients: accumulation, multipliers and
   * clipping if there are such options, then the change of the variables.
   *
   * @param graph where the step is added
   * @param gradients what to apply
   * @return the operation to run for a step
   * @throws IllegalArgumentException if there is no gradient, two of one variable, or one of
   *     another graph's variable
   */
  public final Op applyGradients(ModelGraph graph, List<? extends Gradient<?>> gradients) {
    return new TrainingStep(graph, this).apply(gradients);
  }

  /**
   * The name under which its operations stand.
   *
   * @return a name such as {@code Adam}
   */
  protected String scopeName() {
    return getClass().getSimpleName();
  }

  /**
   * Starts a step: makes the state that all variables share.
   *
   * @param state makes slot variables and the like
   * @param gradients what will be applied
   * @return applies them one by one
   */
  protected abstract Update begin(OptimizerState state, List<? extends Gradient<?>> gradients);

  /** A step under construction. */
  protected interface Update {

    /**
     * Changes one variable.
     *
     * @param <T> its element type
     * @param tf ops whose nodes run after every read of the variable
     * @param variable the variable
     * @param gradient its gradient
     * @return the operation that changes it
     */
    <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient);

    /**
     * Changes one variable of whose gradient only some rows are not zero. By default all rows
     * change, as by {@link #apply}.
     *
     * @param <T> its element type
     * @param tf ops whose nodes run after every read of the variable
     * @param variable the variable
     * @param rows its gradient, with distinct indices
     * @return the operation that changes it
     */
    default <T extends TFloating> Op applyRows(Ops tf, Variable<T> variable, IndexedRows<T> rows) {
      return apply(tf, variable, rows.dense(tf, tf.variableShape(variable.handle())));
    }

    /**
     * Brings the shared state forward.
     *
     * @param tf ops whose nodes run after all variables have changed
     * @return the operations that do it
     */
    default List<Op> finish(Ops tf) {
      return List.of();
    }
  }
}
