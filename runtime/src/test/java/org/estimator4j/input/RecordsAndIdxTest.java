package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/** Java records and IDX files as rows. */
class RecordsAndIdxTest {

  @TempDir Path directory;

  private record House(
      int row, @Feature(name = "square_metres") double area, String town, @Label float price) {}

  @SuppressWarnings("ArrayRecordComponent") // as users write them; nothing compares two
  private record Image(@Feature(shape = {-1, 2, 2}) float[] pixels, long[] tags) {}

  @Test
  void componentsAreFeaturesAndLabels() {
    List<House> houses = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      houses.add(new House(i, 10.5 * i, "town " + i, i));
    }
    Rows rows = Input.records(House.class, houses);
    assertEquals(OptionalLong.of(7), rows.size());
    assertEquals(
        "records House, 7 rows\n  feature row TInt32[]\n  feature square_metres TFloat64[]\n"
            + "  feature town TString[]\n  label price TFloat32[]",
        rows.describe());
    assertEquals(List.of(5, 6), Reading.order(rows.skip(5), 0, 0, 9));
    assertEquals(
        List.of(0, 1, 2, 3, 4, 5, 6),
        Reading.order(rows.shuffle(), 0, 0, 9).stream().sorted().toList());
    Rows unknown = Input.records(House.class, () -> List.copyOf(houses).iterator());
    assertEquals(OptionalLong.empty(), unknown.size());
    assertEquals(rows.preview(7), unknown.preview(7));
  }

  @Test
  void arraysHaveTheShapeOfTheAnnotationOrAnyLength() {
    Rows rows = Input.records(Image.class, List.of(new Image(new float[4], new long[] {1, 2})));
    assertEquals(Shape.of(2, 2), rows.elementSpec().column(0).rowShape());
    assertEquals("[-1]", rows.elementSpec().column(1).rowShape().toString());
    Rows wrong = Input.records(Image.class, List.of(new Image(new float[3], new long[0])));
    String message = assertThrows(InputException.class, () -> wrong.preview(1)).getMessage();
    assertEquals(
        "pixels TFloat32[2, 2] was given 3 values",
        message.substring(message.indexOf("pixels TFloat32")));
    assertEquals(
        "java.lang.String is neither a record nor a data class of Kotlin",
        assertThrows(IllegalArgumentException.class, () -> Input.records(String.class, List.of()))
            .getMessage());
  }

  @Test
  void idxFilesAreArrays() throws IOException {
    Path images = directory.resolve("images-idx3-ubyte");
    Files.write(
        images, new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, (byte) 255});
    Rows rows = Input.arrays().feature("pixels", Idx.read(images));
    assertEquals(
        new ColumnSpec("pixels", TUint8.class, Shape.of(1, 2)), rows.elementSpec().column(0));
    assertEquals("row  pixels TUint8[1, 2]\n0    [1, 2]\n1    [3, 255]", rows.preview(3));
    Path cut = Files.write(directory.resolve("cut"), new byte[] {0, 0, 8, 1, 0, 0, 0, 3, 1});
    assertEquals(
        cut + " ends early: 3 bytes were to come, not 1",
        assertThrows(InputException.class, () -> Idx.read(cut)).getMessage());
    Path text = Files.writeString(directory.resolve("text"), "no");
    assertEquals(
        text + " is no IDX file",
        assertThrows(InputException.class, () -> Idx.read(text)).getMessage());
  }
}
