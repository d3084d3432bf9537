package org.estimator4j.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tensorflow.Output;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * Makes a function of a part of a graph. TensorFlow Java's own way refuses handles and lists as
 * results, which loops need.
 */
final class NewFunction {

  private final Map<String, NodeDef> nodes = new HashMap<>();
  private final Map<String, String> arguments = new HashMap<>();
  private final FunctionDef.Builder function = FunctionDef.newBuilder();

  private NewFunction(GraphDef graph) {
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  /** The function; its name ends with what tells it from others. */
  static FunctionDef of(
      GraphDef graph, String prefix, List<Output<?>> arguments, List<Output<?>> results) {
    NewFunction made = new NewFunction(graph);
    OpDef.Builder signature = made.function.getSignatureBuilder();
    for (int i = 0; i < arguments.size(); i++) {
      String name = "argument" + i;
      made.arguments.put(arguments.get(i).op().name(), name);
      signature.addInputArgBuilder().setName(name).setType(arguments.get(i).dataType());
    }
    for (int i = 0; i < results.size(); i++) {
      String name = "result" + i;
      Output<?> result = results.get(i);
      signature.addOutputArgBuilder().setName(name).setType(result.dataType());
      made.function.putRet(name, made.inFunction(result.op().name() + ":" + result.index()));
    }
    Set<String> needed = made.needed(results);
    for (NodeDef node : graph.getNodeList()) {
      if (needed.contains(node.getName())) {
        made.add(node);
      }
    }
    UUID content = UUID.nameUUIDFromBytes(made.function.build().toByteArray());
    signature.setName(prefix + "_" + content);
    return made.function.build();
  }

  private void add(NodeDef node) {
    NodeDef.Builder copy = node.toBuilder().clearInput();
    for (String input : node.getInputList()) {
      if (!input.startsWith("^")) {
        copy.addInput(inFunction(input));
      } else if (!arguments.containsKey(input.substring(1))) {
        copy.addInput(input);
      }
    }
    function.addNodeDef(copy);
    if (OpDefs.of(node).getIsStateful()) {
      function.getSignatureBuilder().setIsStateful(true);
    }
  }

  private Set<String> needed(List<Output<?>> results) {
    Deque<String> open = new ArrayDeque<>();
    results.forEach(result -> open.add(result.op().name()));
    Set<String> needed = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!arguments.containsKey(name) && needed.add(name)) {
        node(name).getInputList().forEach(input -> open.add(nodeName(input)));
      }
    }
    return needed;
  }

  private NodeDef node(String name) {
    NodeDef node = nodes.get(name);
    if (node == null) {
      throw new AssertionError("no node " + name);
    }
    return node;
  }

  private static String nodeName(String input) {
    String tensor = input.startsWith("^") ? input.substring(1) : input;
    int colon = tensor.indexOf(':');
    return colon < 0 ? tensor : tensor.substring(0, colon);
  }

  /** {@code node:index} as {@code node:output:index}. */
  private String inFunction(String tensor) {
    String name = nodeName(tensor);
    String argument = arguments.get(name);
    if (argument != null) {
      return argument;
    }
    int index =
        tensor.length() == name.length()
            ? 0
            : Integer.parseInt(tensor.substring(name.length() + 1));
    NodeDef node = node(name);
    for (OpDef.ArgDef output : OpDefs.of(node).getOutputArgList()) {
      int size = OpDefs.size(node, output);
      if (index < size) {
        return name + ":" + output.getName() + ":" + index;
      }
      index -= size;
    }
    throw new AssertionError("no tensor " + tensor);
  }
}
