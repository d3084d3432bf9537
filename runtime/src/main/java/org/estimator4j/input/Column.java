package org.estimator4j.input;

/** One feature or label of rows in memory. */
abstract class Column {

  /**
   * How many rows are asked for before they are copied. Rows in random order each wait for memory;
   * asked for together they wait at the same time. Found by measuring.
   */
  static final int ROWS_AHEAD = 8;

  /** The least values of a row that are worth it. */
  static final int LEAST_VALUES_AHEAD = 16;

  /** Only written: the compiler leaves reads out whose results go nowhere. */
  static int read;

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
