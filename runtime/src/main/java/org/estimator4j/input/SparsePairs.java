package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Rows in which places and values of a sparse feature stand under two names, as Python's {@code
 * SparseFeature} reads them of an {@code Example}, made rows in which they stand under one.
 */
final class SparsePairs extends RowByRow {

  private final int values;
  private final int places;
  private final ColumnSpec column;

  private SparsePairs(
      RowStream inner, ElementSpec spec, int values, int places, ColumnSpec column) {
    super(inner, spec);
    this.values = values;
    this.places = places;
    this.column = column;
  }

  /** What is read for the column under two names. */
  static ElementSpec withPair(
      ElementSpec spec, String valuesName, Class<? extends TType> type, String placesName) {
    return spec.feature(valuesName, type, Shape.of(-1))
        .feature(placesName, TInt64.class, Shape.of(-1));
  }

  /** Joins the pair; the column stands where its values stood. */
  static SparsePairs of(RowStream rows, ColumnSpec column, String valuesName, String placesName) {
    List<ColumnSpec> features = new ArrayList<>(rows.spec().features());
    int values = rows.spec().indexOfFeature(valuesName);
    int places = rows.spec().indexOfFeature(placesName);
    features.set(values, column);
    features.remove(places);
    ElementSpec spec = new ElementSpec(features, rows.spec().labels());
    return new SparsePairs(rows, spec, values, places, column);
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    RowReader rows = source().open(key, position);
    return new InnerRows(rows) {
      private long number = position;

      @Override
      public Object @Nullable [] next() {
        Object[] row = rows.next();
        return row == null ? null : joined(row, number++, rows);
      }
    };
  }

  private Object[] joined(Object[] row, long number, RowReader rows) {
    try {
      SparseRow sparse = SparseRow.ofArray((long[]) row[places], row[values]);
      Values.check(column, sparse);
      Object[] joined = new Object[row.length - 1];
      for (int from = 0, to = 0; from < row.length; from++) {
        if (from != places) {
          joined[to++] = from == values ? sparse : row[from];
        }
      }
      return joined;
    } catch (IllegalArgumentException e) {
      throw failed(e, number, row, rows.place());
    }
  }

  @Override
  public String operation() {
    return "sparse " + column;
  }
}
