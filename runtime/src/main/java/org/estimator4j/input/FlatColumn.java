package org.estimator4j.input;

import org.tensorflow.ndarray.Shape;

/** Rows one behind the other in one primitive array. */
final class FlatColumn<A> extends Column {

  private final Elements<A> elements;
  private final A array;
  private final int rowLength;

  private FlatColumn(ColumnSpec spec, int rows, Elements<A> elements, A array, int rowLength) {
    super(spec, rows);
    this.elements = elements;
    this.array = array;
    this.rowLength = rowLength;
  }

  static <A> FlatColumn<A> of(String name, Elements<A> elements, A array, Shape rowShape) {
    if (rowShape.hasUnknownDimension() || rowShape.size() == 0) {
      throw new IllegalArgumentException(
          "'" + name + "': the row shape " + rowShape + " needs a positive size everywhere");
    }
    int length = elements.length(array);
    if (length % rowShape.size() != 0) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' has "
              + length
              + " values, which rows of shape "
              + rowShape
              + " ("
              + rowShape.size()
              + " values each) do not divide");
    }
    ColumnSpec spec = new ColumnSpec(name, elements.type(), rowShape);
    int rows = (int) (length / rowShape.size());
    return new FlatColumn<>(spec, rows, elements, array, (int) rowShape.size());
  }

  @Override
  ColumnSlot slot(int count) {
    return new TensorSlot<>(elements, spec().batchShape(count));
  }

  @Override
  void gather(int[] rows, int count, ColumnSlot slot) {
    Elements.Writer<A> writer = elements.writer(slot);
    boolean ahead = rowLength >= LEAST_VALUES_AHEAD;
    for (int i = 0; i < count; i++) {
      if (ahead && i % ROWS_AHEAD == 0) {
        touch(rows, i, Math.min(count, i + ROWS_AHEAD));
      }
      writer.put(i * rowLength, array, rows[i] * rowLength, rowLength);
    }
  }

  private void touch(int[] rows, int from, int to) {
    int any = 0;
    for (int i = from; i < to; i++) {
      any ^= elements.touch(array, rows[i] * rowLength, rowLength);
    }
    read = any;
  }

  @Override
  Object value(int row) {
    if (spec().rowShape().isScalar()) {
      return elements.get(array, row);
    }
    A values = elements.newArray(rowLength);
    System.arraycopy(array, row * rowLength, values, 0, rowLength);
    return values;
  }

  @Override
  void hash(int row, RowHash hash) {
    elements.hash(array, row * rowLength, rowLength, hash);
  }
}
