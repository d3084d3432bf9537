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
    for (int i = 0; i < count; i++) {
      copy(rows[numbers[i]], writer, i * rowLength);
    }
  }

  private int copy(Object row, Elements.Writer<A> writer, int at) {
    if (row instanceof Object[] parts) {
      int next = at;
      for (Object part : parts) {
        next = copy(part, writer, next);
      }
      return next;
    }
    A values = elements.cast(row);
    int length = elements.length(values);
    writer.put(at, values, 0, length);
    return at + length;
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
      A values = elements.cast(row);
      elements.hash(values, 0, elements.length(values), hash);
    }
  }
}
