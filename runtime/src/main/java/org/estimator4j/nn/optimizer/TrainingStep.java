package org.estimator4j.nn.optimizer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.GraphSummary;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.optimizer.Optimizer.Update;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/** The nodes of one training step. */
final class TrainingStep {

  private final ModelGraph graph;
  private final Optimizer optimizer;
  private final StepSettings settings;

  TrainingStep(ModelGraph graph, Optimizer optimizer) {
    this.graph = graph;
    this.optimizer = optimizer;
    this.settings = optimizer.settings();
  }

  Op apply(List<? extends Gradient<?>> gradients) {
    check(gradients);
    show("gradient_norm", Clipping.globalNorm(graph, gradients));
    return graph.scope(
        optimizer.scopeName(),
        () -> {
          if (settings.batches() == 1) {
            return change(gradients, List.of());
          }
          Accumulation accumulation = new Accumulation(graph, settings.batches());
          List<Gradient<?>> means = accumulation.means(gradients);
          return accumulation.orElseNothing(change(means, List.of(accumulation.due())));
        });
  }

  /** Changes the variables; runs only when {@code gates} do. */
  private Op change(List<? extends Gradient<?>> gradients, List<Op> gates) {
    List<Gradient<?>> last = settings.transform(graph, gradients);
    OptimizerState state = new OptimizerState(graph, optimizer.learningRate(), settings);
    Update update = optimizer.begin(state, last);
    show("learning_rate", state.learningRate());
    List<Op> applied = new ArrayList<>();
    for (Gradient<?> gradient : last) {
      applied.add(apply(update, gradient, gates));
    }
    List<Op> all = new ArrayList<>(applied);
    all.addAll(update.finish(graph.ops().withControlDependencies(applied)));
    return graph.globalStep().increment(all);
  }

  /** A curve in TensorBoard that every training has; computed when it is due only. */
  private void show(String tag, Operand<? extends TNumber> value) {
    Ops tf = graph.ops().withSubScope("summaries");
    graph.addSummary(
        new GraphSummary(tag, tf.summary.scalarSummary(tf.constant(tag), value), 0, true));
  }

  @SuppressWarnings("unchecked") // the check was that it is of floating point
  private <T extends TFloating> Op apply(Update update, Gradient<?> gradient, List<Op> gates) {
    Gradient<T> typed = (Gradient<T>) gradient;
    Variable<T> variable = typed.variable();
    Ops start = graph.ops().withSubScope("update_" + variable.name());
    boolean rowsOnly = typed.rows().isPresent();
    Ops tf =
        (rowsOnly ? variable.afterUsedReads(start) : variable.afterReads(start))
            .withControlDependencies(graph.updateOps())
            .withControlDependencies(gates);
    return typed
        .rows()
        .map(rows -> update.applyRows(tf, variable, rows.summed(start)))
        .orElseGet(() -> update.apply(tf, variable, typed.value()));
  }

  private void check(List<? extends Gradient<?>> gradients) {
    if (gradients.isEmpty()) {
      throw new IllegalArgumentException("there is no gradient to apply");
    }
    Set<Variable<?>> seen = new HashSet<>();
    for (Gradient<?> gradient : gradients) {
      Variable<?> variable = gradient.variable();
      StepSettings.requireMember(graph, variable);
      if (!seen.add(variable)) {
        throw new IllegalArgumentException("there are two gradients of " + variable);
      }
    }
  }
}
