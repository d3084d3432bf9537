package org.estimator4j.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.TensorShapeProto;

/** Definitions of functions as graphs: the arguments become placeholders. */
final class FunctionDefs {

  /** On the placeholder of a handle: the element type of its variable. */
  static final String HANDLE_TYPE = "_handle_dtype";

  private FunctionDefs() {}

  /** The definition of a function that a graph has. */
  static FunctionDef find(FunctionDefLibrary library, String name) {
    return library.getFunctionList().stream()
        .filter(function -> function.getSignature().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new GradientException("the graph has no function '" + name + "'"));
  }

  /** The nodes of a function, and placeholders of its arguments under their names. */
  static GraphDef graph(
      GraphDef owner, FunctionDef function, List<Output<?>> arguments, Set<Integer> anyShape) {
    GraphDef.Builder graph = GraphDef.newBuilder().setVersions(owner.getVersions());
    graph.setLibrary(owner.getLibrary());
    Names names = new Names(function);
    for (int i = 0; i < arguments.size(); i++) {
      Output<?> argument = arguments.get(i);
      Shape shape = anyShape.contains(i) ? Shape.unknown() : argument.shape();
      graph.addNode(placeholder(function.getSignature().getInputArg(i).getName(), argument, shape));
    }
    for (NodeDef node : function.getNodeDefList()) {
      NodeDef.Builder copy = node.toBuilder().clearInput();
      node.getInputList().forEach(input -> copy.addInput(names.inGraph(input)));
      graph.addNode(copy);
    }
    return graph.build();
  }

  /** What a function returns, as {@code node:index} in its graph. */
  static List<String> results(FunctionDef function) {
    Names names = new Names(function);
    return function.getSignature().getOutputArgList().stream()
        .map(output -> names.inGraph(function.getRetOrThrow(output.getName())))
        .toList();
  }

  private static NodeDef placeholder(String name, Output<?> like, Shape shape) {
    NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp("Placeholder");
    node.putAttr("dtype", AttrValue.newBuilder().setType(like.dataType()).build());
    node.putAttr("shape", AttrValue.newBuilder().setShape(shape(shape)).build());
    if (like.dataType() == DataType.DT_RESOURCE) {
      node.putAttr(HANDLE_TYPE, AttrValue.newBuilder().setType(Handles.elementType(like)).build());
    }
    return node.build();
  }

  private static TensorShapeProto shape(Shape shape) {
    TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
    if (shape.isUnknown()) {
      return proto.setUnknownRank(true).build();
    }
    for (long size : shape.asArray()) {
      proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return proto.build();
  }

  /** Translates {@code node:output:index}, as functions name tensors, to {@code node:index}. */
  private static final class Names {

    private final Map<String, NodeDef> nodes = new HashMap<>();

    Names(FunctionDef function) {
      function.getNodeDefList().forEach(node -> nodes.put(node.getName(), node));
    }

    String inGraph(String inFunction) {
      String[] parts = inFunction.split(":", -1);
      NodeDef node = nodes.get(parts[0]);
      if (parts.length != 3 || node == null) {
        return inFunction; // an argument, or a control input
      }
      OpDef op = OpDefs.of(node);
      int index = Integer.parseInt(parts[2]);
      for (OpDef.ArgDef output : op.getOutputArgList()) {
        if (output.getName().equals(parts[1])) {
          break;
        }
        index += OpDefs.size(node, output);
      }
      return parts[0] + ":" + index;
    }
  }
}
