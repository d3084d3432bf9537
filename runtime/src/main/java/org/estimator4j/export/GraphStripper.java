package org.estimator4j.export;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * Leaves out of an exported graph what no signature needs, and attributes that have their default
 * value, so that an older TensorFlow, which does not know the newest attributes, can read it.
 */
final class GraphStripper {

  /** By type of operation, its attributes that have a default value. */
  private static final Map<String, Map<String, AttrValue>> DEFAULTS = new HashMap<>();

  static {
    for (OpDef op : TensorFlow.registeredOpList().getOpList()) {
      Map<String, AttrValue> values = new HashMap<>();
      for (OpDef.AttrDef attribute : op.getAttrList()) {
        if (attribute.hasDefaultValue()) {
          values.put(attribute.getName(), attribute.getDefaultValue());
        }
      }
      DEFAULTS.put(op.getName(), values);
    }
  }

  private GraphStripper() {}

  /** The part of a graph that the named operations or tensors need. */
  static GraphDef neededBy(GraphDef graph, Collection<String> roots) {
    Map<String, NodeDef> nodes = new HashMap<>();
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    roots.forEach(root -> open.add(operation(root)));
    while (!open.isEmpty()) {
      String name = open.remove();
      NodeDef node = nodes.get(name);
      if (node != null && needed.add(name)) {
        node.getInputList().forEach(input -> open.add(operation(input)));
      }
    }
    GraphDef.Builder stripped = graph.toBuilder().clearNode();
    for (NodeDef node : graph.getNodeList()) {
      if (needed.contains(node.getName())) {
        stripped.addNode(node);
      }
    }
    return stripped.build();
  }

  static GraphDef withoutDefaults(GraphDef graph) {
    GraphDef.Builder stripped = graph.toBuilder();
    for (NodeDef.Builder node : stripped.getNodeBuilderList()) {
      Map<String, AttrValue> defaults = DEFAULTS.getOrDefault(node.getOp(), Map.of());
      defaults.forEach(
          (name, value) -> {
            if (value.equals(node.getAttrMap().get(name))) {
              node.removeAttr(name);
            }
          });
      node.clearExperimentalDebugInfo();
    }
    return stripped.build();
  }

  /** From {@code ^name}, {@code name:1} or {@code name} to the name. */
  static String operation(String reference) {
    String name = reference.startsWith("^") ? reference.substring(1) : reference;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
