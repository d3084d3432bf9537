package org.estimator4j.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.estimator4j.graph.DataFlow.Node;
import org.estimator4j.graph.DataFlow.Tensor;
import org.estimator4j.graph.DataFlow.Use;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Differentiates a tensor: our rules where there is one, TensorFlow's C++ gradients elsewhere.
 *
 * <p>The nodes between the targets and the tensor are cut into stages, counted from the tensor: an
 * edge between two nodes that C++ differentiates keeps the stage, every other edge raises it by
 * one. A node thus has the length of the longest way to it, measured in changes of hands, so that
 * when its stage comes all gradients of its outputs are there; and the C++ nodes of one stage form
 * a region that no way leaves and enters again. Each region costs one native call, since such a
 * call costs time in proportion to the whole graph. Rules run in between and never inside of native
 * code: there the graph is locked, and TensorFlow Java allows only ten of them.
 */
final class BackwardWalk {

  private final ModelGraph graph;
  private final Map<String, GradientRule> rules;
  private final DataFlow flow;
  private final Output<?> y;
  private final ModelScope scope;

  /** Gradients that arrived at a tensor from its consumers. */
  private final Map<Tensor, List<Operand<?>>> arrived = new HashMap<>();

  /** Gradients of single rows that arrived at the handles of variables. */
  private final RowArrivals arrivedRows = new RowArrivals();

  /** Gradients of targets inside of native regions, complete. */
  private final Map<Tensor, Operand<?>> complete = new HashMap<>();

  BackwardWalk(ModelGraph graph, Map<String, GradientRule> rules, DataFlow flow, Output<?> y) {
    this.graph = graph;
    this.rules = rules;
    this.flow = flow;
    this.y = y;
    this.scope = graph.rootScope().withSubScope("gradients");
  }

  /** What was found: gradients of whole tensors, and of handles of which only rows were read. */
  record Found(Map<Tensor, Operand<?>> whole, Map<Tensor, IndexedRows<?>> rows) {}

  /** The gradients of those targets that the tensor depends on. */
  Found run(boolean keepRows) {
    Tensor start = flow.find(y);
    if (start == null) {
      throw new AssertionError("a tensor is its own ancestor");
    }
    arrive(start, scope.ops().onesLike(y));
    for (List<Node> stage : stages()) {
      List<Node> nativeNodes = new ArrayList<>();
      for (Node node : stage) {
        if (isNative(node)) {
          nativeNodes.add(node);
        } else {
          applyRule(node);
        }
      }
      differentiateNatively(nativeNodes);
    }
    Map<Tensor, IndexedRows<?>> rows = keepRows ? rowsOnly() : Map.of();
    arrivedRows.handles().forEach(this::makeWhole);
    Map<Tensor, Operand<?>> found = new LinkedHashMap<>(complete);
    for (Tensor tensor : List.copyOf(arrived.keySet())) {
      if (flow.isTarget(tensor)) {
        found.putIfAbsent(tensor, sum(tensor));
      }
    }
    return new Found(found, rows);
  }

  /** Takes the rows of targets at which nothing else arrived. */
  private Map<Tensor, IndexedRows<?>> rowsOnly() {
    Map<Tensor, IndexedRows<?>> rows = new LinkedHashMap<>();
    for (Tensor handle : arrivedRows.handles()) {
      if (flow.isTarget(handle) && !arrived.containsKey(handle)) {
        rows.put(handle, arrivedRows.take(scope.ops(), handle));
      }
    }
    return rows;
  }

  private void makeWhole(Tensor handle) {
    Operand<?> whole = arrivedRows.takeDense(scope.ops(), handle);
    if (whole != null) {
      arrive(handle, whole);
    }
  }

  private Iterable<List<Node>> stages() {
    Map<Node, Integer> stageOf = new HashMap<>();
    Map<Integer, List<Node>> stages = new TreeMap<>();
    List<Node> nodes = flow.producersFirst();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.between) {
        int stage = 0;
        for (Use use : node.uses) {
          Node consumer = use.consumer();
          if (consumer.between) {
            int step = isNative(node) && isNative(consumer) ? 0 : 1;
            stage = Math.max(stage, stageOf.getOrDefault(consumer, 0) + step);
          }
        }
        stageOf.put(node, stage);
        stages.computeIfAbsent(stage, s -> new ArrayList<>()).add(node);
      }
    }
    return stages.values();
  }

  private boolean isNative(Node node) {
    return !rules.containsKey(node.type) && NativeGradients.has(node.type);
  }

  private void applyRule(Node node) {
    Map<Integer, Operand<?>> outputGradients = outputGradients(node);
    if (outputGradients.isEmpty()) {
      return;
    }
    @Nullable GradientRule rule = rules.get(node.type);
    if (rule == null) {
      throw new GradientException(GradientPaths.noGradient(flow, y, node));
    }
    Ops tf = scope.withSubScope(node.op.name() + "_grad").ops();
    GradientStep step =
        new GradientStep(tf, node.op, outputGradients, index -> flow.live(node.inputs.get(index)));
    rule.differentiate(step);
    step.inputGradients()
        .forEach(
            (index, gradient) -> {
              Tensor input = node.inputs.get(index);
              if (flow.live(input)) {
                arrive(input, gradient);
              }
            });
    step.inputRows().forEach((index, rows) -> arrivedRows.arrive(node.inputs.get(index), rows));
  }

  private void differentiateNatively(List<Node> nodes) {
    Map<Tensor, Operand<?>> seeds = new LinkedHashMap<>();
    for (Node node : nodes) {
      outputGradients(node)
          .forEach((index, gradient) -> seeds.put(new Tensor(node, index), gradient));
    }
    if (!seeds.isEmpty()) {
      NativeRegion region = new NativeRegion(graph, flow, nodes, seeds);
      Map<Tensor, Output<?>> gradients = region.differentiate(scope.makeOpName("native"));
      gradients.forEach(
          (tensor, gradient) -> {
            if (region.contains(tensor.node())) {
              complete.put(tensor, gradient);
            } else {
              arrive(tensor, gradient);
            }
          });
    }
  }

  private Map<Integer, Operand<?>> outputGradients(Node node) {
    Map<Integer, Operand<?>> gradients = new TreeMap<>();
    for (int i = 0; i < node.op.numOutputs(); i++) {
      Tensor output = new Tensor(node, i);
      makeWhole(output);
      if (arrived.containsKey(output)) {
        gradients.put(i, sum(output));
      }
    }
    return gradients;
  }

  private void arrive(Tensor tensor, Operand<?> gradient) {
    arrived.computeIfAbsent(tensor, t -> new ArrayList<>()).add(gradient);
  }

  @SuppressWarnings("unchecked") // all of one element type, whichever it is
  private Operand<?> sum(Tensor tensor) {
    List<Operand<?>> parts = arrived.getOrDefault(tensor, List.of());
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<Operand<TFloat32>> same = new ArrayList<>();
    parts.forEach(part -> same.add((Operand<TFloat32>) part));
    Operand<?> sum = scope.ops().math.addN(same);
    arrived.put(tensor, new ArrayList<>(List.of(sum)));
    return sum;
  }
}
