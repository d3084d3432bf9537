package org.estimator4j.checkpoint;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.estimator4j.tensorflow.TensorMemory;
import org.tensorflow.Tensor;

/**
 * Looks for NaN and infinities. Both have an exponent of ones only, so that without the sign they
 * are, as integers, at least infinity: the greatest of them all decides, and the loop for it is
 * turned into vector instructions.
 */
final class FiniteCheck {

  private static final int CHUNK = 32 * 1024;

  private FiniteCheck() {}

  /** Whether every element is a finite number; true for types that know no others. */
  static boolean isFinite(Tensor tensor) {
    return switch (tensor.dataType()) {
      case DT_FLOAT -> greatestInt(tensor) < 0x7f800000;
      case DT_DOUBLE -> greatestLong(tensor) < 0x7ff0000000000000L;
      case DT_HALF -> greatestShort(tensor) < 0x7c00;
      case DT_BFLOAT16 -> greatestShort(tensor) < 0x7f80;
      default -> true;
    };
  }

  private static int greatestInt(Tensor tensor) {
    int[] values = new int[CHUNK / Integer.BYTES];
    int greatest = 0;
    long size = TensorMemory.size(tensor);
    for (long from = 0; from < size; from += CHUNK) {
      IntBuffer part = part(tensor, from, size).asIntBuffer();
      int count = part.remaining();
      part.get(values, 0, count);
      for (int i = 0; i < count; i++) {
        greatest = Math.max(greatest, values[i] & 0x7fffffff);
      }
    }
    return greatest;
  }

  private static long greatestLong(Tensor tensor) {
    long[] values = new long[CHUNK / Long.BYTES];
    long greatest = 0;
    long size = TensorMemory.size(tensor);
    for (long from = 0; from < size; from += CHUNK) {
      LongBuffer part = part(tensor, from, size).asLongBuffer();
      int count = part.remaining();
      part.get(values, 0, count);
      for (int i = 0; i < count; i++) {
        greatest = Math.max(greatest, values[i] & 0x7fffffffffffffffL);
      }
    }
    return greatest;
  }

  private static int greatestShort(Tensor tensor) {
    int greatest = 0;
    long size = TensorMemory.size(tensor);
    for (long from = 0; from < size; from += CHUNK) {
      ShortBuffer part = part(tensor, from, size).asShortBuffer();
      while (part.hasRemaining()) {
        greatest = Math.max(greatest, part.get() & 0x7fff);
      }
    }
    return greatest;
  }

  private static ByteBuffer part(Tensor tensor, long from, long size) {
    return TensorMemory.bytes(tensor, from, (int) Math.min(CHUNK, size - from));
  }
}
