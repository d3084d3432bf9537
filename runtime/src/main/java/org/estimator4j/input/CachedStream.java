package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a stream, read once and kept in memory for every later pass, of all cursors. They are
 * those of round 0 whenever they are read, so that a continued run sees the same.
 */
final class CachedStream implements OuterStream {

  private final RowStream source;
  private @Nullable List<Object[]> rows;
  private long seed;

  CachedStream(RowStream source) {
    RowOrder.requireEnd(source.length(), "cache()", "keep", "cache().repeat()");
    this.source = source;
  }

  @Override
  public RowStream source() {
    return source;
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    List<Object[]> kept = rows(key.seed());
    return new RowReader() {
      private int next = (int) Math.min(position, kept.size());

      @Override
      public Object @Nullable [] next() {
        return next < kept.size() ? kept.get(next++) : null;
      }

      @Override
      public void close() {
        // The rows stay for others.
      }
    };
  }

  private synchronized List<Object[]> rows(long wantedSeed) {
    if (rows == null || seed != wantedSeed) {
      List<Object[]> read = new ArrayList<>();
      try (RowReader reader = source.open(new OrderKey(wantedSeed, 0), 0)) {
        for (Object[] row = reader.next(); row != null; row = reader.next()) {
          read.add(row);
        }
      }
      rows = read;
      seed = wantedSeed;
    }
    return rows;
  }

  @Override
  public String operation() {
    return "cache in memory";
  }
}
