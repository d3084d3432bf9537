package org.estimator4j.session;

import java.nio.ByteBuffer;
import org.estimator4j.tensorflow.TensorMemory;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** The elements of tensors as arrays on the heap. */
final class TensorElements {

  private TensorElements() {}

  /**
   * Copies them, in row-major order: a {@code float[]}, {@code double[]}, {@code int[]}, {@code
   * long[]} or {@code boolean[]}; strings are a {@code byte[][]}, as they need not be text.
   */
  static Object of(TType tensor) {
    int size = Math.toIntExact(tensor.shape().size());
    if (tensor instanceof TString strings) {
      byte[][] texts = new byte[size][];
      int[] next = {0};
      strings.asBytes().scalars().forEach(text -> texts[next[0]++] = text.getObject());
      return texts;
    }
    if (tensor instanceof TFloat16 || tensor instanceof TBfloat16) {
      float[] floats = new float[size];
      int[] next = {0};
      ((FloatNdArray) tensor).scalars().forEach(value -> floats[next[0]++] = value.getFloat());
      return floats;
    }
    ByteBuffer bytes = TensorMemory.bytes(tensor);
    if (tensor instanceof TFloat32) {
      float[] floats = new float[size];
      bytes.asFloatBuffer().get(floats);
      return floats;
    }
    if (tensor instanceof TFloat64) {
      double[] doubles = new double[size];
      bytes.asDoubleBuffer().get(doubles);
      return doubles;
    }
    if (tensor instanceof TInt32) {
      int[] ints = new int[size];
      bytes.asIntBuffer().get(ints);
      return ints;
    }
    if (tensor instanceof TInt64) {
      long[] longs = new long[size];
      bytes.asLongBuffer().get(longs);
      return longs;
    }
    if (tensor instanceof TUint8) {
      int[] unsigned = new int[size];
      for (int i = 0; i < size; i++) {
        unsigned[i] = bytes.get(i) & 0xff;
      }
      return unsigned;
    }
    if (tensor instanceof TBool) {
      boolean[] truths = new boolean[size];
      for (int i = 0; i < size; i++) {
        truths[i] = bytes.get(i) != 0;
      }
      return truths;
    }
    throw new IllegalArgumentException(
        "tensors of type " + tensor.type().getSimpleName() + " cannot be copied to the heap");
  }
}
