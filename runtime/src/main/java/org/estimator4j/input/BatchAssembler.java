package org.estimator4j.input;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.estimator4j.feature.FeatureKind;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/** Makes batches of rows that came one after another. For one thread at a time. */
final class BatchAssembler implements AutoCloseable {

  private final ElementSpec spec;
  private final @Nullable Map<String, Object> padding;
  private final int pooledSize;
  private final BatchPool pool;

  /**
   * An assembler.
   *
   * @param pooledSize the size of most batches, whose memory is used again where shapes are fixed
   * @param padding what fills rows up, by name; null if rows of one batch must be of equal length
   */
  BatchAssembler(ElementSpec spec, int pooledSize, @Nullable Map<String, Object> padding) {
    this.spec = spec;
    this.padding = padding;
    boolean fixed = true;
    for (int i = 0; i < spec.size(); i++) {
      ColumnSpec column = spec.column(i);
      fixed &= isVariable(column) || !column.rowShape().hasUnknownDimension();
    }
    this.pooledSize = fixed ? pooledSize : -1;
    this.pool = new BatchPool(() -> slots(pooledSize, List.of()));
  }

  Batch assemble(List<Object[]> rows) {
    int count = rows.size();
    BatchSlot slot = count == pooledSize ? pool.take() : new BatchSlot(null, slots(count, rows));
    boolean filled = false;
    try {
      for (int i = 0; i < spec.size(); i++) {
        write(i, rows, slot.column(i));
      }
      filled = true;
      return slot.toBatch(spec, count);
    } finally {
      if (!filled) {
        slot.close();
      }
    }
  }

  private ColumnSlot[] slots(int count, List<Object[]> rows) {
    ColumnSlot[] slots = new ColumnSlot[spec.size()];
    for (int i = 0; i < slots.length; i++) {
      ColumnSpec column = spec.column(i);
      slots[i] =
          isVariable(column)
              ? new VariableSlot(column)
              : slot(column.type(), rowShape(column, i, rows).prepend(count));
    }
    return slots;
  }

  private static boolean isVariable(ColumnSpec column) {
    return column.kind() != FeatureKind.DENSE;
  }

  private static ColumnSlot slot(Class<? extends TType> type, Shape shape) {
    Elements<?> elements = ElementKinds.ofType(type);
    return elements == null ? new StringSlot(shape) : new TensorSlot<>(elements, shape);
  }

  /** The row shape in one batch: the longest row's. */
  private Shape rowShape(ColumnSpec column, int index, List<Object[]> rows) {
    Shape shape = column.rowShape();
    if (!shape.hasUnknownDimension()) {
      return shape;
    }
    int longest = 0;
    for (int i = 0; i < rows.size(); i++) {
      int length = Array.getLength(rows.get(i)[index]);
      if (padding == null && i > 0 && length != longest) {
        throw new InputException(
            column
                + " has rows of different length in one batch: "
                + longest
                + " values and then "
                + length
                + "; use paddedBatch or bucketByLength, or declare it ragged: .ragged(\""
                + column.name()
                + "\")");
      }
      longest = Math.max(longest, length);
    }
    long[] sizes = shape.asArray();
    sizes[0] = longest / Values.rowUnit(shape);
    return Shape.of(sizes);
  }

  private void write(int index, List<Object[]> rows, ColumnSlot slot) {
    ColumnSpec column = spec.column(index);
    if (slot instanceof VariableSlot variable) {
      variable.write(rows.size(), row -> rows.get(row)[index]);
      return;
    }
    boolean scalar = column.rowShape().isScalar();
    int rowLength = scalar ? 1 : Math.toIntExact(rowShape(column, index, rows).size());
    Elements<?> elements = ElementKinds.ofType(column.type());
    if (elements != null) {
      writeNumbers(elements, index, rows, rowLength, slot);
    } else {
      ((StringSlot) slot).write(strings(index, rows, rowLength));
    }
  }

  private <A> void writeNumbers(
      Elements<A> elements, int index, List<Object[]> rows, int rowLength, ColumnSlot slot) {
    Elements.Writer<A> writer = elements.writer(slot);
    int count = rows.size();
    if (spec.column(index).rowShape().isScalar()) {
      A values = elements.newArray(count);
      for (int i = 0; i < count; i++) {
        elements.set(values, i, rows.get(i)[index]);
      }
      writer.put(0, values, 0, count);
      return;
    }
    A pad = elements.newArray(rowLength);
    Object value = padding == null ? null : padding.get(spec.column(index).name());
    if (value != null) {
      for (int i = 0; i < rowLength; i++) {
        elements.set(pad, i, value);
      }
    }
    for (int i = 0; i < count; i++) {
      A row = elements.cast(rows.get(i)[index]);
      int length = elements.length(row);
      writer.put(i * rowLength, row, 0, length);
      if (length < rowLength) {
        writer.put(i * rowLength + length, pad, 0, rowLength - length);
      }
    }
  }

  private Object[] strings(int index, List<Object[]> rows, int rowLength) {
    Object[] values = new Object[rows.size() * rowLength];
    Object pad = padding == null ? null : padding.get(spec.column(index).name());
    Arrays.fill(values, pad == null ? "" : pad);
    for (int i = 0; i < rows.size(); i++) {
      Object value = rows.get(i)[index];
      if (value instanceof Object[] texts) {
        System.arraycopy(texts, 0, values, i * rowLength, texts.length);
      } else {
        values[i] = value;
      }
    }
    return values;
  }

  @Override
  public void close() {
    pool.close();
  }
}
