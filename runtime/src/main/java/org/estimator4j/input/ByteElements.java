package org.estimator4j.input;

import java.nio.ByteBuffer;
import org.tensorflow.types.TUint8;

/** Arrays of byte, which become tensors of {@link TUint8}. */
final class ByteElements extends Elements<byte[]> {

  ByteElements() {
    super(byte[].class, Byte.class, TUint8.class);
  }

  @Override
  int length(byte[] array) {
    return array.length;
  }

  @Override
  byte[] newArray(int length) {
    return new byte[length];
  }

  @Override
  Object get(byte[] array, int index) {
    return array[index];
  }

  @Override
  void set(byte[] array, int index, Object value) {
    array[index] = (Byte) value;
  }

  @Override
  Writer<byte[]> writer(ByteBuffer memory) {
    return memory::put;
  }

  @Override
  void hash(byte[] array, int from, int length, RowHash hash) {
    for (int i = from; i < from + length; i++) {
      hash.add(array[i]);
    }
  }

  @Override
  int touch(byte[] array, int from, int length) {
    int read = 0;
    for (int i = from; i < from + length; i += TOUCHED_BYTES) {
      read ^= array[i];
    }
    return read;
  }
}
