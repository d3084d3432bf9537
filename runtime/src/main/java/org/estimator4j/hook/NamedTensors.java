package org.estimator4j.hook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;

/** Tensors found by name, as {@code scope/op} or {@code scope/op:1}. */
final class NamedTensors {

  private static final Pattern NAME = Pattern.compile("([^:^]+)(?::(\\d{1,5}))?");

  private NamedTensors() {}

  static Operand<?> find(ModelGraph graph, String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name of a tensor: give that of an operation, as 'op' or 'op:0'");
    }
    GraphOperation op = graph.tensorflow().operation(parts.group(1));
    if (op == null) {
      throw new IllegalArgumentException(
          "the graph has no operation '"
              + parts.group(1)
              + "'; ModelGraph.tensorflow().operations() lists those that it has");
    }
    int outputs = op.numOutputs();
    if (parts.group(2) == null && outputs != 1) {
      throw new IllegalArgumentException(
          "operation '" + name + "' has " + outputs + " outputs: name one, as '" + name + ":0'");
    }
    int index = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
    if (index >= outputs) {
      throw new IllegalArgumentException(
          "operation '" + parts.group(1) + "' has " + outputs + " outputs, so no '" + name + "'");
    }
    return op.output(index);
  }
}
