package org.estimator4j.input;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in memory, in their order, one after another; goes to any place at once. */
record IndexedStream(RowSource source, RowOrder order) implements RowStream {

  private static final int CHUNK = 256;

  @Override
  public ElementSpec spec() {
    return source.spec();
  }

  @Override
  public long length() {
    return order.length();
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    RowOrder.Walk walk = order.walk();
    walk.seek(key, position);
    return new RowReader() {
      private final int[] numbers = new int[CHUNK];
      private int count;
      private int at;

      @Override
      public Object @Nullable [] next() {
        if (at == count) {
          count = walk.next(numbers, 0, CHUNK);
          at = 0;
          if (count == 0) {
            return null;
          }
        }
        return source.row(numbers[at++]);
      }

      @Override
      public void close() {
        // Nothing is open: the rows are in memory.
      }
    };
  }

  @Override
  public String operation() {
    return order.operation();
  }

  @Override
  public List<RowStream> inner() {
    return List.of();
  }

  @Override
  public String fingerprint() {
    return IndexedRows.fingerprint(source, order);
  }

  @Override
  public String describe() {
    return IndexedRows.describe(source, order);
  }
}
