package org.estimator4j.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * Makes the first value of a variable.
 *
 * @param <T> the element type of the variable
 */
@FunctionalInterface
public interface Initializer<T extends TType> {

  /**
   * Adds the nodes that compute the value. They run once, when a model starts without a checkpoint,
   * and must not depend on what is fed.
   *
   * @param tf ops in a scope of the variable's own
   * @param variable what is to be initialised; its {@linkplain NewVariable#seed seed} makes a
   *     random value the same in every run with the same run seed
   * @return a value of the variable's shape
   */
  Operand<T> value(Ops tf, NewVariable<T> variable);
}
