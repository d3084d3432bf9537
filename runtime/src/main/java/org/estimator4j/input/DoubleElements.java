package org.estimator4j.input;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import org.tensorflow.types.TFloat64;

/** Arrays of double, which become tensors of {@link TFloat64}. */
final class DoubleElements extends Elements<double[]> {

  DoubleElements() {
    super(double[].class, Double.class, TFloat64.class);
  }

  @Override
  int length(double[] array) {
    return array.length;
  }

  @Override
  double[] newArray(int length) {
    return new double[length];
  }

  @Override
  Object get(double[] array, int index) {
    return array[index];
  }

  @Override
  void set(double[] array, int index, Object value) {
    array[index] = (Double) value;
  }

  @Override
  Writer<double[]> writer(ByteBuffer memory) {
    DoubleBuffer to = memory.asDoubleBuffer();
    return to::put;
  }

  @Override
  void hash(double[] array, int from, int length, RowHash hash) {
    for (int i = from; i < from + length; i++) {
      hash.add(Double.doubleToLongBits(array[i]));
    }
  }

  @Override
  int touch(double[] array, int from, int length) {
    int read = 0;
    for (int i = from; i < from + length; i += TOUCHED_BYTES / Double.BYTES) {
      read ^= (int) Double.doubleToRawLongBits(array[i]);
    }
    return read;
  }
}
