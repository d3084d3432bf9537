package org.estimator4j.input;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.tensorflow.types.TFloat32;

/** Arrays of float, which become tensors of {@link TFloat32}. */
final class FloatElements extends Elements<float[]> {

  FloatElements() {
    super(float[].class, Float.class, TFloat32.class);
  }

  @Override
  int length(float[] array) {
    return array.length;
  }

  @Override
  float[] newArray(int length) {
    return new float[length];
  }

  @Override
  Object get(float[] array, int index) {
    return array[index];
  }

  @Override
  void set(float[] array, int index, Object value) {
    array[index] = (Float) value;
  }

  @Override
  Writer<float[]> writer(ByteBuffer memory) {
    FloatBuffer to = memory.asFloatBuffer();
    return to::put;
  }

  @Override
  void hash(float[] array, int from, int length, RowHash hash) {
    for (int i = from; i < from + length; i++) {
      hash.add(Float.floatToIntBits(array[i]));
    }
  }

  @Override
  int touch(float[] array, int from, int length) {
    int read = 0;
    for (int i = from; i < from + length; i += TOUCHED_BYTES / Float.BYTES) {
      read ^= Float.floatToRawIntBits(array[i]);
    }
    return read;
  }
}
