package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.feature.internal.NearNames;

/** Rows as they are, of which batches carry some columns in another way. */
record ReshapedRows(RowStream source, ElementSpec spec, String operation) implements OuterStream {

  /** Gives columns whose rows differ in length another kind. */
  static ReshapedRows of(RowStream source, FeatureKind kind, List<String> names) {
    String operation = kind.name().toLowerCase(java.util.Locale.ROOT) + " " + names;
    ElementSpec before = source.spec();
    for (String name : names) {
      if (!before.names().contains(name)) {
        throw new IllegalArgumentException(
            operation + ": " + NearNames.unknown(name, before.names()));
      }
    }
    return new ReshapedRows(
        source,
        new ElementSpec(
            changed(before.features(), kind, names, operation),
            changed(before.labels(), kind, names, operation)),
        operation);
  }

  private static List<ColumnSpec> changed(
      List<ColumnSpec> columns, FeatureKind kind, List<String> names, String operation) {
    List<ColumnSpec> changed = new ArrayList<>();
    for (ColumnSpec column : columns) {
      if (!names.contains(column.name())) {
        changed.add(column);
        continue;
      }
      if (column.rowShape().numDimensions() == 0 || column.rowShape().get(0) >= 0) {
        throw new IllegalArgumentException(
            operation + ": the rows of " + column + " do not differ in length");
      }
      changed.add(new ColumnSpec(column.name(), column.type(), column.rowShape(), kind));
    }
    return changed;
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    return source.open(key, position);
  }
}
