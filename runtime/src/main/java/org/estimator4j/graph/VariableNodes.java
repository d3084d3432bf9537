package org.estimator4j.graph;

import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Operands;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.family.TType;

/** The nodes that every variable has from the start. */
record VariableNodes<T extends TType>(
    Output<? extends TType> handle,
    Output<T> read,
    Op initializer,
    Operand<T> restorePlaceholder,
    Op restoreOp) {

  /**
   * Adds the nodes.
   *
   * @param root a scope without name prefix and control dependencies, on the variable's device
   */
  static <T extends TType> VariableNodes<T> add(
      ModelScope root, NewVariable<T> variable, Initializer<T> initializer) {
    Operation handleOp =
        root.trustedBuilder("VarHandleOp", variable.name())
            .setAttr("dtype", Operands.toDataType(variable.type()))
            .setAttr("shape", variable.shape())
            .setAttr("shared_name", variable.name())
            .build();
    Output<TType> handle = handleOp.output(0);
    ModelScope own = root.atPrefix(variable.name());
    Operand<T> value = initializer.value(own.withSubScope("Initializer").ops(), variable);
    requireFit(variable, value);
    Op assign = own.withName("Assign").ops().assignVariableOp(handle, value);
    Operand<T> read =
        own.withName("Read/ReadVariableOp").ops().readVariableOp(handle, variable.type());
    Ops restore = own.withSubScope("Restore").ops();
    Operand<T> placeholder =
        restore.withName("value").placeholder(variable.type(), Placeholder.shape(variable.shape()));
    Op restoreOp = restore.withName("Assign").assignVariableOp(handle, placeholder);
    return new VariableNodes<>(handle, read.asOutput(), assign, placeholder, restoreOp);
  }

  private static <T extends TType> void requireFit(NewVariable<T> variable, Operand<T> value) {
    Shape shape = value.shape();
    if (!value.type().equals(variable.type()) || !variable.shape().isCompatibleWith(shape)) {
      throw new IllegalArgumentException(
          "the initialiser of variable '"
              + variable.name()
              + "' gives "
              + value.type().getSimpleName()
              + " "
              + shape
              + ", the variable is "
              + variable.type().getSimpleName()
              + " "
              + variable.shape());
    }
  }
}
