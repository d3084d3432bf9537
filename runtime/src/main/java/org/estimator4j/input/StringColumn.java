package org.estimator4j.input;

/** Rows of strings, UTF-8 in the tensor. */
final class StringColumn extends Column {

  private final Object[] rows;
  private final int rowLength;

  /** Takes rows whose shape was checked: strings, or arrays of them. */
  StringColumn(ColumnSpec spec, Object[] rows) {
    super(spec, rows.length);
    this.rows = rows;
    this.rowLength = rows.length == 0 ? 0 : Math.toIntExact(spec.rowShape().size());
  }

  @Override
  ColumnSlot slot(int count) {
    return new StringSlot(spec().batchShape(count));
  }

  @Override
  void gather(int[] numbers, int count, ColumnSlot slot) {
    String[] values = new String[count * rowLength];
    for (int i = 0; i < count; i++) {
      copy(rows[numbers[i]], values, i * rowLength);
    }
    ((StringSlot) slot).write(values);
  }

  private static int copy(Object row, String[] values, int at) {
    if (row instanceof Object[] parts) {
      int next = at;
      for (Object part : parts) {
        next = copy(part, values, next);
      }
      return next;
    }
    values[at] = (String) row;
    return at + 1;
  }

  @Override
  Object value(int row) {
    if (spec().rowShape().isScalar()) {
      return rows[row];
    }
    String[] values = new String[rowLength];
    copy(rows[row], values, 0);
    return values;
  }

  @Override
  void hash(int row, RowHash hash) {
    hash(rows[row], hash);
  }

  private static void hash(Object row, RowHash hash) {
    if (row instanceof Object[] parts) {
      for (Object part : parts) {
        hash(part, hash);
      }
    } else {
      hash.add((String) row);
    }
  }
}
