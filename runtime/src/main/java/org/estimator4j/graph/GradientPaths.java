package org.estimator4j.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.estimator4j.graph.DataFlow.Node;
import org.estimator4j.graph.DataFlow.Tensor;
import org.estimator4j.graph.DataFlow.Use;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Output;

/** Says why a gradient cannot be built: which way it would have to go, and what is in the way. */
final class GradientPaths {

  private static final int SHOWN = 8;

  private GradientPaths() {}

  static String noGradient(DataFlow flow, Output<?> y, Node obstacle) {
    List<Node> way = new ArrayList<>(toConsumer(obstacle, node -> node.op.equals(y.op())));
    Collections.reverse(way);
    List<Node> rest = toProducer(flow, obstacle);
    way.addAll(rest.subList(1, rest.size()));
    return "there is no gradient for "
        + obstacle
        + ", which lies on the way from the loss to what is trained: "
        + show(way)
        + ". Use "
        + Replacements.of(obstacle.type)
        + " there, cut the way with tf.stopGradient(...), or say how to"
        + " differentiate it with graph.registerGradient(\""
        + obstacle.type
        + "\", rule)";
  }

  static String unreachable(DataFlow flow, Operand<?> loss, List<? extends Variable<?>> variables) {
    StringBuilder message =
        new StringBuilder("the loss ")
            .append(loss.asOutput().name())
            .append(" does not depend, in a differentiable way, on any of the variables to train: ")
            .append(variables.stream().map(Variable::name).toList());
    for (Variable<?> variable : variables) {
      Tensor handle = flow.find(variable.handle());
      if (handle != null) {
        message
            .append("; the way to '")
            .append(variable.name())
            .append("' ends at ")
            .append(firstEnd(flow, handle.node()));
        break;
      }
    }
    return message.toString();
  }

  /** The first node after a target from which no gradient comes back. */
  private static Node firstEnd(DataFlow flow, Node target) {
    Deque<Node> open = new ArrayDeque<>(List.of(target));
    while (!open.isEmpty()) {
      Node node = open.remove();
      for (Use use : node.uses) {
        Node consumer = use.consumer();
        if (!consumer.between || !flow.live(new Tensor(consumer, 0))) {
          return consumer;
        }
        open.add(consumer);
      }
    }
    return target;
  }

  /** A shortest way downstream, from the node to one that fits. */
  private static List<Node> toConsumer(Node from, Predicate<Node> end) {
    Map<Node, @Nullable Node> cameFrom = new HashMap<>();
    Deque<Node> open = new ArrayDeque<>(List.of(from));
    cameFrom.put(from, null);
    while (!open.isEmpty()) {
      Node node = open.remove();
      if (end.test(node)) {
        return back(cameFrom, node);
      }
      for (Use use : node.uses) {
        if (use.consumer().between && !cameFrom.containsKey(use.consumer())) {
          cameFrom.put(use.consumer(), node);
          open.add(use.consumer());
        }
      }
    }
    return List.of(from);
  }

  /** A shortest way upstream, from the node to the producer of a target. */
  private static List<Node> toProducer(DataFlow flow, Node from) {
    Map<Node, @Nullable Node> cameFrom = new HashMap<>();
    Deque<Node> open = new ArrayDeque<>(List.of(from));
    cameFrom.put(from, null);
    while (!open.isEmpty()) {
      Node node = open.remove();
      for (Tensor input : node.inputs) {
        if (flow.live(input) && !cameFrom.containsKey(input.node())) {
          cameFrom.put(input.node(), node);
          if (flow.isTarget(input)) {
            return back(cameFrom, input.node());
          }
          open.add(input.node());
        }
      }
    }
    return List.of(from);
  }

  private static List<Node> back(Map<Node, @Nullable Node> cameFrom, Node end) {
    List<Node> way = new ArrayList<>();
    for (@Nullable Node node = end; node != null; node = cameFrom.get(node)) {
      way.add(node);
    }
    Collections.reverse(way);
    return way;
  }

  private static String show(List<Node> way) {
    List<String> names = new ArrayList<>();
    for (Node node : way) {
      names.add(node.op.name() + " (" + node.type + ")");
    }
    if (names.size() > SHOWN) {
      int dropped = names.size() - SHOWN;
      names.subList(SHOWN / 2, SHOWN / 2 + dropped).clear();
      names.add(SHOWN / 2, "… " + dropped + " more …");
    }
    return String.join(" ← ", names);
  }
}
