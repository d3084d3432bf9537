package org.estimator4j.input;

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

  @Override
  public String toString() {
    return name + " " + type.getSimpleName() + rowShape;
  }
}
