package org.estimator4j.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/**
 * The derivative of a loss with respect to a variable.
 *
 * @param <T> the element type of both
 * @param variable the variable
 * @param value the derivative, of the variable's shape
 */
public record Gradient<T extends TType>(Variable<T> variable, Operand<T> value) {}
