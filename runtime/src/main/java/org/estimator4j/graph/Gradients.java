package org.estimator4j.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.graph.DataFlow.Tensor;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TType;

/** The questions about gradients that a model graph answers. */
final class Gradients {

  private Gradients() {}

  static List<Gradient<?>> of(
      ModelGraph graph,
      Map<String, GradientRule> rules,
      Operand<?> loss,
      List<? extends Variable<?>> variables) {
    List<Output<?>> handles = new ArrayList<>();
    variables.forEach(variable -> handles.add(variable.handle()));
    DataFlow flow = flow(graph, loss, handles);
    BackwardWalk.Found found = new BackwardWalk(graph, rules, flow, loss.asOutput()).run(true);
    List<Gradient<?>> gradients = new ArrayList<>();
    for (Variable<?> variable : variables) {
      Tensor handle = flow.find(variable.handle());
      if (handle != null && found.rows().containsKey(handle)) {
        gradients.add(gradient(graph, variable, found.rows().get(handle)));
      } else if (handle != null && found.whole().containsKey(handle)) {
        gradients.add(gradient(variable, found.whole().get(handle)));
      }
    }
    if (gradients.isEmpty()) {
      throw new GradientException(GradientPaths.unreachable(flow, loss, variables));
    }
    return gradients;
  }

  static List<Optional<Operand<?>>> at(
      ModelGraph graph,
      Map<String, GradientRule> rules,
      Operand<?> y,
      List<? extends Operand<?>> xs) {
    List<Output<?>> outputs = new ArrayList<>();
    xs.forEach(x -> outputs.add(x.asOutput()));
    DataFlow flow = flow(graph, y, outputs);
    Map<Tensor, Operand<?>> found =
        new BackwardWalk(graph, rules, flow, y.asOutput()).run(false).whole();
    List<Optional<Operand<?>>> gradients = new ArrayList<>();
    for (Output<?> x : outputs) {
      Tensor tensor = flow.find(x);
      gradients.add(tensor == null ? Optional.empty() : Optional.ofNullable(found.get(tensor)));
    }
    return gradients;
  }

  private static DataFlow flow(ModelGraph graph, Operand<?> y, List<Output<?>> xs) {
    graph.tensorflow().checkInput(y.op());
    xs.forEach(x -> graph.tensorflow().checkInput(x.op()));
    if (!TFloating.class.isAssignableFrom(y.type())) {
      throw new GradientException(
          "only floating point can be differentiated; "
              + y.asOutput().name()
              + " is "
              + y.type().getSimpleName());
    }
    return new DataFlow(y.asOutput(), xs);
  }

  @SuppressWarnings("unchecked") // the gradient of a tensor has its element type
  private static <T extends TType> Gradient<T> gradient(Variable<T> variable, Operand<?> value) {
    return Gradient.of(variable, (Operand<T>) value);
  }

  @SuppressWarnings("unchecked") // the gradient of a tensor has its element type
  private static <T extends TType> Gradient<T> gradient(
      ModelGraph graph, Variable<T> variable, IndexedRows<?> rows) {
    return Gradient.ofRows(graph.rootScope().ops(), variable, (IndexedRows<T>) rows);
  }
}
