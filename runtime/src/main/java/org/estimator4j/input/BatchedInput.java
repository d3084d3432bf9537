package org.estimator4j.input;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Batches of rows in memory: row numbers from an order, values gathered from the source. */
final class BatchedInput implements Input {

  private final RowSource source;
  private final RowOrder order;
  private final int batchSize;
  private final Remainder remainder;

  BatchedInput(RowSource source, RowOrder order, int batchSize, Remainder remainder) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "batch(" + batchSize + "): a batch needs at least one row");
    }
    this.source = source;
    this.order = order;
    this.batchSize = batchSize;
    this.remainder = remainder;
  }

  @Override
  public InputCursor open(InputContext context) {
    RowOrder.Walk walk = order.walk();
    boolean behindEnd = context.position() > RowOrder.ENDLESS / batchSize;
    walk.seek(OrderKey.of(context), behindEnd ? RowOrder.ENDLESS : context.position() * batchSize);
    return new Cursor(walk, context.position());
  }

  @Override
  public ElementSpec elementSpec() {
    return source.spec();
  }

  @Override
  public OptionalLong size() {
    long rows = order.length();
    if (rows == RowOrder.ENDLESS) {
      return OptionalLong.empty();
    }
    boolean rest = remainder == Remainder.KEEP && rows % batchSize > 0;
    return OptionalLong.of(rows / batchSize + (rest ? 1 : 0));
  }

  @Override
  public String fingerprint() {
    return IndexedRows.fingerprint(source, order) + " | " + operation();
  }

  @Override
  public String describe() {
    return Tree.of(operation(), IndexedRows.describe(source, order));
  }

  private String operation() {
    return "batch " + batchSize + (remainder == Remainder.DROP ? ", remainder dropped" : "");
  }

  private final class Cursor implements InputCursor {

    private final RowOrder.Walk walk;
    private final int[] rows = new int[batchSize];
    private final BatchPool pool = new BatchPool(() -> source.slots(batchSize));
    private long position;
    private boolean closed;

    Cursor(RowOrder.Walk walk, long position) {
      this.walk = walk;
      this.position = position;
    }

    @Override
    public @Nullable Batch next() {
      if (closed) {
        throw new IllegalStateException("the cursor is closed");
      }
      int count = walk.next(rows, 0, batchSize);
      if (count == 0 || (count < batchSize && remainder == Remainder.DROP)) {
        return null;
      }
      position++;
      BatchSlot slot = count == batchSize ? pool.take() : new BatchSlot(null, source.slots(count));
      return source.gather(rows, count, slot);
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void close() {
      closed = true;
      pool.close();
    }
  }
}
