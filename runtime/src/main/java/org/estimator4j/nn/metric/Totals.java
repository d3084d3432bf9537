package org.estimator4j.nn.metric;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * The state of one metric: sums over all batches, in local variables. Values are computed from the
 * sums, by a formula that is applied to them as they were before the batch, and once more as they
 * are after it.
 *
 * @param <T> the element type of the sums
 */
final class Totals<T extends TNumber> {

  private final ModelGraph graph;
  private final Class<T> type;
  private final List<Variable<T>> sums = new ArrayList<>();
  private final List<Operand<T>> ofBatch = new ArrayList<>();

  /** What a metric is, given its sums in the order of their adding. */
  @FunctionalInterface
  interface Formula<T extends TNumber> {

    Operand<?> of(Ops tf, List<? extends Operand<T>> sums);
  }

  Totals(ModelGraph graph, Class<T> type) {
    this.graph = graph;
    this.type = type;
  }

  /** One sum more, in a variable of the current scope. */
  Totals<T> add(String name, Shape shape, Operand<T> batch) {
    sums.add(graph.variable(name, type, shape).initializer(Initializers.zeros()).local().create());
    ofBatch.add(batch);
    return this;
  }

  EvalMetric metric(Formula<T> value) {
    return metric(value, value);
  }

  /** A metric whose update gives something else than its value. */
  EvalMetric metric(Formula<T> value, Formula<T> updateResult) {
    Ops tf = graph.ops();
    Operand<?> before = value.of(tf.withSubScope("value"), sums);
    List<Op> updates = new ArrayList<>();
    List<Op> resets = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      Variable<T> sum = sums.get(i);
      updates.add(sum.assignAdd(sum.afterReads(tf), ofBatch.get(i)));
      resets.add(sum.initializer());
    }
    Ops result = tf.withSubScope("update_result");
    Ops later = result.withControlDependencies(updates);
    List<Operand<T>> read = sums.stream().map(sum -> sum.read(later)).toList();
    return new EvalMetric(
        before,
        graph.group("update", updates),
        graph.group("reset", resets),
        updateResult.of(result, read));
  }
}
