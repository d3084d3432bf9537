package org.estimator4j.input;

/** The rows of an order between two places: {@code skip} and {@code take}. */
record SlicedRows(RowOrder inner, String operation, long skipped, long limit) implements RowOrder {

  static SlicedRows take(RowOrder inner, long count) {
    return new SlicedRows(inner, "take " + count, 0, RowOrder.requireCount("take", count));
  }

  static SlicedRows skip(RowOrder inner, long count) {
    return new SlicedRows(inner, "skip " + count, RowOrder.requireCount("skip", count), ENDLESS);
  }

  @Override
  public long length() {
    long length = inner.length();
    long rest = length == ENDLESS ? ENDLESS : Math.max(0, length - skipped);
    return Math.min(rest, limit);
  }

  @Override
  public Walk walk() {
    Walk walk = inner.walk();
    return new Walk() {
      private long left;

      @Override
      public void seek(OrderKey key, long position) {
        left = limit == ENDLESS ? ENDLESS : Math.max(0, limit - position);
        walk.seek(key, position > ENDLESS - skipped ? ENDLESS : position + skipped);
      }

      @Override
      public int next(int[] rows, int from, int wanted) {
        int given = walk.next(rows, from, (int) Math.min(wanted, left));
        if (left != ENDLESS) {
          left -= given;
        }
        return given;
      }
    };
  }
}
