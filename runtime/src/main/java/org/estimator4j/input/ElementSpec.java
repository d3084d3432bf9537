package org.estimator4j.input;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

  private static List<ColumnSpec> append(List<ColumnSpec> columns, ColumnSpec column) {
    return Stream.concat(columns.stream(), Stream.of(column)).toList();
  }

  /**
   * The number of tensors in a batch.
   *
   * @return the features and labels together
   */
  public int size() {
    return features.size() + labels.size();
  }

  /**
   * A feature or label by its place in a batch.
   *
   * @param index from 0 to {@link #size()}, features first
   * @return the column
   */
  public ColumnSpec column(int index) {
    return index < features.size() ? features.get(index) : labels.get(index - features.size());
  }

  /**
   * The place of a feature's tensor in a batch.
   *
   * @param name the feature's name
   * @return the index for {@link Batch#tensor}, or -1 if there is no such feature
   */
  public int indexOfFeature(String name) {
    return indexOf(features, name);
  }

  /**
   * The place of a label's tensor in a batch.
   *
   * @param name the label's name
   * @return the index for {@link Batch#tensor}, or -1 if there is no such label
   */
  public int indexOfLabel(String name) {
    int index = indexOf(labels, name);
    return index < 0 ? -1 : features.size() + index;
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
