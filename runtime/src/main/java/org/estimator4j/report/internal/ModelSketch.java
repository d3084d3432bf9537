package org.estimator4j.report.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;

/**
 * The parts of a network and what flows between them. A part is a scope of names, such as a layer,
 * or an input; operations without a name of their own belong to none, and the flow goes through
 * them.
 *
 * @param parts the parts, each after those that it needs
 * @param flows pairs of places in {@code parts}, from and to
 */
public record ModelSketch(List<Part> parts, List<Flow> flows) {

  /**
   * A part.
   *
   * @param name its name
   * @param shape the shape of what it gives, such as {@code ? × 28 × 28 × 32}; empty if unknown
   * @param parameters how many numbers are trained in it
   */
  public record Part(String name, String shape, long parameters) {}

  /**
   * A flow.
   *
   * @param from a place in the list of parts
   * @param to a later place
   */
  public record Flow(int from, int to) {}

  /** Nothing. */
  public static final ModelSketch EMPTY = new ModelSketch(List.of(), List.of());

  /**
   * Sketches what leads to some tensors.
   *
   * @param graph the graph
   * @param outputs the tensors, such as the predictions, by their names
   * @return the sketch
   */
  public static ModelSketch of(ModelGraph graph, Map<String, ? extends Operand<?>> outputs) {
    Map<String, NodeDef> nodes = new HashMap<>();
    graph.tensorflow().toGraphDef().getNodeList().forEach(each -> nodes.put(each.getName(), each));
    List<String> order = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    outputs.values().forEach(each -> visit(each.op().name(), nodes, seen, order));
    Map<String, Set<String>> sources = new HashMap<>(); // of each node the parts that it is made of
    Map<String, Set<String>> flows = new LinkedHashMap<>();
    Map<String, String> lastNode = new HashMap<>();
    for (String name : order) {
      NodeDef node = Objects.requireNonNull(nodes.get(name));
      Set<String> from = new LinkedHashSet<>();
      for (String input : inputs(node)) {
        from.addAll(sources.getOrDefault(input, Set.of()));
      }
      String part = part(node);
      if (part.isEmpty() || (from.isEmpty() && !isInput(node))) {
        sources.put(name, from);
        continue;
      }
      from.remove(part);
      flows.computeIfAbsent(part, absent -> new LinkedHashSet<>()).addAll(from);
      lastNode.put(part, name);
      sources.put(name, Set.of(part));
    }
    return sketch(graph, flows, lastNode);
  }

  private static ModelSketch sketch(
      ModelGraph graph, Map<String, Set<String>> flows, Map<String, String> lastNode) {
    List<String> names = List.copyOf(flows.keySet());
    List<Part> parts = new ArrayList<>();
    List<Flow> arrows = new ArrayList<>();
    for (String name : names) {
      String node = Objects.requireNonNull(lastNode.get(name));
      parts.add(new Part(name, shape(graph, node), parameters(graph, name)));
      for (String source : flows.getOrDefault(name, Set.of())) {
        int from = names.indexOf(source);
        int to = names.indexOf(name);
        if (from >= 0 && from < to) {
          arrows.add(new Flow(from, to));
        }
      }
    }
    return new ModelSketch(List.copyOf(parts), List.copyOf(arrows));
  }

  /** Inputs first; without recursion, as networks may be deep. */
  private static void visit(
      String start, Map<String, NodeDef> nodes, Set<String> seen, List<String> order) {
    Deque<String> stack = new ArrayDeque<>();
    stack.push(start);
    Set<String> open = new HashSet<>();
    while (!stack.isEmpty()) {
      String name = stack.peek();
      if (seen.contains(name)) {
        stack.pop();
      } else if (open.add(name)) {
        for (String input : inputs(Objects.requireNonNull(nodes.get(name)))) {
          if (!seen.contains(input) && !open.contains(input)) {
            stack.push(input);
          }
        }
      } else {
        stack.pop();
        seen.add(name);
        order.add(name);
      }
    }
  }

  private static Collection<String> inputs(NodeDef node) {
    return node.getInputList().stream()
        .filter(input -> !input.startsWith("^"))
        .map(input -> input.replaceFirst(":\\d+$", ""))
        .toList();
  }

  private static boolean isInput(NodeDef node) {
    return node.getOp().equals("Placeholder");
  }

  /** The part that a node belongs to; empty if it has no name of its own. */
  private static String part(NodeDef node) {
    if (isInput(node)) {
      return node.getName();
    }
    String scope = node.getName().replaceFirst("/.*", "");
    boolean unnamed = scope.replaceFirst("_\\d+$", "").equals(node.getOp());
    return unnamed && !node.getName().contains("/") ? "" : scope;
  }

  private static String shape(ModelGraph graph, String node) {
    Operation operation = graph.tensorflow().operation(node);
    if (operation == null || operation.numOutputs() == 0) {
      return "";
    }
    Shape shape = operation.output(0).shape();
    if (shape.isUnknown()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (long size : shape.asArray()) {
      text.append(text.length() == 0 ? "" : " × ").append(size < 0 ? "?" : String.valueOf(size));
    }
    return text.toString();
  }

  private static long parameters(ModelGraph graph, String part) {
    long count = 0;
    for (Variable<?> each : graph.trainableVariables()) {
      if (each.name().startsWith(part + "/")) {
        count += each.shape().size();
      }
    }
    return count;
  }
}
