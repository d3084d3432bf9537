package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.estimator4j.annotation.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** What arrays become as tensors, and what is refused. */
class ArrayRowsTest {

  /** Opens a batch of rows 1 and 2 of three. */
  private static Batch secondAndThird(ArrayRows rows) {
    try (InputCursor cursor = rows.skip(1).batch(8).open(InputContext.first(Mode.EVAL, 0))) {
      Batch batch = cursor.next();
      assertNotNull(batch);
      return batch;
    }
  }

  private static void assertFeature(
      ArrayRows rows, Class<? extends TType> type, NdArray<?> expected) {
    try (Batch batch = secondAndThird(rows)) {
      TType tensor = batch.tensor(0);
      assertEquals(type, tensor.type());
      assertEquals(expected, tensor);
      assertEquals(2, batch.size());
      ColumnSpec spec = rows.elementSpec().column(0);
      assertEquals(type, spec.type());
      assertEquals(expected.shape(), spec.batchShape(2));
    }
  }

  /** More rows than are asked for at a time, and longer than what one read brings. */
  @Test
  void longRowsOfEveryTypeComeInTheOrderOfTheShuffle() {
    int count = 21;
    int length = 1100;
    List<Function<int[], Object>> kinds =
        List.of(
            values -> floats(values),
            values -> Arrays.stream(values).asDoubleStream().toArray(),
            values -> values,
            values -> Arrays.stream(values).asLongStream().toArray(),
            values -> bytes(values),
            values -> booleans(values));
    int[][] numbers = new int[count][length];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < length; j++) {
        numbers[i][j] = (i * 31 + j * 7) % 251;
      }
    }
    for (Function<int[], Object> kind : kinds) {
      Object first = kind.apply(numbers[0]);
      Object[] nested = (Object[]) Array.newInstance(first.getClass(), count);
      Object[] deep = (Object[]) Array.newInstance(first.getClass(), count, 1);
      for (int i = 0; i < count; i++) {
        nested[i] = kind.apply(numbers[i]);
        ((Object[]) deep[i])[0] = nested[i];
      }
      Object flat = kind.apply(Arrays.stream(numbers).flatMapToInt(Arrays::stream).toArray());
      ArrayRows rows = Reading.rows(count).feature("nested", nested).feature("deep", deep);
      try (InputCursor cursor =
              withFlat(rows, flat, length).shuffle().batch(count).open(Reading.context(3, 0, 0));
          Batch batch = cursor.next()) {
        assertNotNull(batch);
        for (int i = 0; i < count; i++) {
          Object expected = nested[((TInt32) batch.tensor(0)).getInt(i)];
          for (int j = 0; j < length; j++) {
            Object value = Array.get(expected, j);
            assertEquals(value, ((NdArray<?>) batch.tensor(1)).getObject(i, j));
            assertEquals(value, ((NdArray<?>) batch.tensor(2)).getObject(i, 0, j));
            assertEquals(value, ((NdArray<?>) batch.tensor(3)).getObject(i, j));
          }
        }
      }
    }
  }

  private static ArrayRows withFlat(ArrayRows rows, Object flat, int length) {
    Shape row = Shape.of(length);
    if (flat instanceof float[] values) {
      return rows.feature("flat", values, row);
    }
    if (flat instanceof double[] values) {
      return rows.feature("flat", values, row);
    }
    if (flat instanceof int[] values) {
      return rows.feature("flat", values, row);
    }
    if (flat instanceof long[] values) {
      return rows.feature("flat", values, row);
    }
    return flat instanceof byte[] values
        ? rows.feature("flat", values, row)
        : rows.feature("flat", (boolean[]) flat, row);
  }

  private static float[] floats(int[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = values[i];
    }
    return floats;
  }

  private static byte[] bytes(int[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static boolean[] booleans(int[] values) {
    boolean[] booleans = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      booleans[i] = values[i] % 2 == 0;
    }
    return booleans;
  }

  @Test
  void primitiveArraysBecomeVectors() {
    ArrayRows none = Input.arrays();
    assertFeature(
        none.feature("x", new float[] {1, 2, 3}), TFloat32.class, NdArrays.vectorOf(2f, 3f));
    assertFeature(
        none.feature("x", new double[] {1, 2, 3}), TFloat64.class, NdArrays.vectorOf(2.0, 3.0));
    assertFeature(none.feature("x", new int[] {1, 2, 3}), TInt32.class, NdArrays.vectorOf(2, 3));
    assertFeature(none.feature("x", new long[] {1, 2, 3}), TInt64.class, NdArrays.vectorOf(2L, 3L));
    assertFeature(
        none.feature("x", new byte[] {1, 2, -3}),
        TUint8.class,
        NdArrays.vectorOf((byte) 2, (byte) -3));
    assertFeature(
        none.feature("x", new boolean[] {true, true, false}),
        TBool.class,
        NdArrays.vectorOf(true, false));
    assertFeature(
        none.feature("x", new String[] {"a", "", "größer"}),
        TString.class,
        NdArrays.vectorOfObjects("", "größer"));
  }

  @Test
  void nestedArraysBecomeTensorsOfHigherRank() {
    ArrayRows none = Input.arrays();
    assertFeature(
        none.feature("x", new float[][] {{1, 2}, {3, 4}, {5, 6}}),
        TFloat32.class,
        StdArrays.ndCopyOf(new float[][] {{3, 4}, {5, 6}}));
    assertFeature(
        none.feature("x", new int[][][] {{{1}, {2}}, {{3}, {4}}, {{5}, {6}}}),
        TInt32.class,
        StdArrays.ndCopyOf(new int[][][] {{{3}, {4}}, {{5}, {6}}}));
    assertFeature(
        none.feature("x", new boolean[][] {{true}, {false}, {true}}),
        TBool.class,
        StdArrays.ndCopyOf(new boolean[][] {{false}, {true}}));
    assertFeature(
        none.feature("x", new String[][] {{"a", "b"}, {"c", "d"}, {"e", "f"}}),
        TString.class,
        StdArrays.ndCopyOf(new String[][] {{"c", "d"}, {"e", "f"}}));
  }

  @Test
  void flatArraysTakeARowShape() {
    ArrayRows none = Input.arrays();
    Shape rowShape = Shape.of(2, 1);
    assertFeature(
        none.feature("x", new float[] {1, 2, 3, 4, 5, 6}, rowShape),
        TFloat32.class,
        StdArrays.ndCopyOf(new float[][][] {{{3}, {4}}, {{5}, {6}}}));
    assertFeature(
        none.feature("x", new byte[] {1, 2, 3, 4, 5, 6}, rowShape),
        TUint8.class,
        StdArrays.ndCopyOf(new byte[][][] {{{3}, {4}}, {{5}, {6}}}));
  }

  @Test
  void arraysOfTensorFlowAreCopied() {
    NdArray<Float> source = StdArrays.ndCopyOf(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    ArrayRows rows = Input.arrays().feature("x", source);
    source.setObject(9f, 1, 0);
    assertFeature(rows, TFloat32.class, StdArrays.ndCopyOf(new float[][] {{3, 4}, {5, 6}}));
    assertFeature(
        Input.arrays().feature("x", NdArrays.vectorOf(1L, 2L, 3L)),
        TInt64.class,
        NdArrays.vectorOf(2L, 3L));
    try (TFloat32 tensor = TFloat32.vectorOf(1, 2, 3)) {
      assertFeature(Input.arrays().feature("x", tensor), TFloat32.class, NdArrays.vectorOf(2f, 3f));
    }
  }

  @Test
  void featuresAndLabelsKeepTheirOrderAndMayShareAName() {
    ArrayRows rows =
        Input.arrays()
            .feature("b", new float[] {1, 2, 3})
            .label("a", new int[] {4, 5, 6})
            .feature("a", new long[] {7, 8, 9});
    try (Batch batch = secondAndThird(rows)) {
      assertEquals("[b, a]", batch.features().keySet().toString());
      assertEquals("[a]", batch.labels().keySet().toString());
      assertEquals(NdArrays.vectorOf(5, 6), batch.labels().get("a"));
      assertEquals(
          NdArrays.vectorOf(8L, 9L), batch.tensor(batch.elementSpec().indexOfFeature("a")));
      assertEquals(2, batch.elementSpec().indexOfLabel("a"));
      assertEquals(-1, batch.elementSpec().indexOfLabel("b"));
    }
  }

  @Test
  void closedBatchRefusesAndItsTensorsAreFreed() {
    Batch batch = secondAndThird(Input.arrays().feature("x", new float[] {1, 2, 3}));
    Tensor tensor = batch.tensor(0);
    batch.close();
    batch.close();
    assertThrows(IllegalStateException.class, () -> batch.tensor(0));
    assertThrows(IllegalStateException.class, tensor::numBytes);
  }

  @Test
  void inputWithoutRowsExistsAndGivesNothing() {
    Input input = Input.arrays().feature("x", new float[0][]).shuffle().repeat().batch(4);
    assertEquals(OptionalLong.of(0), input.size());
    try (InputCursor cursor = input.open(InputContext.first(Mode.TRAIN, 1))) {
      assertNull(cursor.next());
    }
    assertEquals("x TFloat32[-1]", input.elementSpec().column(0).toString());
    assertEquals(OptionalLong.of(0), Input.arrays().batch(3).size());
  }

  @Test
  void refusals() {
    ArrayRows x = Input.arrays().feature("x", new float[] {1, 2, 3});
    assertRefused(
        "every feature and label needs as many rows, but 'x' has 3 and 'y' has 2",
        () -> x.label("y", new int[] {1, 2}));
    assertRefused("feature 'x' is given twice", () -> x.feature("x", new int[3]));
    assertRefused(
        "a feature or label needs a name that is not empty", () -> x.feature(" ", new int[3]));
    assertRefused(
        "'y' must have rows of one shape, but row 0 has [2] and row 2 has 1 in place of the 2",
        () -> x.feature("y", new float[][] {{1, 2}, {3, 4}, {5}}));
    assertRefused(
        "'y': row 1 is null, or a part of it; give a value for missing ones",
        () -> x.feature("y", new String[] {"a", null, "b"}));
    assertRefused(
        "'y': row 0 is null, or a part of it",
        () -> x.feature("y", new float[][] {null, {1}, {2}}));
    assertRefused(
        "'y' is of type Integer[]; arrays may be of float, double, int, long, byte (uint8), boolean"
            + " and String",
        () -> x.feature("y", new Integer[] {1, 2, 3}));
    assertRefused(
        "'y' is of type short[][]; arrays may be of float, double, int, long, byte (uint8), boolean"
            + " and String",
        () -> x.feature("y", new short[3][1]));
    assertRefused(
        "'y' has 7 values, which rows of shape [2] (2 values each) do not divide",
        () -> x.feature("y", new float[7], Shape.of(2)));
    assertRefused(
        "'y': the row shape [-1] needs a positive size everywhere",
        () -> x.feature("y", new float[6], Shape.of(-1)));
    assertRefused(
        "'y' is a scalar; its first dimension must be the rows",
        () -> x.feature("y", NdArrays.scalarOf(1f)));
    assertRefused("batch(0): a batch needs at least one row", () -> x.batch(0));
    assertRefused("take(-1): the number must not be negative", () -> x.take(-1));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
