package org.estimator4j.serve;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * One tensor of a signature. Immutable.
 *
 * @param type the element type
 * @param shape the shape; {@code -1} is any size, in front the batch
 */
public record TensorSpec(Class<? extends TType> type, Shape shape) {

  /** Whether the first dimension is the batch. */
  boolean batched() {
    return !shape.isUnknown() && shape.numDimensions() > 0 && shape.get(0) == Shape.UNKNOWN_SIZE;
  }

  @Override
  public String toString() {
    return type.getSimpleName() + " " + shape;
  }
}
