package org.estimator4j.input;

import java.nio.ByteBuffer;
import org.tensorflow.types.TBool;

/** Arrays of boolean, which become tensors of {@link TBool}. */
final class BooleanElements extends Elements<boolean[]> {

  BooleanElements() {
    super(boolean[].class, Boolean.class, TBool.class);
  }

  @Override
  int length(boolean[] array) {
    return array.length;
  }

  @Override
  boolean[] newArray(int length) {
    return new boolean[length];
  }

  @Override
  Object get(boolean[] array, int index) {
    return array[index];
  }

  @Override
  void set(boolean[] array, int index, Object value) {
    array[index] = (Boolean) value;
  }

  @Override
  Writer<boolean[]> writer(ByteBuffer memory) {
    return (at, array, from, length) -> {
      for (int i = 0; i < length; i++) {
        memory.put(at + i, (byte) (array[from + i] ? 1 : 0));
      }
    };
  }

  @Override
  void hash(boolean[] array, int from, int length, RowHash hash) {
    for (int i = from; i < from + length; i++) {
      hash.add(array[i] ? 1 : 0);
    }
  }

  @Override
  int touch(boolean[] array, int from, int length) {
    int read = 0;
    for (int i = from; i < from + length; i += TOUCHED_BYTES) {
      read ^= array[i] ? 1 : 0;
    }
    return read;
  }
}
