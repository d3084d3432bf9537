package org.estimator4j.input;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.estimator4j.tensorflow.OpenHandles;
import org.jspecify.annotations.Nullable;

/**
 * The memory of batches of one size, used over and over: a fresh tensor of some megabytes costs as
 * much as filling it, because the system hands its pages out one by one. Batches that are still
 * open when the pool is closed stay valid and free their memory themselves. For any thread.
 */
final class BatchPool implements AutoCloseable {

  /** More are idle only if somebody collected batches and closed them together. */
  private static final int MAX_IDLE = 16;

  private final Supplier<ColumnSlot[]> columns;
  private final Deque<BatchSlot> idle = new ArrayDeque<>(MAX_IDLE);
  private boolean closed;

  BatchPool(Supplier<ColumnSlot[]> columns) {
    this.columns = columns;
    OpenHandles.opened(this);
  }

  /** Memory that nobody else uses. */
  BatchSlot take() {
    @Nullable BatchSlot slot;
    synchronized (this) {
      // The last one given back is the likeliest to be in the processor's cache.
      slot = idle.pollLast();
    }
    return slot != null ? slot : new BatchSlot(this, columns.get());
  }

  void giveBack(BatchSlot slot) {
    synchronized (this) {
      if (!closed && idle.size() < MAX_IDLE) {
        idle.addLast(slot);
        return;
      }
    }
    slot.close();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      idle.forEach(BatchSlot::close);
      idle.clear();
      OpenHandles.closed(this);
    }
  }
}
