package org.estimator4j.input;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import org.tensorflow.types.TInt32;

/** Arrays of int, which become tensors of {@link TInt32}. */
final class IntElements extends Elements<int[]> {

  IntElements() {
    super(int[].class, Integer.class, TInt32.class);
  }

  @Override
  int length(int[] array) {
    return array.length;
  }

  @Override
  int[] newArray(int length) {
    return new int[length];
  }

  @Override
  Object get(int[] array, int index) {
    return array[index];
  }

  @Override
  void set(int[] array, int index, Object value) {
    array[index] = (Integer) value;
  }

  @Override
  Writer<int[]> writer(ByteBuffer memory) {
    IntBuffer to = memory.asIntBuffer();
    return to::put;
  }

  @Override
  void hash(int[] array, int from, int length, RowHash hash) {
    for (int i = from; i < from + length; i++) {
      hash.add(array[i]);
    }
  }

  @Override
  int touch(int[] array, int from, int length) {
    int read = 0;
    for (int i = from; i < from + length; i += TOUCHED_BYTES / Integer.BYTES) {
      read ^= array[i];
    }
    return read;
  }
}
