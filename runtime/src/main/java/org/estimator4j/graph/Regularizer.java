package org.estimator4j.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * What large weights cost; see {@link VariableBuilder#regularizer}.
 *
 * @param <T> the element type of the variable
 */
@FunctionalInterface
public interface Regularizer<T extends TType> {

  /**
   * Adds the nodes that compute the penalty.
   *
   * @param tf ops in a scope of the variable's own
   * @param weights the value of the variable
   * @return a scalar to be added to the loss
   */
  Operand<T> loss(Ops tf, Operand<T> weights);
}
