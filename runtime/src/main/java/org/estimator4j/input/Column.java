package org.estimator4j.input;

import org.tensorflow.types.family.TType;

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

  /** Copies rows into a new tensor, which the caller closes. */
  abstract TType gather(int[] rows, int count);

  /** Adds the values of a row, not the column's name or type. */
  abstract void hash(int row, RowHash hash);
}
