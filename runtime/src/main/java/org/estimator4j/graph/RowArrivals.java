package org.estimator4j.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.graph.DataFlow.Tensor;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/** Gradients of single rows that arrived at the handles of variables. */
final class RowArrivals {

  private final Map<Tensor, List<IndexedRows<?>>> arrived = new LinkedHashMap<>();

  void arrive(Tensor handle, IndexedRows<?> rows) {
    arrived.computeIfAbsent(handle, t -> new ArrayList<>()).add(rows);
  }

  /** The handles at which rows are. */
  List<Tensor> handles() {
    return List.copyOf(arrived.keySet());
  }

  /** Takes away what arrived at a handle, as rows. */
  @Nullable IndexedRows<?> take(Ops tf, Tensor handle) {
    List<IndexedRows<?>> parts = arrived.remove(handle);
    return parts == null ? null : IndexedRows.joined(tf, parts);
  }

  /** Takes away what arrived at a handle, as a tensor of the variable's shape. */
  @Nullable Operand<?> takeDense(Ops tf, Tensor handle) {
    IndexedRows<?> rows = take(tf, handle);
    return rows == null ? null : rows.dense(tf, tf.variableShape(handle(handle)));
  }

  @SuppressWarnings("unchecked") // a resource is of no type that Java knows
  private static Operand<? extends TType> handle(Tensor handle) {
    return (Operand<? extends TType>) handle.output();
  }
}
