package org.estimator4j.input;

import org.jspecify.annotations.Nullable;
import org.tensorflow.types.family.TType;

/** The memory of one batch: filled, handed out as a {@link Batch}, given back when that closes. */
final class BatchSlot {

  private final @Nullable BatchPool pool;
  private final ColumnSlot[] columns;
  private final TType[] tensors;

  /** Memory that goes back to the pool, or without one is freed. */
  BatchSlot(@Nullable BatchPool pool, ColumnSlot[] columns) {
    this.pool = pool;
    this.columns = columns;
    int count = 0;
    for (ColumnSlot column : columns) {
      count += column.tensors();
    }
    this.tensors = new TType[count];
  }

  ColumnSlot column(int index) {
    return columns[index];
  }

  /** The columns, all filled, as a batch. */
  Batch toBatch(ElementSpec spec, int size) {
    int next = 0;
    for (ColumnSlot column : columns) {
      for (int part = 0; part < column.tensors(); part++) {
        tensors[next++] = column.tensor(part);
      }
    }
    return new Batch(spec, tensors, size, this);
  }

  /** The batch was closed. May come from any thread. */
  void giveBack() {
    if (pool == null) {
      close();
    } else {
      for (ColumnSlot column : columns) {
        column.release();
      }
      pool.giveBack(this);
    }
  }

  void close() {
    for (ColumnSlot column : columns) {
      column.close();
    }
  }
}
