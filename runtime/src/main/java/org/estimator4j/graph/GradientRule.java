package org.estimator4j.graph;

/**
 * How to differentiate one type of operation.
 *
 * <pre>{@code
 * // The derivative of max(x, y) with respect to x.
 * graph.registerGradient(
 *     "Maximum",
 *     step -> {
 *       Ops ops = step.tf();
 *       Operand<TFloat32> x = step.input(0);
 *       Operand<TFloat32> y = step.input(1);
 *       Operand<TFloat32> xWins = ops.dtypes.cast(ops.math.greater(x, y), TFloat32.class);
 *       step.inputGradient(0, ops.math.mul(step.<TFloat32>outputGradient(0), xWins));
 *     });
 * }</pre>
 */
@FunctionalInterface
public interface GradientRule {

  /**
   * Adds the nodes that carry the gradient of an operation's outputs back to its inputs. Called
   * while gradients are built, for each operation of the type through which a gradient flows.
   *
   * @param step the operation, the gradients of its outputs, and where to put those of its inputs;
   *     an input that is left out has no gradient
   */
  void differentiate(GradientStep step);
}
