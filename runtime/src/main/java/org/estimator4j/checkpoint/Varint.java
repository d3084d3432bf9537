package org.estimator4j.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers in as few bytes as they need, seven bits a byte, the lowest first. */
final class Varint {

  private Varint() {}

  static void write(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Reads a number; a buffer that ends too early underflows, one without an end is illegal. */
  static long read(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number has more than 64 bits");
  }

  /** Reads a number that must be from 0 to 2³¹ − 1. */
  static int readInt(ByteBuffer in) {
    long value = read(in);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a length of " + value + " bytes");
    }
    return (int) value;
  }
}
