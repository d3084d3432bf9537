package org.estimator4j.feature;

import static java.util.Objects.requireNonNull;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * A feature or label whose rows differ in length, fed through two placeholders: the values of all
 * rows one behind the other, and where each row begins.
 *
 * @param <T> the element type
 * @param name the name by which an input gives it, not empty
 * @param type the element type of the values
 * @param shape the batch dimension, {@code -1} for the length of a row, and the sizes of what a row
 *     is made of, if these are no single values
 */
public record RaggedFeature<T extends TType>(String name, Class<T> type, Shape shape)
    implements FeatureSpec {

  /** Checks what can be checked without data. */
  public RaggedFeature {
    requireNonNull(type, "type");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a feature needs a name, but was given an empty one");
    }
    boolean fits =
        !shape.isUnknown()
            && shape.numDimensions() >= 2
            && shape.get(1) == Shape.UNKNOWN_SIZE
            && !shape.tail().tail().hasUnknownDimension();
    if (!fits) {
      throw new IllegalArgumentException(
          "ragged feature '"
              + name
              + "' has shape "
              + shape
              + "; it needs the batch dimension, -1 for the length of a row, and known sizes behind"
              + " it: Shape.of(-1, -1, …)");
    }
  }

  @Override
  public FeatureKind kind() {
    return FeatureKind.RAGGED;
  }
}
