package org.estimator4j.input;

import org.jspecify.annotations.Nullable;

/** The rows of a source as they stand. */
record AllRows(int count) implements RowOrder {

  @Override
  public long length() {
    return count;
  }

  @Override
  public String operation() {
    return "all " + count + " rows";
  }

  @Override
  public @Nullable RowOrder inner() {
    return null;
  }

  @Override
  public Walk walk() {
    return new Walk() {
      private int position;

      @Override
      public void seek(OrderKey key, long position) {
        this.position = (int) Math.min(position, count);
      }

      @Override
      public int next(int[] rows, int from, int wanted) {
        int given = Math.min(wanted, count - position);
        for (int i = 0; i < given; i++) {
          rows[from + i] = position++;
        }
        return given;
      }
    };
  }
}
