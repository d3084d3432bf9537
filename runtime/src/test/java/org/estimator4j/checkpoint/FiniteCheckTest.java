package org.estimator4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** NaN and infinities are found wherever they are, and nothing else is taken for them. */
class FiniteCheckTest {

  /** Larger than one part, and no multiple of it. */
  private static final int SIZE = 20_001;

  @ParameterizedTest
  @ValueSource(
      floats = {
        0,
        -0f,
        1,
        -1,
        Float.MIN_VALUE,
        -1e-30f,
        60000,
        -60000,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY
      })
  void everyPlaceAndTypeIsLookedAt(float value) {
    boolean finite = Math.abs(value) <= Float.MAX_VALUE;
    for (int place : new int[] {0, 1, 8191, 8192, 8193, 16384, SIZE - 1}) {
      float[] values = new float[SIZE];
      values[place] = value;
      Shape shape = Shape.of(SIZE);
      check(finite, TFloat32.tensorOf(shape, DataBuffers.of(values)));
      double[] doubles = new double[SIZE];
      doubles[place] = value;
      check(finite, TFloat64.tensorOf(shape, DataBuffers.of(doubles)));
    }
    check(finite, TFloat16.vectorOf(1, value));
    check(finite, TBfloat16.vectorOf(1, value));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, Integer.MAX_VALUE})
  void integersAreAlwaysFinite(int value) {
    check(true, TInt32.vectorOf(value));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.MAX_VALUE, -Float.MAX_VALUE})
  void greatestNumbersAreFinite(float value) {
    check(true, TFloat32.scalarOf(value));
    check(true, TFloat64.scalarOf(Double.MAX_VALUE));
    check(true, TFloat32.tensorOf(Shape.of(0)));
  }

  private static void check(boolean finite, TType tensor) {
    try (tensor) {
      assertEquals(finite, FiniteCheck.isFinite(tensor));
    }
  }
}
