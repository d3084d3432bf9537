package org.estimator4j.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.proto.DataType;

/**
 * What a tensor is computed from: its ancestors along data edges, and among them the nodes that lie
 * on a differentiable way from given targets. A picture taken once, so that the walks over it cost
 * no native call.
 */
final class DataFlow {

  /** Producers before consumers. */
  private final List<Node> nodes = new ArrayList<>();

  private final Map<Long, Node> byHandle = new HashMap<>();
  private final Set<Tensor> targets = new HashSet<>();

  /** One output of an operation. */
  record Tensor(Node node, int index) {

    Output<?> output() {
      return node.op.output(index);
    }
  }

  /** A tensor as the input of an operation. */
  record Use(Node consumer, int input) {}

  /** An operation. */
  static final class Node {

    final GraphOperation op;
    final String type;
    final List<Tensor> inputs = new ArrayList<>();
    final List<Use> uses = new ArrayList<>();

    /** On a differentiable way from a target to the tensor asked about. */
    boolean between;

    Node(GraphOperation op) {
      this.op = op;
      this.type = op.type();
    }

    @Override
    public String toString() {
      return type + " '" + op.name() + "'";
    }
  }

  DataFlow(Output<?> y, List<? extends Output<?>> xs) {
    collect((GraphOperation) y.op());
    for (Output<?> x : xs) {
      Node node = byHandle.get(handle((GraphOperation) x.op()));
      if (node != null) {
        targets.add(new Tensor(node, x.index()));
      }
    }
    for (Node node : nodes) {
      node.between = !NativeGradients.ends(node.type) && node.inputs.stream().anyMatch(this::live);
    }
  }

  /** Whether a gradient with respect to a target flows through this tensor. */
  boolean live(Tensor tensor) {
    return targets.contains(tensor)
        || (tensor.node.between && differentiable(tensor.output().dataType()));
  }

  boolean isTarget(Tensor tensor) {
    return targets.contains(tensor);
  }

  List<Node> producersFirst() {
    return nodes;
  }

  /** The tensor, or null if it is no ancestor. */
  @Nullable Tensor find(Output<?> output) {
    Node node = byHandle.get(handle((GraphOperation) output.op()));
    return node == null ? null : new Tensor(node, output.index());
  }

  /** The nodes that depend on one of these, by whatever way that avoids others. */
  Set<Node> descendants(Set<Node> origins, Set<Node> avoided) {
    Set<Node> found = new HashSet<>();
    for (Node node : nodes) {
      if (!avoided.contains(node)
          && node.inputs.stream()
              .anyMatch(input -> origins.contains(input.node) || found.contains(input.node))) {
        found.add(node);
      }
    }
    return found;
  }

  /** Depth first without recursion, as graphs may be deeper than the stack. */
  private void collect(GraphOperation start) {
    Deque<Node> open = new ArrayDeque<>();
    Map<Node, Integer> nextInput = new HashMap<>();
    open.push(enter(start));
    while (!open.isEmpty()) {
      Node node = open.element();
      int input = nextInput.merge(node, 1, Integer::sum) - 1;
      if (input == node.op.numInputs()) {
        nodes.add(node);
        open.pop();
        continue;
      }
      Output<?> source = node.op.input(input);
      GraphOperation producer = (GraphOperation) source.op();
      Node known = byHandle.get(handle(producer));
      if (known == null) {
        known = enter(producer);
        open.push(known);
      }
      node.inputs.add(new Tensor(known, source.index()));
      known.uses.add(new Use(node, input));
    }
  }

  private Node enter(GraphOperation op) {
    Node node = new Node(op);
    byHandle.put(handle(op), node);
    return node;
  }

  private static long handle(GraphOperation op) {
    return op.getUnsafeNativeHandle().address();
  }

  static boolean differentiable(DataType type) {
    return switch (type) {
      case DT_FLOAT, DT_DOUBLE, DT_HALF, DT_BFLOAT16, DT_COMPLEX64, DT_COMPLEX128, DT_RESOURCE ->
          true;
      default -> false;
    };
  }
}
