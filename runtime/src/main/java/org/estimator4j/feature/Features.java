package org.estimator4j.feature;

import java.util.Map;
import org.tensorflow.Operand;

/**
 * The features of a batch by name, as tensors of the graph under construction. Present in every
 * mode.
 */
public final class Features extends NamedOperands {

  /**
   * Features over these tensors.
   *
   * @param operands the tensors by name, in the order of declaration
   */
  public Features(Map<String, ? extends Operand<?>> operands) {
    super("feature", operands);
  }
}
