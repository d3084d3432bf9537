package org.estimator4j.input;

/** Every so-many-th row of an order. */
record ShardedRows(RowOrder inner, int count, int index) implements RowOrder {

  ShardedRows {
    requireShard(count, index);
  }

  static void requireShard(int count, int index) {
    if (count < 1 || index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "shard " + index + " of " + count + " does not exist; shards count from 0");
    }
  }

  static String operation(int count, int index) {
    return "shard " + index + " of " + count;
  }

  @Override
  public String operation() {
    return operation(count, index);
  }

  @Override
  public long length() {
    long length = inner.length();
    if (length == ENDLESS) {
      return ENDLESS;
    }
    long rest = Math.max(0, length - index);
    return rest / count + (rest % count > 0 ? 1 : 0);
  }

  @Override
  public Walk walk() {
    Walk walk = inner.walk();
    int[] all = new int[count];
    return new Walk() {

      @Override
      public void seek(OrderKey key, long position) {
        walk.seek(key, index + Math.min(position, (ENDLESS - index) / count) * count);
      }

      @Override
      public int next(int[] rows, int from, int wanted) {
        for (int given = 0; given < wanted; given++) {
          if (walk.next(all, 0, count) == 0) {
            return given;
          }
          rows[from + given] = all[0];
        }
        return wanted;
      }
    };
  }
}
