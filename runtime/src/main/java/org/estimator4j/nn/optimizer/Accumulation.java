package org.estimator4j.nn.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;

/**
 * Gradients that are summed over several batches. In the last batch their means flow on; in the
 * others the means, and with them all that is computed from them or waits for them, are dead, which
 * is how TensorFlow's executor knows branches that are not taken.
 *
 * <p>The sums are variables called {@code estimator4j/…}, which start afresh where a checkpoint
 * does not have them: accumulation can be switched on in the midst of a training.
 */
final class Accumulation {

  private final ModelGraph graph;
  private final int batches;
  private final Operand<TBool> due;
  private final Operand<TBool> notDue;
  private final Op count;

  /** What happens with every batch, and after the means were used. */
  private final List<Op> additions = new ArrayList<>();

  private final List<Op> resets = new ArrayList<>();

  Accumulation(ModelGraph graph, int batches) {
    this.graph = graph;
    this.batches = batches;
    Variable<TInt64> counter =
        Slots.create(
            graph,
            "estimator4j/accumulated_batches",
            TInt64.class,
            Shape.scalar(),
            (tf, v) -> tf.constant(0L));
    Ops tf = graph.ops().withSubScope("accumulation");
    Operand<TInt64> next =
        tf.math.mod(tf.math.add(counter, tf.constant(1L)), tf.constant((long) batches));
    this.count = counter.assign(counter.afterReads(tf), next);
    Operand<TBool> last = tf.math.equal(next, tf.constant(0L));
    SwitchCond<TBool> branches = tf.switchCond(last, last);
    this.due = tf.identity(branches.outputTrue());
    this.notDue = tf.identity(branches.outputFalse());
  }

  /** Runs in the last batch only. */
  Operand<TBool> due() {
    return due;
  }

  /** Adds the gradients of this batch; gives the means over all, dead but in the last batch. */
  List<Gradient<?>> means(List<? extends Gradient<?>> gradients) {
    List<Gradient<?>> means = new ArrayList<>();
    gradients.forEach(gradient -> means.add(mean(gradient)));
    return means;
  }

  @SuppressWarnings("unchecked") // it was checked to be of floating point
  private <T extends TFloating> Gradient<T> mean(Gradient<?> gradient) {
    Gradient<T> typed = (Gradient<T>) gradient;
    Variable<T> variable = typed.variable();
    Variable<T> sum =
        Slots.create(
            graph,
            "estimator4j/accumulated_gradient/" + variable.name(),
            variable.type(),
            variable.shape(),
            Initializers.zeros());
    Ops tf = graph.ops().withSubScope("accumulation/" + variable.name());
    return typed
        .rows()
        .map(rows -> rowsMean(tf, variable, sum, rows))
        .orElseGet(() -> wholeMean(tf, variable, sum, typed.value()));
  }

  private <T extends TFloating> Gradient<T> wholeMean(
      Ops tf, Variable<T> variable, Variable<T> sum, Operand<T> gradient) {
    Op added = sum.assignAdd(tf, gradient);
    additions.add(added);
    Operand<T> total = sum.read(tf.withControlDependencies(List.of(added, due)));
    Operand<T> mean = divided(tf, total);
    resets.add(sum.assign(tf.withControlDependencies(List.of(mean)), tf.zerosLike(total)));
    return Gradient.of(variable, mean);
  }

  /** The rows of all batches, each once, and no others. */
  private <T extends TFloating> Gradient<T> rowsMean(
      Ops tf, Variable<T> variable, Variable<T> sum, IndexedRows<T> rows) {
    long height = variable.shape().get(0);
    Variable<TBool> touched =
        Slots.create(
            graph,
            "estimator4j/accumulated_rows/" + variable.name(),
            TBool.class,
            Shape.of(height),
            (ops, v) -> ops.fill(ops.constant(v.shape()), ops.constant(false)));
    Op added = tf.resourceScatterAdd(sum.handle(), rows.indices(), rows.values());
    Op marked =
        tf.resourceScatterUpdate(
            touched.handle(), rows.indices(), tf.fill(tf.shape(rows.indices()), tf.constant(true)));
    additions.addAll(List.of(added, marked));
    Ops last = tf.withControlDependencies(List.of(added, marked, due));
    Operand<TBool> marks = touched.read(last);
    Operand<TInt64> which = tf.reshape(tf.where(marks), tf.constant(new int[] {-1}));
    Operand<T> totals = sum.gather(last, which);
    Operand<T> mean = divided(tf, totals);
    Ops after = tf.withControlDependencies(List.of(mean));
    resets.add(after.resourceScatterUpdate(sum.handle(), which, tf.zerosLike(totals)));
    resets.add(touched.assign(after, tf.zerosLike(marks)));
    return Gradient.ofRows(tf, variable, new IndexedRows<>(which, mean));
  }

  private <T extends TFloating> Operand<T> divided(Ops tf, Operand<T> total) {
    return tf.math.div(total, tf.dtypes.cast(tf.constant((double) batches), total.type()));
  }

  /** The step of any batch: the change in the last one, the additions alone in the others. */
  Op orElseNothing(Op change) {
    List<Op> changes = new ArrayList<>(resets);
    changes.add(change);
    Ops tf = graph.ops();
    Operand<TBool> done = tf.withControlDependencies(changes).identity(due);
    Operand<TBool> skipped = tf.withControlDependencies(additions).identity(notDue);
    Op either = tf.merge(List.of(done, skipped));
    return graph.group("step", List.of(either, count));
  }
}
