package org.estimator4j.serve;

import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/** What the names in a SavedModel stand for in its graph. */
final class GraphNames {

  private GraphNames() {}

  /** A tensor, called {@code operation:index}. */
  static Output<?> output(Graph graph, String name) {
    int colon = name.lastIndexOf(':');
    int index = colon < 0 ? 0 : Integer.parseInt(name.substring(colon + 1));
    return operation(graph, colon < 0 ? name : name.substring(0, colon)).output(index);
  }

  static Operation operation(Graph graph, String name) {
    GraphOperation operation = graph.operation(name);
    if (operation == null) {
      throw new SavedModelException(
          "a signature names the operation \"" + name + "\", which is not in the graph");
    }
    return operation;
  }
}
