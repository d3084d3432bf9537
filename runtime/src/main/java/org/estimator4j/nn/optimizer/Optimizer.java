package org.estimator4j.nn.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/**
 * Makes the operation that trains a model. Immutable: one optimizer serves any number of graphs.
 *
 * <p>A step is ordered so that its result does not depend on which thread is faster: the graph's
 * update operations, then the changes of the variables, each after every read of its variable, then
 * the optimizer's own counters, then the global step.
 */
public abstract class Optimizer {

  /** For the optimizers of this package and for those of users. */
  protected Optimizer() {}

  /**
   * Adds a training step: gradients of the loss with respect to all trainable variables that it
   * depends on, applied; and one count of the global step.
   *
   * @param graph where the step is added
   * @param loss a scalar of floating point
   * @return the operation to run for a step
   * @throws org.estimator4j.graph.GradientException if the loss depends on no trainable variable,
   *     or an operation on the way has no gradient
   */
  public final Op minimize(ModelGraph graph, Operand<? extends TNumber> loss) {
    return applyGradients(graph, graph.gradients(loss, graph.trainableVariables()));
  }

  /**
   * Adds the part of a training step that comes after the gradients.
   *
   * @param graph where the step is added
   * @param gradients what to apply
   * @return the operation to run for a step
   */
  public final Op applyGradients(ModelGraph graph, List<? extends Gradient<?>> gradients) {
    if (gradients.isEmpty()) {
      throw new IllegalArgumentException("there is no gradient to apply");
    }
    return graph.scope(
        scopeName(),
        () -> {
          Update update = begin(new OptimizerState(graph), gradients);
          List<Op> applied = new ArrayList<>();
          for (Gradient<?> gradient : gradients) {
            applied.add(apply(graph, update, gradient));
          }
          List<Op> all = new ArrayList<>(applied);
          all.addAll(update.finish(graph.ops().withControlDependencies(applied)));
          return graph.globalStep().increment(all);
        });
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
     * Brings the shared state forward.
     *
     * @param tf ops whose nodes run after all variables have changed
     * @return the operations that do it
     */
    default List<Op> finish(Ops tf) {
      return List.of();
    }
  }

  @SuppressWarnings("unchecked") // what has a gradient is of floating point
  private static <T extends TFloating> Op apply(
      ModelGraph graph, Update update, Gradient<?> gradient) {
    Gradient<T> typed = (Gradient<T>) gradient;
    Variable<T> variable = typed.variable();
    Ops tf =
        variable
            .afterReads(graph.ops())
            .withSubScope("update_" + variable.name())
            .withControlDependencies(graph.updateOps());
    return update.apply(tf, variable, typed.value());
  }
}
