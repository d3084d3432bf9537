package org.estimator4j.input;

import java.util.List;
import java.util.function.IntFunction;
import org.estimator4j.feature.FeatureKind;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/** A sparse or ragged column of a batch: new tensors each time, as their sizes differ. */
final class VariableSlot implements ColumnSlot {

  private final ColumnSpec spec;
  private List<ColumnSlot> parts = List.of();

  VariableSlot(ColumnSpec spec) {
    this.spec = spec;
  }

  /** Takes rows as {@link Row} holds them. */
  void write(int count, IntFunction<Object> rows) {
    close();
    Object[] values = new Object[count];
    long[] ends = new long[count + 1];
    for (int i = 0; i < count; i++) {
      Object row = rows.apply(i);
      values[i] = row instanceof SparseRow sparse ? sparse.values() : row;
      ends[i + 1] = ends[i] + Values.length(values[i]);
    }
    parts =
        spec.kind() == FeatureKind.SPARSE
            ? sparse(count, rows, values, ends)
            : ragged(values, ends);
  }

  private List<ColumnSlot> ragged(Object[] values, long[] ends) {
    long unit = Values.rowUnit(spec.rowShape());
    long[] splits = ends.clone();
    for (int i = 0; i < splits.length; i++) {
      splits[i] /= unit;
    }
    Shape inner = spec.rowShape().tail();
    Shape shape = inner.prepend(splits[splits.length - 1]);
    return List.of(values(shape, values, ends), longs(Shape.of(splits.length), splits));
  }

  private List<ColumnSlot> sparse(
      int count, IntFunction<Object> rows, Object[] values, long[] ends) {
    int total = Math.toIntExact(ends[count]);
    long[] indices = new long[2 * total];
    long longest = 0;
    for (int i = 0; i < count; i++) {
      int from = (int) ends[i];
      int length = (int) ends[i + 1] - from;
      long[] places = rows.apply(i) instanceof SparseRow sparse ? sparse.places() : null;
      for (int j = 0; j < length; j++) {
        indices[2 * (from + j)] = i;
        indices[2 * (from + j) + 1] = places == null ? j : places[j];
      }
      if (length > 0) {
        longest = Math.max(longest, 1 + indices[2 * (from + length) - 1]);
      }
    }
    long size = spec.rowShape().get(0);
    long[] shape = {count, size < 0 ? longest : size};
    return List.of(
        longs(Shape.of(total, 2), indices),
        values(Shape.of(total), values, ends),
        longs(Shape.of(2), shape));
  }

  private static ColumnSlot longs(Shape shape, long[] values) {
    TensorSlot<long[]> slot = new TensorSlot<>(ElementKinds.LONGS, shape);
    slot.writer().put(0, values, 0, values.length);
    return slot;
  }

  private ColumnSlot values(Shape shape, Object[] rows, long[] ends) {
    Elements<?> elements = ElementKinds.ofType(spec.type());
    if (elements != null) {
      return numbers(elements, shape, rows, ends);
    }
    Object[] all = new Object[Math.toIntExact(ends[rows.length])];
    for (int i = 0; i < rows.length; i++) {
      Object[] row = (Object[]) rows[i];
      System.arraycopy(row, 0, all, (int) ends[i], row.length);
    }
    StringSlot slot = new StringSlot(shape);
    slot.write(all);
    return slot;
  }

  private static <A> ColumnSlot numbers(
      Elements<A> elements, Shape shape, Object[] rows, long[] ends) {
    TensorSlot<A> slot = new TensorSlot<>(elements, shape);
    Elements.Writer<A> writer = slot.writer();
    for (int i = 0; i < rows.length; i++) {
      writer.put((int) ends[i], elements.cast(rows[i]), 0, (int) (ends[i + 1] - ends[i]));
    }
    return slot;
  }

  @Override
  public int tensors() {
    return spec.kind().tensors();
  }

  @Override
  public TType tensor(int part) {
    return parts.get(part).tensor(0);
  }

  @Override
  public void release() {
    close();
  }

  @Override
  public void close() {
    parts.forEach(ColumnSlot::close);
    parts = List.of();
  }
}
