package org.estimator4j.feature;

import static java.util.Objects.requireNonNull;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * A feature or label that is one tensor, fed through one placeholder.
 *
 * @param <T> the element type
 * @param name the name by which an input gives it, not empty
 * @param type the element type
 * @param shape the shape with the batch dimension first; {@code -1} is a size that differs from
 *     batch to batch
 */
public record DenseFeature<T extends TType>(String name, Class<T> type, Shape shape)
    implements FeatureSpec {

  /** Checks what can be checked without data. */
  public DenseFeature {
    requireNonNull(type, "type");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a feature needs a name, but was given an empty one");
    }
    if (shape.isUnknown() || shape.numDimensions() == 0) {
      throw new IllegalArgumentException(
          "feature '"
              + name
              + "' has shape "
              + shape
              + ", which has no batch dimension; write Shape.of(-1, …)");
    }
  }

  @Override
  public FeatureKind kind() {
    return FeatureKind.DENSE;
  }
}
