package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Rows kept in a file: read once, for every pass and process. */
class FileCacheTest {

  private static final ElementSpec EVERYTHING =
      ElementSpec.empty()
          .feature("f", TFloat32.class)
          .feature("d", TFloat64.class)
          .feature("i", TInt32.class)
          .feature("l", TInt64.class)
          .feature("b", TUint8.class)
          .feature("z", TBool.class)
          .feature("s", TString.class)
          .feature("fs", TFloat32.class, Shape.of(2))
          .feature("bs", TUint8.class, Shape.of(2))
          .feature("zs", TBool.class, Shape.of(1))
          .feature("raw", TString.class)
          .feature("words", TString.class, Shape.of(-1))
          .sparse("sparse", TInt64.class, 9);

  @TempDir Path directory;

  @Test
  void everyKindOfValueComesBack() throws IOException {
    Object[] row = {
      1.5f,
      Double.MIN_VALUE,
      -3,
      Long.MIN_VALUE,
      (byte) 200,
      true,
      "ä\0",
      new float[] {Float.NaN, 2},
      new byte[] {1, -1},
      new boolean[] {true},
      new byte[] {(byte) 0xFF},
      new String[] {"", "x"},
      SparseRow.of(new long[] {2, 8}, 5L, 6L)
    };
    byte[] bytes = RowCodec.encode(Row.of(EVERYTHING, row).values());
    Object[] read = RowCodec.decode(bytes, bytes.length, row.length);
    assertTrue(Arrays.deepEquals(row, read), Arrays.deepToString(read));
    assertEquals(
        "no row: a value begins with the byte 63",
        assertThrows(IOException.class, () -> RowCodec.decode(new byte[] {'?'}, 1, 1))
            .getMessage());
  }

  @Test
  void readOnceAndContinuedAnywhere() throws IOException {
    Path file = directory.resolve("rows.cache");
    AtomicInteger calls = new AtomicInteger();
    Rows counted =
        Reading.rows(10)
            .map(
                row -> {
                  calls.incrementAndGet();
                  return row.with("row", 2 * row.getInt("row"));
                });
    Input input = counted.cache(file).repeat(2).batch(3);
    List<List<Integer>> whole = Reading.batches(input, Reading.context(0, 0, 0), 99);
    assertEquals(90 * 2, whole.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum());
    for (int position = 0; position <= whole.size(); position++) {
      assertEquals(
          whole.subList(position, whole.size()),
          Reading.batches(
              counted.cache(file).repeat(2).batch(3), Reading.context(0, 1, position), 99));
    }
    assertEquals(10, calls.get());
    assertEquals(1, directory.toFile().list().length);
    Reading.batches(Reading.rows(4).cache(file).batch(9), Reading.context(0, 0, 0), 9);
    assertEquals(
        List.of(List.of(0, 1, 2, 3)),
        Reading.batches(Reading.rows(4).cache(file).batch(9), Reading.context(0, 0, 0), 9));
  }

  @Test
  void aFailureLeavesNoCache() throws IOException {
    Path file = directory.resolve("rows.cache");
    Rows failing =
        Reading.rows(3)
            .map(
                row -> {
                  throw new IllegalStateException("no");
                });
    assertThrows(
        InputException.class,
        () -> Reading.batches(failing.cache(file).batch(1), Reading.context(0, 0, 0), 9));
    assertFalse(Files.exists(file));
    assertEquals(0, directory.toFile().list().length);
  }

  @Test
  void whatIsNoCacheIsNotOverwritten() throws IOException {
    Path file = directory.resolve("other.tfrecord");
    Reading.rows(2).writeTfRecords(file);
    assertEquals(
        file + " is no cache; it is not overwritten: name another file",
        assertThrows(
                InputException.class,
                () ->
                    Reading.batches(
                        Reading.rows(2).cache(file).batch(1), Reading.context(0, 0, 0), 9))
            .getMessage());
    assertEquals(
        "cache(…) stands behind repeat(), so it would have to keep rows without end; write"
            + " cache(…).repeat()",
        assertThrows(IllegalStateException.class, () -> Reading.rows(2).repeat().cache(file))
            .getMessage());
  }
}
