package org.estimator4j.input;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import org.tensorflow.types.TInt64;

/** Arrays of long, which become tensors of {@link TInt64}. */
final class LongElements extends Elements<long[]> {

  LongElements() {
    super(long[].class, Long.class, TInt64.class);
  }

  @Override
  int length(long[] array) {
    return array.length;
  }

  @Override
  long[] newArray(int length) {
    return new long[length];
  }

  @Override
  Object get(long[] array, int index) {
    return array[index];
  }

  @Override
  void set(long[] array, int index, Object value) {
    array[index] = (Long) value;
  }

  @Override
  Writer<long[]> writer(ByteBuffer memory) {
    LongBuffer to = memory.asLongBuffer();
    return to::put;
  }

  @Override
  void hash(long[] array, int from, int length, RowHash hash) {
    for (int i = from; i < from + length; i++) {
      hash.add(array[i]);
    }
  }

  @Override
  int touch(long[] array, int from, int length) {
    int read = 0;
    for (int i = from; i < from + length; i += TOUCHED_BYTES / Long.BYTES) {
      read ^= (int) array[i];
    }
    return read;
  }
}
