package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Arrays in memory side by side, all with the same number of rows. Immutable.
 *
 * @param features the features, in order
 * @param labels the labels, in order
 */
record ArrayColumns(List<Column> features, List<Column> labels) {

  ArrayColumns withFeature(Column column) {
    return new ArrayColumns(with(features, column), labels);
  }

  ArrayColumns withLabel(Column column) {
    return new ArrayColumns(features, with(labels, column));
  }

  private List<Column> with(List<Column> columns, Column column) {
    Column first = all().findFirst().orElse(column);
    if (column.rows() != first.rows()) {
      throw new IllegalArgumentException(
          "every feature and label needs as many rows, but '"
              + first.spec().name()
              + "' has "
              + first.rows()
              + " and '"
              + column.spec().name()
              + "' has "
              + column.rows());
    }
    List<Column> longer = new ArrayList<>(columns);
    longer.add(column);
    return longer;
  }

  /** The number of rows; 0 as long as there is no column. */
  int rows() {
    return all().findFirst().map(Column::rows).orElse(0);
  }

  /** The rows that the columns make, whose names must differ. */
  RowSource source() {
    ElementSpec spec = new ElementSpec(specs(features), specs(labels));
    return new RowSource("arrays", spec, all().toArray(Column[]::new), rows());
  }

  private Stream<Column> all() {
    return Stream.concat(features.stream(), labels.stream());
  }

  private static List<ColumnSpec> specs(List<Column> columns) {
    return columns.stream().map(Column::spec).toList();
  }
}
