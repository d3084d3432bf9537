package org.estimator4j.input;

/** Sparse or ragged rows in memory. */
final class VariableColumn extends Column {

  private final Object[] rows;

  private VariableColumn(ColumnSpec spec, Object[] rows) {
    super(spec, rows.length);
    this.rows = rows;
  }

  static VariableColumn of(ColumnSpec spec, Object[] rows) {
    for (int i = 0; i < rows.length; i++) {
      try {
        Values.check(spec, rows[i]);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("row " + i + ": " + e.getMessage(), e);
      }
    }
    return new VariableColumn(spec, rows);
  }

  @Override
  ColumnSlot slot(int count) {
    return new VariableSlot(spec());
  }

  @Override
  void gather(int[] numbers, int count, ColumnSlot slot) {
    ((VariableSlot) slot).write(count, i -> rows[numbers[i]]);
  }

  @Override
  Object value(int row) {
    return rows[row];
  }

  @Override
  void hash(int row, RowHash hash) {
    Values.hash(spec(), rows[row], hash);
  }
}
