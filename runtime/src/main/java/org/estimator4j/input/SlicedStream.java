package org.estimator4j.input;

import org.jspecify.annotations.Nullable;

/** Every so-many-th row between two places: {@code take}, {@code skip} and {@code shard}. */
record SlicedStream(RowStream source, String operation, long skipped, long limit, int step)
    implements OuterStream {

  static SlicedStream take(RowStream source, long count) {
    RowOrder.requireCount("take", count);
    return new SlicedStream(source, "take " + count, 0, count, 1);
  }

  static SlicedStream skip(RowStream source, long count) {
    RowOrder.requireCount("skip", count);
    return new SlicedStream(source, "skip " + count, count, RowOrder.ENDLESS, 1);
  }

  static SlicedStream shard(RowStream source, int count, int index) {
    ShardedRows.requireShard(count, index);
    String operation = ShardedRows.operation(count, index);
    return new SlicedStream(source, operation, index, RowOrder.ENDLESS, count);
  }

  @Override
  public long length() {
    long length = source.length();
    if (length == UNKNOWN || limit == 0) {
      return limit == 0 ? 0 : UNKNOWN;
    }
    if (length == RowOrder.ENDLESS) {
      return limit;
    }
    long rest = Math.max(0, length - skipped);
    return Math.min(rest / step + (rest % step > 0 ? 1 : 0), limit);
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    long behind = Math.min(position, (RowOrder.ENDLESS - skipped) / step);
    RowReader rows = source.open(key, skipped + behind * step);
    long allowed = limit == RowOrder.ENDLESS ? limit : Math.max(0, limit - position);
    return new InnerRows(rows) {
      private long left = allowed;
      private boolean first = true;

      @Override
      public Object @Nullable [] next() {
        if (left == 0) {
          return null;
        }
        if (left != RowOrder.ENDLESS) {
          left--;
        }
        for (int i = first ? step : 1; i < step; i++) {
          if (rows.next() == null) {
            return null;
          }
        }
        first = false;
        return rows.next();
      }
    };
  }
}
