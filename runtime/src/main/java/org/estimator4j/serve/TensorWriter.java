package org.estimator4j.serve;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.tensorflow.types.family.TType;

/**
 * Copies arrays of Java's, nested or not, into the memory of one tensor. Immutable.
 *
 * @param type the element type of the tensor
 * @param kind what stands for its elements
 */
record TensorWriter(Class<? extends TType> type, ElementKind kind) {

  /** Copies a value to the buffer's position, and moves it behind. */
  void write(Object value, ByteBuffer to) {
    Object array = kind.isElement(value) ? kind.arrayOf(value) : value;
    if (kind.isArray(array)) {
      kind.put(to, array);
      to.position(to.position() + Array.getLength(array) * kind.bytes());
    } else {
      for (Object part : (Object[]) array) {
        write(part, to);
      }
    }
  }

  /** Copies a value of strings, from an index on, and gives the index behind. */
  int writeStrings(Object value, byte[][] to, int at) {
    if (value instanceof byte[] bytes) {
      to[at] = bytes;
      return at + 1;
    }
    if (value instanceof String text) {
      to[at] = text.getBytes(StandardCharsets.UTF_8);
      return at + 1;
    }
    int next = at;
    for (Object part : (Object[]) value) {
      next = writeStrings(part, to, next);
    }
    return next;
  }
}
