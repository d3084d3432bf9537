package org.estimator4j.input;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.estimator4j.feature.FeatureKind;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * What an input gives: the names, element types and row shapes of its features and labels.
 * Immutable. The order is the order of a batch's tensors: features first, then labels.
 *
 * @param features the features, no two of one name
 * @param labels the labels, no two of one name; empty if the input has none
 */
public record ElementSpec(List<ColumnSpec> features, List<ColumnSpec> labels) {

  /** Copies the lists and checks that names are unique. */
  public ElementSpec {
    features = List.copyOf(features);
    labels = List.copyOf(labels);
    requireUnique("feature", features);
    requireUnique("label", labels);
  }

  /**
   * Starts with nothing.
   *
   * @return a spec to which {@link #feature} and {@link #label} add
   */
  public static ElementSpec empty() {
    return new ElementSpec(List.of(), List.of());
  }

  /** Adds a feature of one value a row. */
  public ElementSpec feature(String name, Class<? extends TType> type) {
    return feature(name, type, Shape.scalar());
  }

  /** Adds a feature; a first size of -1 differs from row to row. */
  public ElementSpec feature(String name, Class<? extends TType> type, Shape rowShape) {
    return new ElementSpec(append(features, new ColumnSpec(name, type, rowShape)), labels);
  }

  /** Adds a label of one value a row. */
  public ElementSpec label(String name, Class<? extends TType> type) {
    return label(name, type, Shape.scalar());
  }

  /** Adds a label; a first size of -1 differs from row to row. */
  public ElementSpec label(String name, Class<? extends TType> type, Shape rowShape) {
    return new ElementSpec(features, append(labels, new ColumnSpec(name, type, rowShape)));
  }

  /**
   * Adds a feature whose rows differ in length, which batches carry without filling them up.
   *
   * @param name its name
   * @param type its element type
   * @return a spec with one feature more
   */
  public ElementSpec ragged(String name, Class<? extends TType> type) {
    return feature(new ColumnSpec(name, type, Shape.of(-1), FeatureKind.RAGGED));
  }

  /**
   * Adds a feature of which most values are absent; a row is given as {@link SparseRow}.
   *
   * @param name its name
   * @param type its element type
   * @param size the number of places in a row; -1 if that differs
   * @return a spec with one feature more
   */
  public ElementSpec sparse(String name, Class<? extends TType> type, long size) {
    return feature(new ColumnSpec(name, type, Shape.of(size), FeatureKind.SPARSE));
  }

  /**
   * Adds a feature of any kind.
   *
   * @param column what it is
   * @return a spec with one feature more
   */
  public ElementSpec feature(ColumnSpec column) {
    return new ElementSpec(append(features, column), labels);
  }

  /**
   * Adds a label of any kind.
   *
   * @param column what it is
   * @return a spec with one label more
   */
  public ElementSpec label(ColumnSpec column) {
    return new ElementSpec(features, append(labels, column));
  }

  private static List<ColumnSpec> append(List<ColumnSpec> columns, ColumnSpec column) {
    return Stream.concat(columns.stream(), Stream.of(column)).toList();
  }

  /**
   * The number of columns.
   *
   * @return the features and labels together
   */
  public int size() {
    return features.size() + labels.size();
  }

  /**
   * A feature or label by its place.
   *
   * @param index from 0 to {@link #size()}, features first
   * @return the column
   */
  public ColumnSpec column(int index) {
    return index < features.size() ? features.get(index) : labels.get(index - features.size());
  }

  /**
   * The place of a feature.
   *
   * @param name the feature's name
   * @return the index for {@link #column} and {@link Batch#tensor(int)}, or -1 if there is none
   */
  public int indexOfFeature(String name) {
    return indexOf(features, name);
  }

  /**
   * The place of a label.
   *
   * @param name the label's name
   * @return the index for {@link #column} and {@link Batch#tensor(int)}, or -1 if there is none
   */
  public int indexOfLabel(String name) {
    int index = indexOf(labels, name);
    return index < 0 ? -1 : features.size() + index;
  }

  /** The number of tensors in a batch before those of a column. */
  int tensorsBefore(int index) {
    int tensors = 0;
    for (int i = 0; i < index; i++) {
      tensors += column(i).kind().tensors();
    }
    return tensors;
  }

  /** The number of tensors in a batch. */
  int tensors() {
    return tensorsBefore(size());
  }

  /** A line for each column, below the line of what has them. */
  String asLines() {
    StringBuilder text = new StringBuilder();
    features.forEach(each -> text.append("\n  feature ").append(each));
    labels.forEach(each -> text.append("\n  label ").append(each));
    return text.toString();
  }

  /** The names of all features, then of all labels. */
  List<String> names() {
    return Stream.concat(features.stream(), labels.stream()).map(ColumnSpec::name).toList();
  }

  private static int indexOf(List<ColumnSpec> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static void requireUnique(String what, List<ColumnSpec> columns) {
    Set<String> seen = new HashSet<>();
    for (ColumnSpec column : columns) {
      if (!seen.add(column.name())) {
        throw new IllegalArgumentException(what + " '" + column.name() + "' is given twice");
      }
    }
  }
}
