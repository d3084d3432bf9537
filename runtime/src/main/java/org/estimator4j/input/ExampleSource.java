package org.estimator4j.input;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.feature.internal.NearNames;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * Record files (TFRecord) of {@code tf.Example}s, packed by gzip or not; checksums are verified.
 * For one thread; what {@link #rows()} gives is immutable.
 *
 * <pre>{@code
 * Rows rows = Input.tfRecords("data/train-*.tfrecord")
 *     .feature("age", TFloat32.class)
 *     .feature("words", TString.class, Shape.of(-1))   // as many as there are
 *     .label("clicked", TInt64.class)
 *     .missing("age", Missing.replaceBy(Float.NaN))
 *     .rows();
 * }</pre>
 *
 * <p>{@code TFloat32} is read of a float list; {@code TInt64}, {@code TInt32}, {@code TUint8} and
 * {@code TBool} of an int64 list; {@code TString} of a bytes list, which need not be text. An empty
 * list is missing, except where the row shape is of unknown size. What is not declared is not read.
 */
public final class ExampleSource {

  private final String path;
  private final Map<String, Missing> missing = new HashMap<>();
  private final List<UnaryOperator<RowStream>> joins = new ArrayList<>();
  private ElementSpec spec = ElementSpec.empty();

  ExampleSource(String path) {
    this.path = path;
  }

  /** Reads a feature of one value. */
  public ExampleSource feature(String name, Class<? extends TType> type) {
    return feature(name, type, Shape.scalar());
  }

  /** Reads a feature; a first size of -1 differs from row to row. */
  public ExampleSource feature(String name, Class<? extends TType> type, Shape rowShape) {
    requireSupported(name, type);
    spec = spec.feature(name, type, rowShape);
    return this;
  }

  /** Reads a label of one value. */
  public ExampleSource label(String name, Class<? extends TType> type) {
    return label(name, type, Shape.scalar());
  }

  /** Reads a label; a first size of -1 differs from row to row. */
  public ExampleSource label(String name, Class<? extends TType> type, Shape rowShape) {
    requireSupported(name, type);
    spec = spec.label(name, type, rowShape);
    return this;
  }

  /**
   * Reads a feature of as many values as there are, which batches carry without filling up:
   * Python's {@code RaggedFeature}.
   */
  public ExampleSource ragged(String name, Class<? extends TType> type) {
    requireSupported(name, type);
    spec = spec.ragged(name, type);
    return this;
  }

  /**
   * Reads a feature of as many values as there are, which batches carry as a sparse tensor with the
   * values at the first places: Python's {@code VarLenFeature}.
   */
  public ExampleSource sparse(String name, Class<? extends TType> type) {
    requireSupported(name, type);
    spec = spec.sparse(name, type, -1);
    return this;
  }

  /**
   * Reads a feature of which most values are absent, as {@link Rows#writeTfRecords} writes it:
   * under {@code name/indices} and {@code name/values}.
   */
  public ExampleSource sparse(String name, Class<? extends TType> type, long size) {
    return sparse(name, type, size, name + FeatureKind.INDICES, name + FeatureKind.VALUES);
  }

  /**
   * Reads a feature of which most values are absent: Python's {@code SparseFeature}.
   *
   * @param name the feature's name in the rows
   * @param type its element type
   * @param size the number of places in a row
   * @param indexKey what the examples call the places: int64, ascending in each row
   * @param valueKey what the examples call the values
   * @return this
   */
  public ExampleSource sparse(
      String name, Class<? extends TType> type, long size, String indexKey, String valueKey) {
    requireSupported(name, type);
    spec = SparsePairs.withPair(spec, valueKey, type, indexKey);
    ColumnSpec column = new ColumnSpec(name, type, Shape.of(size), FeatureKind.SPARSE);
    joins.add(rows -> SparsePairs.of(rows, column, valueKey, indexKey));
    return this;
  }

  /** Says what becomes of rows without a feature or label; they are an error otherwise. */
  public ExampleSource missing(String name, Missing policy) {
    missing.put(name, policy);
    return this;
  }

  /**
   * The rows in the order of the files' names and records. Reads nothing yet.
   *
   * @return the rows
   * @throws InputException if there is no file
   * @throws IllegalArgumentException if a policy is for a name that is not declared or a
   *     replacement does not fit
   */
  public Rows rows() {
    List<Missing> policies = new ArrayList<>();
    for (int i = 0; i < spec.size(); i++) {
      Missing policy = missing.getOrDefault(spec.column(i).name(), Missing.fail());
      if (policy.kind() == Missing.Kind.REPLACE) {
        Values.check(spec.column(i), policy.value());
      }
      policies.add(policy);
    }
    for (String name : missing.keySet()) {
      if (!spec.names().contains(name)) {
        throw new IllegalArgumentException(
            "missing(\"" + name + "\", …): " + NearNames.unknown(name, spec.names()));
      }
    }
    RowStream rows = new ExampleStream(DataFiles.find(path), spec, policies);
    for (UnaryOperator<RowStream> join : joins) {
      rows = join.apply(rows);
    }
    return new StreamedRows(rows);
  }

  private static void requireSupported(String name, Class<? extends TType> type) {
    if (!ExampleReader.supports(type)) {
      throw new IllegalArgumentException(
          "'" + name + "' cannot be read of a tf.Example as " + type.getSimpleName());
    }
  }
}
