package org.estimator4j.graph;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * The derivative of a loss with respect to a variable: a whole tensor or, where only rows of the
 * variable were read, as an embedding does, the rows that count.
 *
 * @param <T> the element type of both
 */
public final class Gradient<T extends TType> {

  private final Variable<T> variable;
  private final @Nullable IndexedRows<T> rows;
  private final @Nullable Ops tf;
  private @Nullable Operand<T> value;

  private Gradient(
      Variable<T> variable,
      @Nullable Operand<T> value,
      @Nullable Ops tf,
      @Nullable IndexedRows<T> rows) {
    this.variable = variable;
    this.value = value;
    this.tf = tf;
    this.rows = rows;
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
    return new Gradient<>(variable, value, null, null);
  }

  /**
   * A gradient of which only some rows are not zero.
   *
   * @param <T> the element type of both
   * @param tf the ops with which {@link #value()} would be made
   * @param variable the variable, of rank 1 at least
   * @param rows the rows
   * @return the gradient
   * @throws IllegalArgumentException if the rows have another shape than those of the variable
   */
  public static <T extends TType> Gradient<T> ofRows(
      Ops tf, Variable<T> variable, IndexedRows<T> rows) {
    Shape shape = rows.values().shape();
    boolean fits =
        variable.shape().numDimensions() > 0
            && (shape.isUnknown()
                || (shape.numDimensions() == variable.shape().numDimensions()
                    && shape.tail().isCompatibleWith(variable.shape().tail())));
    if (!fits) {
      throw new IllegalArgumentException(
          "gradients of rows, of shape " + shape + ", do not fit " + variable);
    }
    return new Gradient<>(variable, null, tf, rows);
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
   * The derivative as a whole tensor. If it consists of rows, the first call adds the nodes that
   * put them together.
   *
   * @return a tensor of the variable's shape
   */
  public Operand<T> value() {
    Operand<T> whole = value;
    if (whole == null) {
      whole = whole();
      value = whole;
    }
    return whole;
  }

  private Operand<T> whole() {
    if (tf == null || rows == null) {
      throw new AssertionError("neither a value nor rows");
    }
    return rows.dense(tf, tf.variableShape(variable.handle()));
  }

  /**
   * The rows of which it consists.
   *
   * @return the rows, in which an index may occur several times; empty for a whole tensor
   */
  public Optional<IndexedRows<T>> rows() {
    return Optional.ofNullable(rows);
  }

  @Override
  public String toString() {
    return "gradient of " + variable;
  }
}
