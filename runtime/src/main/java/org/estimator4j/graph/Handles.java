package org.estimator4j.graph;

import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Handles of variables, and zeros that fit. */
final class Handles {

  private Handles() {}

  /** The element type of the variable behind a handle. */
  static DataType elementType(Output<?> handle) {
    GraphOperation op = (GraphOperation) handle.op();
    return switch (op.type()) {
      case "VarHandleOp" -> op.attributes().getAttrType("dtype");
      case "Placeholder" -> op.attributes().getAttrType(FunctionDefs.HANDLE_TYPE);
      default ->
          throw new GradientException(
              "the handle "
                  + handle.name()
                  + " of a variable has passed "
                  + op.type()
                  + " on its way into a function: hand it over directly");
    };
  }

  /** Zeros for a gradient: like a tensor, or like the variable behind a handle. */
  static Operand<?> zeros(Ops tf, Output<?> like) {
    if (like.dataType() != DataType.DT_RESOURCE) {
      return tf.zerosLike(like);
    }
    @SuppressWarnings("unchecked")
    Operand<? extends TType> handle = (Operand<? extends TType>) like;
    Operand<TInt32> shape = tf.variableShape(handle);
    Output<?> zero =
        tf.scope()
            .opBuilder("Cast", "Cast")
            .addInput(tf.constant(0).asOutput())
            .setAttr("DstT", elementType(like))
            .build()
            .output(0);
    return tf.fill(shape, zero);
  }
}
