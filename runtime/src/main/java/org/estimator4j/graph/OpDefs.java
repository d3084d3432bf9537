package org.estimator4j.graph;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/** The definitions of TensorFlow's operations. */
final class OpDefs {

  private static final Map<String, OpDef> ALL = new HashMap<>();

  static {
    TensorFlow.registeredOpList().getOpList().forEach(op -> ALL.put(op.getName(), op));
  }

  private OpDefs() {}

  static OpDef of(NodeDef node) {
    OpDef op = ALL.get(node.getOp());
    if (op == null) {
      throw new GradientException("there is no operation of type " + node.getOp());
    }
    return op;
  }

  /** How many tensors an output of an operation is. */
  static int size(NodeDef node, OpDef.ArgDef output) {
    if (!output.getNumberAttr().isEmpty()) {
      return (int) node.getAttrOrThrow(output.getNumberAttr()).getI();
    }
    if (!output.getTypeListAttr().isEmpty()) {
      return node.getAttrOrThrow(output.getTypeListAttr()).getList().getTypeCount();
    }
    return 1;
  }
}
