package org.estimator4j.input;

import org.estimator4j.feature.FeatureKind;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Sparse or ragged rows in memory. */
final class VariableColumn extends Column {

  private final Object[] rows;

  private VariableColumn(ColumnSpec spec, Object[] rows) {
    super(spec, rows.length);
    this.rows = rows;
  }

  /** Rows such as those of a {@code String[][]}, whose class says what they hold. */
  static VariableColumn ragged(String name, Object[] rows) {
    Class<?> rowClass = rows.getClass().getComponentType();
    Elements<?> elements = ElementKinds.of(rowClass);
    if (elements == null && rowClass != String[].class) {
      throw new IllegalArgumentException(
          "ragged '"
              + name
              + "' is of type "
              + rows.getClass().getSimpleName()
              + "; it may be a float[][], double[][], int[][], long[][], byte[][], boolean[][] or"
              + " String[][]");
    }
    Class<? extends TType> type = elements == null ? TString.class : elements.type();
    return of(new ColumnSpec(name, type, Shape.of(-1), FeatureKind.RAGGED), rows);
  }

  static VariableColumn of(ColumnSpec spec, Object[] rows) {
    if (spec.kind() == FeatureKind.DENSE) {
      throw new IllegalArgumentException(
          "'" + spec.name() + "' is dense; give its name and its array");
    }
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
