package org.estimator4j.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/**
 * Keys for stateless random ops: (run seed, name of the op, batch counter, task).
 *
 * <p>The batch counter is a variable, made with the first key: saved in TRAIN, so that a resumed
 * run goes on with the very masks it would have had; local elsewhere. It is read once, at the head
 * of the graph, and incremented after that read, once per run of the step and not per update: with
 * gradients accumulated over several batches each batch has its own masks.
 */
final class Randomness {

  private static final String COUNTER = "estimator4j/batch_counter";

  /** Leaves each task 2^40 batches before it would meet the keys of the next one. */
  private static final int TASK_SHIFT = 40;

  private final ModelGraph graph;
  private final long seed;
  private final int taskIndex;
  private final boolean counterIsSaved;
  private final Map<String, Operand<TInt64>> keys = new HashMap<>();
  private @Nullable Operand<TInt64> position;
  private @Nullable Op increment;

  Randomness(ModelGraph graph, long seed, int taskIndex, boolean counterIsSaved) {
    this.graph = graph;
    this.seed = seed;
    this.taskIndex = taskIndex;
    this.counterIsSaved = counterIsSaved;
  }

  Operand<TInt64> key(String opName) {
    return keys.computeIfAbsent(opName, this::newKey);
  }

  Optional<Op> increment() {
    return Optional.ofNullable(increment);
  }

  private Operand<TInt64> newKey(String opName) {
    Operand<TInt64> counter = position();
    Ops tf = graph.rootScope().withSubScope(opName + "/seed").ops();
    return tf.stack(List.of(tf.constant(Keys.of(seed, opName)), counter));
  }

  private Operand<TInt64> position() {
    if (position == null) {
      Variable<TInt64> counter =
          graph.addVariable(
              counter(),
              counterIsSaved ? Variable.Kind.GLOBAL : Variable.Kind.LOCAL,
              (tf, v) -> tf.constant(0L));
      Ops tf = graph.rootScope().atPrefix(COUNTER).ops();
      position =
          tf.withName("position").math.add(counter, tf.constant((long) taskIndex << TASK_SHIFT));
      increment = counter.assignAdd(counter.afterReads(tf).withName("increment"), tf.constant(1L));
    }
    return position;
  }

  private NewVariable<TInt64> counter() {
    return new NewVariable<>(COUNTER, TInt64.class, Shape.scalar(), seed);
  }
}
