package org.estimator4j.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.estimator4j.graph.DataFlow.Node;
import org.estimator4j.graph.DataFlow.Tensor;
import org.estimator4j.graph.DataFlow.Use;
import org.estimator4j.tensorflow.GraphEdits;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;

/**
 * A part of the graph that C++ differentiates in one call.
 *
 * <p>C++ walks back from the outputs until it meets tensors on which none of the {@code xs}
 * depends. If one of the {@code xs} depends on another through operations outside of the region, as
 * in {@code x + f(x)} where {@code f} has a rule of ours, it would go on through these: count their
 * gradient twice or fail for lack of one. The same with ways that are not differentiable, such as
 * the shape of {@code x} that a random mask takes. So where that threatens, the region is isolated
 * for the time of the call: its edges from outside are led through a {@code StopGradient} each.
 * Afterwards all edges, those of the new gradient nodes included, lead to the tensors themselves
 * again.
 */
final class NativeRegion {

  private final ModelGraph graph;
  private final Graph tensorflow;
  private final DataFlow flow;
  private final Map<Tensor, Operand<?>> seeds;

  /** Nodes that a gradient reaches. */
  private final Set<Node> active = new LinkedHashSet<>();

  /** Tensors from outside of the region: with the question for their gradient, and without. */
  private final Set<Tensor> asked = new LinkedHashSet<>();

  private final Set<Tensor> plain = new LinkedHashSet<>();

  NativeRegion(
      ModelGraph graph, DataFlow flow, List<Node> candidates, Map<Tensor, Operand<?>> seeds) {
    this.graph = graph;
    this.tensorflow = graph.tensorflow();
    this.flow = flow;
    this.seeds = seeds;
    activate(new HashSet<>(candidates));
    for (Node node : active) {
      for (Tensor input : node.inputs) {
        if (!flow.live(input)) {
          plain.add(input);
        } else if (!active.contains(input.node())) {
          asked.add(input);
        }
      }
    }
  }

  boolean contains(Node node) {
    return active.contains(node);
  }

  /** The gradients of the tensors that enter the region, and of the targets inside of it. */
  Map<Tensor, Output<?>> differentiate(String prefix) {
    Map<Tensor, Output<?>> xs = new LinkedHashMap<>();
    asked.forEach(tensor -> xs.put(tensor, tensor.output()));
    for (Node node : active) {
      for (int i = 0; i < node.op.numOutputs(); i++) {
        Tensor inner = new Tensor(node, i);
        if (flow.isTarget(inner)) {
          xs.put(inner, inner.output());
        }
      }
    }
    if (xs.isEmpty()) {
      return Map.of();
    }
    List<Detour> detours = isolate();
    try {
      detours.forEach(detour -> xs.replace(detour.tensor, detour.stop));
      return call(prefix, xs);
    } finally {
      detours.forEach(Detour::undo);
    }
  }

  private Map<Tensor, Output<?>> call(String prefix, Map<Tensor, Output<?>> xs) {
    Output<?>[] ys = seeds.keySet().stream().map(this::leaf).toArray(Output<?>[]::new);
    Output<?>[] dys = seeds.values().stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    Output<?>[] found;
    try {
      found = tensorflow.addGradients(prefix, ys, xs.values().toArray(Output<?>[]::new), dys);
    } catch (RuntimeException e) {
      throw new GradientException(
          "TensorFlow cannot differentiate one of " + active + ": " + e.getMessage(), e);
    }
    Map<Tensor, Output<?>> gradients = new LinkedHashMap<>();
    int i = 0;
    for (Tensor tensor : xs.keySet()) {
      if (!found[i].isClosed()) { // closed: no gradient
        gradients.put(tensor, found[i]);
      }
      i++;
    }
    return gradients;
  }

  /** The tensor, or one equal to it if it is used inside of the region. */
  private Output<?> leaf(Tensor seed) {
    boolean usedInside = seed.node().uses.stream().anyMatch(use -> active.contains(use.consumer()));
    return usedInside
        ? scope().withName("inner").ops().identity(seed.output()).asOutput()
        : seed.output();
  }

  private ModelScope scope() {
    return graph.rootScope().atPrefix("gradients/boundary");
  }

  private void activate(Set<Node> candidates) {
    Deque<Node> open = new ArrayDeque<>();
    seeds.keySet().forEach(seed -> open.add(seed.node()));
    while (!open.isEmpty()) {
      Node node = open.remove();
      if (active.add(node)) {
        for (Tensor input : node.inputs) {
          if (candidates.contains(input.node()) && flow.live(input)) {
            open.add(input.node());
          }
        }
      }
    }
  }

  private List<Detour> isolate() {
    Set<Node> origins = new HashSet<>();
    asked.forEach(tensor -> origins.add(tensor.node()));
    Set<Node> afterAsked = flow.descendants(origins, active);
    Set<Node> afterActive = flow.descendants(active, Set.of());
    List<Detour> detours = new ArrayList<>();
    for (Tensor tensor : plain) {
      if (active.contains(tensor.node()) || afterActive.contains(tensor.node())) {
        detours.add(new Detour(tensor));
      }
    }
    Set<Tensor> outside = new HashSet<>(asked);
    outside.addAll(plain);
    boolean oneLeadsToAnother =
        outside.stream().anyMatch(tensor -> afterAsked.contains(tensor.node()))
            || asked.stream().anyMatch(tensor -> afterActive.contains(tensor.node()));
    if (oneLeadsToAnother) {
      asked.forEach(tensor -> detours.add(new Detour(tensor)));
    }
    return detours;
  }

  /** Leads the region's edges from a tensor through a {@code StopGradient}. */
  private final class Detour {

    private final Tensor tensor;
    private final Output<?> stop;

    Detour(Tensor tensor) {
      this.tensor = tensor;
      this.stop = scope().withName("outer").ops().stopGradient(tensor.output()).asOutput();
      for (Use use : tensor.node().uses) {
        Node consumer = use.consumer();
        if (active.contains(consumer) && consumer.inputs.get(use.input()).equals(tensor)) {
          GraphEdits.updateEdge(tensorflow, stop, consumer.op, use.input());
        }
      }
    }

    void undo() {
      for (GraphOperation consumer : ((GraphOperation) stop.op()).consumers()) {
        for (int i = 0; i < consumer.numInputs(); i++) {
          if (consumer.input(i).equals(stop)) {
            GraphEdits.updateEdge(tensorflow, tensor.output(), consumer, i);
          }
        }
      }
    }
  }
}
