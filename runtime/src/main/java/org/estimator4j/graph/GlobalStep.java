package org.estimator4j.graph;

import java.util.Collection;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/** The number of training steps taken so far: the int64 variable {@code global_step}. */
public final class GlobalStep {

  private final ModelGraph graph;
  private final Variable<TInt64> variable;

  GlobalStep(ModelGraph graph) {
    this.graph = graph;
    this.variable =
        graph
            .variable("global_step", TInt64.class, Shape.scalar())
            .initializer((tf, v) -> tf.constant(0L))
            .create();
  }

  /**
   * The number of steps taken before this one. Every {@link #increment} waits for it.
   *
   * @return a scalar
   */
  public Operand<TInt64> read() {
    return variable;
  }

  /**
   * Counts one step, after other operations and after every read of the value.
   *
   * @param after what must be done first, as a rule all that the step changes
   * @return the operation that counts
   */
  public Op increment(Collection<? extends Op> after) {
    Ops tf = variable.afterReads(graph.ops()).withControlDependencies(List.copyOf(after));
    return variable.assignAdd(
        tf.withName("global_step/increment"), tf.withName("global_step/one").constant(1L));
  }

  /**
   * The variable itself.
   *
   * @return an int64 scalar, saved as {@code global_step}
   */
  public Variable<TInt64> variable() {
    return variable;
  }
}
