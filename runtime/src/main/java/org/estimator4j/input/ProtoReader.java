package org.estimator4j.input;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Goes through a serialized protocol buffer. Throws IllegalArgumentException if it is none. */
final class ProtoReader {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private int at;
  private int end;
  private int wireType;

  ProtoReader(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** Whether the current message goes on. */
  boolean hasNext() {
    return at < end;
  }

  /** The number of the next field. */
  int nextField() {
    long tag = varint();
    wireType = (int) (tag & 7);
    return (int) (tag >>> 3);
  }

  /** Goes into the field, which is a message or bytes; the result is for {@link #leave}. */
  int enter() {
    if (wireType != LENGTH) {
      throw damaged();
    }
    long length = varint();
    if (length < 0 || length > end - at) {
      throw damaged();
    }
    int outer = end;
    end = at + (int) length;
    return outer;
  }

  void leave(int outer) {
    at = end;
    end = outer;
  }

  void skip() {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case FIXED32 -> advance(4);
      default -> leave(enter());
    }
  }

  boolean restEquals(byte[] other) {
    return Arrays.equals(bytes, at, end, other, 0, other.length);
  }

  /** What is left of the field: a text if it is UTF-8, else its bytes. */
  Object textOrBytes() {
    for (int i = at; i < end; i++) {
      if (bytes[i] < 0) {
        return decoded();
      }
    }
    return new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
  }

  private Object decoded() {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes, at, end - at);
      return StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
    } catch (CharacterCodingException e) { // no text, then
      return Arrays.copyOfRange(bytes, at, end);
    }
  }

  /** The values of field 1 of a float list, packed or one by one. */
  float[] floats() {
    float[] values = new float[Math.max(1, (end - at) / 4)];
    int count = 0;
    while (hasNext()) {
      if (nextField() != 1) {
        skip();
      } else if (wireType == FIXED32) {
        values[count++] = nextFloat();
      } else {
        int outer = enter();
        while (hasNext()) {
          values[count++] = nextFloat();
        }
        leave(outer);
      }
    }
    return count == values.length ? values : Arrays.copyOf(values, count);
  }

  /** The values of field 1 of an integer list, packed or one by one. */
  long[] varints() {
    long[] values = new long[end - at];
    int count = 0;
    while (hasNext()) {
      if (nextField() != 1) {
        skip();
      } else if (wireType == VARINT) {
        values[count++] = varint();
      } else {
        int outer = enter();
        while (hasNext()) {
          values[count++] = varint();
        }
        leave(outer);
      }
    }
    return Arrays.copyOf(values, count);
  }

  private float nextFloat() {
    int from = at;
    advance(4);
    return Float.intBitsToFloat(
        (bytes[from] & 0xFF)
            | (bytes[from + 1] & 0xFF) << 8
            | (bytes[from + 2] & 0xFF) << 16
            | bytes[from + 3] << 24);
  }

  private void advance(int count) {
    if (count > end - at) {
      throw damaged();
    }
    at += count;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw damaged();
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  private static IllegalArgumentException damaged() {
    return new IllegalArgumentException("it is no tf.Example");
  }
}
