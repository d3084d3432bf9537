package org.estimator4j.input;

import java.nio.charset.StandardCharsets;
import org.estimator4j.tensorflow.OpenHandles;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TString;

/**
 * A column of strings: a new tensor each time, because strings own memory of their own. A text
 * becomes UTF-8, a {@code byte[]} is taken as it is.
 */
final class StringSlot implements ColumnSlot {

  private final Shape shape;
  private @Nullable TString tensor;

  StringSlot(Shape shape) {
    this.shape = shape;
  }

  void write(Object[] values) {
    byte[][] bytes = new byte[values.length][];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes(values[i]);
    }
    tensor = OpenHandles.opened(TString.tensorOfBytes(shape, DataBuffers.ofObjects(bytes)));
  }

  /** The bytes of a value: those of a text in UTF-8. */
  static byte[] bytes(Object value) {
    return value instanceof byte[] raw ? raw : ((String) value).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public TString tensor(int part) {
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
