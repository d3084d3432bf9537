package org.estimator4j.input;

import java.util.Arrays;
import java.util.Objects;
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
 */
public record ColumnSpec(String name, Class<? extends TType> type, Shape rowShape) {

  /** Checks the name. */
  public ColumnSpec {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a feature or label needs a name that is not empty");
    }
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
        && Arrays.equals(rowShape.asArray(), column.rowShape.asArray());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, Arrays.hashCode(rowShape.asArray()));
  }

  @Override
  public String toString() {
    return name + " " + type.getSimpleName() + rowShape;
  }
}
