package org.estimator4j.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/**
 * The derivative of a loss with respect to a variable.
 *
 * @param <T> the element type of both
 */
public final class Gradient<T extends TType> {

  private final Variable<T> variable;
  private final Operand<T> value;

  private Gradient(Variable<T> variable, Operand<T> value) {
    this.variable = variable;
    this.value = value;
  }

  /**
   * A gradient, such as one that was computed by {@link ModelGraph#gradients} and then clipped.
   *
   * @param <T> the element type of both
   * @param variable the variable
   * @param value the derivative, of the variable's shape
   * @return the gradient
   * @throws IllegalArgumentException if the shapes differ
   */
  public static <T extends TType> Gradient<T> of(Variable<T> variable, Operand<T> value) {
    if (!variable.shape().isCompatibleWith(value.shape())) {
      throw new IllegalArgumentException(
          "a gradient of shape " + value.shape() + " does not fit " + variable);
    }
    return new Gradient<>(variable, value);
  }

  /**
   * With respect to what.
   *
   * @return the variable
   */
  public Variable<T> variable() {
    return variable;
  }

  /**
   * The derivative.
   *
   * @return a tensor of the variable's shape
   */
  public Operand<T> value() {
    return value;
  }

  @Override
  public String toString() {
    return "gradient of " + variable;
  }
}
