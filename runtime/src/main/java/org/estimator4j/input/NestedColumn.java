package org.estimator4j.input;

/**
 * Rows that are arrays of their own, such as those of a {@code float[][]} or an {@code int[][][]}.
 */
final class NestedColumn<A> extends Column {

  private final Elements<A> elements;
  private final Object[] rows;
  private final int rowLength;

  /** Takes rows whose shape was checked. */
  NestedColumn(ColumnSpec spec, Elements<A> elements, Object[] rows) {
    super(spec, rows.length);
    this.elements = elements;
    this.rows = rows;
    this.rowLength = rows.length == 0 ? 0 : Math.toIntExact(spec.rowShape().size());
  }

  @Override
  ColumnSlot slot(int count) {
    return new TensorSlot<>(elements, spec().batchShape(count));
  }

  @Override
  void gather(int[] numbers, int count, ColumnSlot slot) {
    Elements.Writer<A> writer = elements.writer(slot);
    boolean ahead = rowLength >= LEAST_VALUES_AHEAD;
    for (int i = 0; i < count; i++) {
      if (ahead && i % ROWS_AHEAD == 0) {
        touch(numbers, i, Math.min(count, i + ROWS_AHEAD));
      }
      copy(rows[numbers[i]], writer, i * rowLength);
    }
  }

  private void touch(int[] numbers, int from, int to) {
    int any = 0;
    for (int i = from; i < to; i++) {
      any ^= touch(rows[numbers[i]]);
    }
    read = any;
  }

  private int touch(Object row) {
    if (row instanceof Object[] parts) {
      int any = 0;
      for (Object part : parts) {
        any ^= touch(part);
      }
      return any;
    }
    A values = leaf(row);
    return elements.touch(values, 0, elements.length(values));
  }

  private int copy(Object row, Elements.Writer<A> writer, int at) {
    if (row instanceof Object[] parts) {
      int next = at;
      for (Object part : parts) {
        next = copy(part, writer, next);
      }
      return next;
    }
    A values = leaf(row);
    int length = elements.length(values);
    writer.put(at, values, 0, length);
    return at + length;
  }

  /** The kind of the arrays was checked once; a check of each by reflection costs a tenth. */
  @SuppressWarnings("unchecked")
  private A leaf(Object row) {
    return (A) row;
  }

  @Override
  Object value(int row) {
    A values = elements.newArray(rowLength);
    copy(
        rows[row],
        (at, array, from, length) -> System.arraycopy(array, from, values, at, length),
        0);
    return values;
  }

  @Override
  void hash(int row, RowHash hash) {
    hash(rows[row], hash);
  }

  private void hash(Object row, RowHash hash) {
    if (row instanceof Object[] parts) {
      for (Object part : parts) {
        hash(part, hash);
      }
    } else {
      A values = leaf(row);
      elements.hash(values, 0, elements.length(values), hash);
    }
  }
}
