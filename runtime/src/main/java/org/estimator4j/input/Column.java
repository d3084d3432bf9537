package org.estimator4j.input;

/** One feature or label of rows in memory. */
abstract class Column {

  private final ColumnSpec spec;
  private final int rows;

  Column(ColumnSpec spec, int rows) {
    this.spec = spec;
    this.rows = rows;
  }

  final ColumnSpec spec() {
    return spec;
  }

  final int rows() {
    return rows;
  }

  /** Memory for that many rows. */
  abstract ColumnSlot slot(int count);

  /** Copies rows to a slot that this column made for as many. */
  abstract void gather(int[] rows, int count, ColumnSlot slot);

  /** A row as a box, or as an array without dimensions; see {@link Row}. */
  abstract Object value(int row);

  /** Adds the values of a row, not the column's name or type. */
  abstract void hash(int row, RowHash hash);
}
