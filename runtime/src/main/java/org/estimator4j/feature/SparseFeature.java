package org.estimator4j.feature;

import static java.util.Objects.requireNonNull;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * A feature or label of which most values are absent, fed through three placeholders: where the
 * values are, the values, and the shape of the whole.
 *
 * @param <T> the element type
 * @param name the name by which an input gives it, not empty
 * @param type the element type of the values
 * @param shape the batch dimension and the size of a row; {@code -1} is a size that differs from
 *     batch to batch
 */
public record SparseFeature<T extends TType>(String name, Class<T> type, Shape shape)
    implements FeatureSpec {

  /** Checks what can be checked without data. */
  public SparseFeature {
    requireNonNull(type, "type");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a feature needs a name, but was given an empty one");
    }
    if (shape.isUnknown() || shape.numDimensions() != 2) {
      throw new IllegalArgumentException(
          "sparse feature '"
              + name
              + "' has shape "
              + shape
              + "; it needs the batch dimension and the size of a row: Shape.of(-1, …), with a"
              + " second -1 if the rows differ");
    }
  }

  @Override
  public FeatureKind kind() {
    return FeatureKind.SPARSE;
  }
}
