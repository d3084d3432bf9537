package org.estimator4j.input;

import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TString;

/** A column of strings: a new tensor each time, because strings own memory of their own. */
final class StringSlot implements ColumnSlot {

  private final Shape shape;
  private @Nullable TString tensor;

  StringSlot(Shape shape) {
    this.shape = shape;
  }

  void write(String[] values) {
    tensor = TString.tensorOf(shape, DataBuffers.ofObjects(values));
  }

  @Override
  public TString tensor() {
    if (tensor == null) {
      throw new IllegalStateException("nothing was written");
    }
    return tensor;
  }

  @Override
  public void release() {
    close();
  }

  @Override
  public void close() {
    if (tensor != null) {
      tensor.close();
      tensor = null;
    }
  }
}
