package org.estimator4j.serve;

import java.util.Locale;
import org.estimator4j.feature.FeatureKind;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * One input or output of a signature. Immutable.
 *
 * @param type the element type
 * @param shape the shape; {@code -1} is any size, in front the batch. A sparse or ragged input has
 *     that of the whole.
 * @param kind how it lies in tensors. A sparse or ragged input is given as one; a sparse or ragged
 *     output is answered as its tensors, {@code words/values} and so on, each of this kind.
 */
public record TensorSpec(Class<? extends TType> type, Shape shape, FeatureKind kind) {

  /** One dense tensor. */
  public TensorSpec(Class<? extends TType> type, Shape shape) {
    this(type, shape, FeatureKind.DENSE);
  }

  /** Whether the first dimension is the batch. */
  boolean batched() {
    return kind == FeatureKind.DENSE
        && !shape.isUnknown()
        && shape.numDimensions() > 0
        && shape.get(0) == Shape.UNKNOWN_SIZE;
  }

  @Override
  public String toString() {
    String tensor = type.getSimpleName() + " " + shape;
    return kind == FeatureKind.DENSE ? tensor : kind.name().toLowerCase(Locale.ROOT) + " " + tensor;
  }
}
