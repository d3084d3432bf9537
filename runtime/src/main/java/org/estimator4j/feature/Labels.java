package org.estimator4j.feature;

import java.util.Map;
import org.tensorflow.Operand;

/** The labels of a batch by name, as tensors of the graph under construction. Empty in PREDICT. */
public final class Labels extends NamedOperands {

  /**
   * Labels over these tensors.
   *
   * @param operands the tensors by name, in the order of declaration
   */
  public Labels(Map<String, ? extends Operand<?>> operands) {
    super("label", operands);
  }
}
