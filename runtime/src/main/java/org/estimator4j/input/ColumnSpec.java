package org.estimator4j.input;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.feature.FeaturePart;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * What an input gives under one name. Immutable.
 *
 * @param name the name of the feature or label, not empty
 * @param type the element type, such as {@code TFloat32.class}
 * @param rowShape the shape of one row, without the batch dimension; scalar for one value a row;
 *     {@code -1} is a size that differs from batch to batch
 * @param kind whether batches have it as one tensor, sparse or ragged
 */
public record ColumnSpec(
    String name, Class<? extends TType> type, Shape rowShape, FeatureKind kind) {

  /** Checks the name, and that the shape can be one of the kind. */
  public ColumnSpec {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a feature or label needs a name that is not empty");
    }
    if (kind == FeatureKind.SPARSE && rowShape.numDimensions() != 1) {
      throw new IllegalArgumentException(
          "sparse '" + name + "': a row has one size, such as Shape.of(1000), not " + rowShape);
    }
    if (kind == FeatureKind.RAGGED
        && (rowShape.numDimensions() < 1 || rowShape.get(0) != Shape.UNKNOWN_SIZE)) {
      throw new IllegalArgumentException(
          "ragged '" + name + "': the first size of a row must be -1, not that of " + rowShape);
    }
  }

  /** What is one tensor. */
  public ColumnSpec(String name, Class<? extends TType> type, Shape rowShape) {
    this(name, type, rowShape, FeatureKind.DENSE);
  }

  /**
   * The tensors of a batch that carry it.
   *
   * @return one to three, with their names, element types and shapes
   */
  public List<FeaturePart> parts() {
    return kind.parts(name, type, batchShape(Shape.UNKNOWN_SIZE));
  }

  /**
   * The shape of a batch of rows.
   *
   * @param rows the number of rows, {@code -1} for any
   * @return the row's shape behind a batch dimension
   */
  public Shape batchShape(long rows) {
    return rowShape.prepend(rows);
  }

  /** Sizes of -1 are equal here; to {@link Shape} they are not, as it does not know them. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ColumnSpec column
        && name.equals(column.name)
        && type.equals(column.type)
        && kind == column.kind
        && Arrays.equals(rowShape.asArray(), column.rowShape.asArray());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, kind, Arrays.hashCode(rowShape.asArray()));
  }

  @Override
  public String toString() {
    String prefix = kind == FeatureKind.DENSE ? "" : kind.name().toLowerCase(Locale.ROOT) + " ";
    return name + " " + prefix + type.getSimpleName() + rowShape;
  }
}
