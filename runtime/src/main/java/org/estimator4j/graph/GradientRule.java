package org.estimator4j.graph;

/**
 * How to differentiate one type of operation.
 *
 * <pre>{@code
 * graph.registerGradient("Sin2x", step ->
 *     step.inputGradient(0, step.tf().math.mul(step.outputGradient(0), derivativeAt(step.input(0)))));
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
