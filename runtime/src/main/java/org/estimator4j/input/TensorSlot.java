package org.estimator4j.input;

import org.estimator4j.tensorflow.OpenHandles;
import org.estimator4j.tensorflow.TensorMemory;
import org.estimator4j.tensorflow.TensorOwnership;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/** A column of numbers: one tensor, written again when TensorFlow has let go of it. */
final class TensorSlot<A> implements ColumnSlot {

  private final Elements<A> elements;
  private final Shape shape;
  private @Nullable TType tensor;
  private Elements.@Nullable Writer<A> writer;

  TensorSlot(Elements<A> elements, Shape shape) {
    this.elements = elements;
    this.shape = shape;
  }

  /** A writer to the whole tensor, whose content is that of the last time, or anything at all. */
  Elements.Writer<A> writer() {
    if (writer == null) {
      tensor = OpenHandles.opened(Tensor.of(elements.type(), shape));
      writer = elements.writer(TensorMemory.bytes(tensor));
    }
    return writer;
  }

  @Override
  public TType tensor(int part) {
    if (tensor == null) {
      throw new IllegalStateException("nothing was written");
    }
    return tensor;
  }

  @Override
  public void release() {
    if (tensor != null && !TensorOwnership.isSole(tensor)) {
      close();
    }
  }

  @Override
  public void close() {
    writer = null;
    if (tensor != null) {
      tensor.close();
      tensor = null;
    }
  }
}
