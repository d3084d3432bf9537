package org.estimator4j.input;

import org.jspecify.annotations.Nullable;

/** Some rows of a source, in a fixed order: one side of a split. */
final class SelectedRows implements RowOrder {

  private final int[] selected;
  private final String operation;

  /** Takes the array over. */
  SelectedRows(int[] selected, String operation) {
    this.selected = selected;
    this.operation = operation;
  }

  @Override
  public long length() {
    return selected.length;
  }

  @Override
  public String operation() {
    return operation + ", " + selected.length + " rows";
  }

  @Override
  public @Nullable RowOrder inner() {
    return null;
  }

  @Override
  public Walk walk() {
    return new ArrayWalk() {
      @Override
      int[] order(OrderKey key) {
        return selected;
      }
    };
  }

  /** Walks along an array of row numbers. */
  abstract static class ArrayWalk implements Walk {

    private int[] order = {};
    private int position;

    /** The rows of a round, in order; the walk does not change them. */
    abstract int[] order(OrderKey key);

    @Override
    public final void seek(OrderKey key, long position) {
      this.order = order(key);
      this.position = (int) Math.min(position, order.length);
    }

    @Override
    public final int next(int[] rows, int from, int wanted) {
      int given = Math.min(wanted, order.length - position);
      System.arraycopy(order, position, rows, from, given);
      position += given;
      return given;
    }
  }
}
