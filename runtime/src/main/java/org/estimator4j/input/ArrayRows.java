package org.estimator4j.input;

import java.util.List;
import org.estimator4j.feature.FeatureKind;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * Rows of arrays in memory: each feature and label is an array whose first dimension is the rows.
 * Immutable; each call gives a new recipe.
 *
 * <table>
 *   <caption>What may be given, and what becomes of it</caption>
 *   <tr><th>array</th><th>row shape</th><th>tensor</th></tr>
 *   <tr><td>{@code float[]}, {@code double[]}, {@code int[]}, {@code long[]}</td><td>scalar</td>
 *       <td>{@code TFloat32}, {@code TFloat64}, {@code TInt32}, {@code TInt64}</td></tr>
 *   <tr><td>{@code byte[]}</td><td>scalar</td><td>{@code TUint8}</td></tr>
 *   <tr><td>{@code boolean[]}</td><td>scalar</td><td>{@code TBool}</td></tr>
 *   <tr><td>{@code String[]}</td><td>scalar</td><td>{@code TString}, UTF-8</td></tr>
 *   <tr><td>arrays of these, {@code float[][]}, {@code int[][][]}, …</td>
 *       <td>one dimension for each further level</td><td>the same</td></tr>
 *   <tr><td>a primitive array and a row shape</td><td>as given</td><td>the same</td></tr>
 *   <tr><td>{@code NdArray}</td><td>its shape without the first dimension</td><td>the same</td></tr>
 * </table>
 *
 * <p><b>The arrays are not copied</b> (an {@code NdArray} is): do not change them as long as the
 * input is used. Each {@code feature} and {@code label} throws {@link IllegalArgumentException} if
 * the name is taken, the number of rows is not that of the others, the rows differ in shape, or the
 * elements have no tensor type; the message names the feature and the row.
 */
public final class ArrayRows extends IndexedRows {

  private final ArrayColumns columns;

  private ArrayRows(ArrayColumns columns) {
    super(columns.source(), new AllRows(columns.rows()));
    this.columns = columns;
  }

  static ArrayRows empty() {
    return new ArrayRows(new ArrayColumns(List.of(), List.of()));
  }

  /** Adds a feature of one {@code float} a row. */
  public ArrayRows feature(String name, float[] values) {
    return feature(name, values, Shape.scalar());
  }

  /** Adds a feature whose rows of that shape stand one behind the other. */
  public ArrayRows feature(String name, float[] values, Shape rowShape) {
    return withFeature(FlatColumn.of(name, ElementKinds.FLOATS, values, rowShape));
  }

  /** Adds a feature of one {@code double} a row. */
  public ArrayRows feature(String name, double[] values) {
    return feature(name, values, Shape.scalar());
  }

  /** Adds a feature whose rows of that shape stand one behind the other. */
  public ArrayRows feature(String name, double[] values, Shape rowShape) {
    return withFeature(FlatColumn.of(name, ElementKinds.DOUBLES, values, rowShape));
  }

  /** Adds a feature of one {@code int} a row. */
  public ArrayRows feature(String name, int[] values) {
    return feature(name, values, Shape.scalar());
  }

  /** Adds a feature whose rows of that shape stand one behind the other. */
  public ArrayRows feature(String name, int[] values, Shape rowShape) {
    return withFeature(FlatColumn.of(name, ElementKinds.INTS, values, rowShape));
  }

  /** Adds a feature of one {@code long} a row. */
  public ArrayRows feature(String name, long[] values) {
    return feature(name, values, Shape.scalar());
  }

  /** Adds a feature whose rows of that shape stand one behind the other. */
  public ArrayRows feature(String name, long[] values, Shape rowShape) {
    return withFeature(FlatColumn.of(name, ElementKinds.LONGS, values, rowShape));
  }

  /** Adds a feature of one {@code byte} a row. */
  public ArrayRows feature(String name, byte[] values) {
    return feature(name, values, Shape.scalar());
  }

  /** Adds a feature whose rows of that shape stand one behind the other. */
  public ArrayRows feature(String name, byte[] values, Shape rowShape) {
    return withFeature(FlatColumn.of(name, ElementKinds.BYTES, values, rowShape));
  }

  /** Adds a feature of one {@code boolean} a row. */
  public ArrayRows feature(String name, boolean[] values) {
    return feature(name, values, Shape.scalar());
  }

  /** Adds a feature whose rows of that shape stand one behind the other. */
  public ArrayRows feature(String name, boolean[] values, Shape rowShape) {
    return withFeature(FlatColumn.of(name, ElementKinds.BOOLEANS, values, rowShape));
  }

  /** Adds a feature of strings, or of arrays of arrays such as {@code float[][]}. */
  public ArrayRows feature(String name, Object[] rows) {
    return withFeature(NestedArrays.column(name, rows));
  }

  /** Adds a feature out of an array of TensorFlow's, which is copied. */
  public ArrayRows feature(String name, NdArray<?> array) {
    return withFeature(NestedArrays.column(name, array));
  }

  /** Adds a feature whose rows, such as those of a {@code String[][]}, differ in length. */
  public ArrayRows ragged(String name, Object[] rows) {
    return withFeature(VariableColumn.ragged(name, rows));
  }

  /** Adds a feature of which most values are absent; {@code size} is -1 if rows differ in size. */
  public ArrayRows sparse(String name, Class<? extends TType> type, long size, SparseRow... rows) {
    return feature(new ColumnSpec(name, type, Shape.of(size), FeatureKind.SPARSE), rows);
  }

  /**
   * As {@link #sparse(String, Class, long, SparseRow...)}, with {@code rows} that were collected.
   */
  public ArrayRows sparse(
      String name, Class<? extends TType> type, long size, List<? extends SparseRow> rows) {
    return sparse(name, type, size, rows.toArray(SparseRow[]::new));
  }

  /** Adds a sparse or ragged feature whose rows are as {@link Row} says; they are not copied. */
  public ArrayRows feature(ColumnSpec column, Object[] rows) {
    return withFeature(VariableColumn.of(column, rows));
  }

  /** Adds a sparse or ragged label whose rows are as {@link Row} says; they are not copied. */
  public ArrayRows label(ColumnSpec column, Object[] rows) {
    return withLabel(VariableColumn.of(column, rows));
  }

  /** Adds a label of one {@code float} a row. */
  public ArrayRows label(String name, float[] values) {
    return label(name, values, Shape.scalar());
  }

  /** Adds a label whose rows of that shape stand one behind the other. */
  public ArrayRows label(String name, float[] values, Shape rowShape) {
    return withLabel(FlatColumn.of(name, ElementKinds.FLOATS, values, rowShape));
  }

  /** Adds a label of one {@code double} a row. */
  public ArrayRows label(String name, double[] values) {
    return label(name, values, Shape.scalar());
  }

  /** Adds a label whose rows of that shape stand one behind the other. */
  public ArrayRows label(String name, double[] values, Shape rowShape) {
    return withLabel(FlatColumn.of(name, ElementKinds.DOUBLES, values, rowShape));
  }

  /** Adds a label of one {@code int} a row. */
  public ArrayRows label(String name, int[] values) {
    return label(name, values, Shape.scalar());
  }

  /** Adds a label whose rows of that shape stand one behind the other. */
  public ArrayRows label(String name, int[] values, Shape rowShape) {
    return withLabel(FlatColumn.of(name, ElementKinds.INTS, values, rowShape));
  }

  /** Adds a label of one {@code long} a row. */
  public ArrayRows label(String name, long[] values) {
    return label(name, values, Shape.scalar());
  }

  /** Adds a label whose rows of that shape stand one behind the other. */
  public ArrayRows label(String name, long[] values, Shape rowShape) {
    return withLabel(FlatColumn.of(name, ElementKinds.LONGS, values, rowShape));
  }

  /** Adds a label of one {@code byte} a row. */
  public ArrayRows label(String name, byte[] values) {
    return label(name, values, Shape.scalar());
  }

  /** Adds a label whose rows of that shape stand one behind the other. */
  public ArrayRows label(String name, byte[] values, Shape rowShape) {
    return withLabel(FlatColumn.of(name, ElementKinds.BYTES, values, rowShape));
  }

  /** Adds a label of one {@code boolean} a row. */
  public ArrayRows label(String name, boolean[] values) {
    return label(name, values, Shape.scalar());
  }

  /** Adds a label whose rows of that shape stand one behind the other. */
  public ArrayRows label(String name, boolean[] values, Shape rowShape) {
    return withLabel(FlatColumn.of(name, ElementKinds.BOOLEANS, values, rowShape));
  }

  /** Adds a label of strings, or of arrays of arrays such as {@code float[][]}. */
  public ArrayRows label(String name, Object[] rows) {
    return withLabel(NestedArrays.column(name, rows));
  }

  /** Adds a label out of an array of TensorFlow's, which is copied. */
  public ArrayRows label(String name, NdArray<?> array) {
    return withLabel(NestedArrays.column(name, array));
  }

  private ArrayRows withFeature(Column column) {
    return new ArrayRows(columns.withFeature(column));
  }

  private ArrayRows withLabel(Column column) {
    return new ArrayRows(columns.withLabel(column));
  }
}
