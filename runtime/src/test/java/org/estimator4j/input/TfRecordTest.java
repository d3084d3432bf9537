package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.estimator4j.format.internal.RecordFraming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.FloatList;
import org.tensorflow.proto.Int64List;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** Record files: what is written is read again, and damage is named. */
class TfRecordTest {

  private static final ElementSpec SPEC =
      ElementSpec.empty()
          .feature("row", TInt32.class)
          .feature("x", TFloat32.class, Shape.of(2, 2))
          .feature("words", TString.class, Shape.of(-1))
          .feature("flag", TBool.class)
          .label("big", TInt64.class);

  @TempDir Path directory;

  private static Rows rows() {
    return Input.rows(
        "rows",
        SPEC,
        List.of(
            Row.of(SPEC, 7, new float[] {1, 2, 3, -0.5f}, new String[] {"ä", ""}, true, -1L),
            Row.of(SPEC, -8, new float[4], new String[0], false, Long.MAX_VALUE)));
  }

  private static ExampleSource source(Path file) {
    return Input.tfRecords(file.toString())
        .feature("row", TInt32.class)
        .feature("x", TFloat32.class, Shape.of(2, 2))
        .feature("words", TString.class, Shape.of(-1))
        .feature("flag", TBool.class)
        .label("big", TInt64.class);
  }

  @Test
  void roundTripPackedOrNot() {
    for (String name : List.of("a.tfrecord", "b.tfrecord.gz")) {
      Path file = directory.resolve(name);
      assertEquals(2, rows().writeTfRecords(file));
      assertEquals(rows().preview(5), source(file).rows().preview(5));
      assertEquals(List.of(7, -8), Reading.order(source(file).rows(), 0, 0, 9));
    }
    assertEquals(4, source(directory.resolve("*.tfrecord*")).rows().preview(9).lines().count() - 1);
  }

  @Test
  void readsWhatProtobufWritesInAnyOrderAndUnpacked() throws IOException {
    Example example =
        Example.newBuilder()
            .setFeatures(
                Features.newBuilder()
                    .putFeature(
                        "big",
                        Feature.newBuilder()
                            .setInt64List(Int64List.newBuilder().addValue(5))
                            .build())
                    .putFeature(
                        "unknown",
                        Feature.newBuilder()
                            .setBytesList(
                                BytesList.newBuilder().addValue(ByteString.copyFromUtf8("z")))
                            .build())
                    .putFeature(
                        "x",
                        Feature.newBuilder()
                            .setFloatList(
                                FloatList.newBuilder().addAllValue(List.of(1f, 2f, 3f, 4f)))
                            .build()))
            .build();
    // One value of field 1 with wire type 5: how old writers store floats.
    byte[] unpacked = {10, 14, 10, 12, 10, 1, 'y', 18, 7, 18, 5, 13, 0, 0, 0, 64};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordFraming.write(out, example.toByteArray());
    Path file = Files.write(directory.resolve("p.tfrecord"), out.toByteArray());
    ExampleSource declared =
        Input.tfRecords(file.toString())
            .feature("x", TFloat32.class, Shape.of(4))
            .feature("age", TFloat32.class)
            .label("big", TInt64.class)
            .missing("age", Missing.replaceBy(Float.NaN));
    try (InputCursor cursor = declared.rows().batch(1).open(Reading.context(0, 0, 0));
        Batch batch = cursor.next()) {
      assertEquals(5, ((TInt64) batch.tensor(2)).getLong(0));
      assertEquals(4f, ((TFloat32) batch.tensor(0)).getFloat(0, 3));
      assertEquals(Float.NaN, ((TFloat32) batch.tensor(1)).getFloat(0));
    }
    ExampleReader reader =
        new ExampleReader(
            ElementSpec.empty().feature("y", TFloat32.class), List.of(Missing.fail()));
    assertArrayEquals(new Object[] {2f}, reader.read(unpacked, unpacked.length));
  }

  @Test
  void bytesNeedNotBeText() {
    byte[] image = {(byte) 0xff, (byte) 0xd8, 0, 1, (byte) 0x80};
    ElementSpec spec =
        ElementSpec.empty()
            .feature("image", TString.class)
            .feature("parts", TString.class, Shape.of(2));
    Path file = directory.resolve("i.tfrecord");
    Input.rows("images", spec, List.of(Row.of(spec, image, new Object[] {"text ä", image})))
        .writeTfRecords(file);
    Rows read =
        Input.tfRecords(file.toString())
            .feature("image", TString.class)
            .feature("parts", TString.class, Shape.of(2))
            .rows();
    try (InputCursor cursor = read.batch(1).open(Reading.context(0, 0, 0));
        Batch batch = cursor.next()) {
      assertArrayEquals(image, ((TString) batch.tensor(0)).asBytes().getObject(0));
      assertEquals("text ä", ((TString) batch.tensor(1)).getObject(0, 0));
      assertArrayEquals(image, ((TString) batch.tensor(1)).asBytes().getObject(0, 1));
    }
    assertEquals(
        """
        row  image TString[]      parts TString[2]
        0    0xffd80001… 5 bytes  ["text ä", 0xffd80001… 5 bytes]\
        """,
        read.preview(1));
    try (RowStream.RowReader rows = read.stream().open(new OrderKey(0, 0), 0)) {
      Row row = new Row(spec, rows.next());
      assertArrayEquals(image, row.getBytes("image"));
      assertEquals(
          "image TString[] holds a byte[], not a String",
          assertThrows(IllegalArgumentException.class, () -> row.getString("image")).getMessage());
    }
  }

  @Test
  void damageIsNamed() throws IOException {
    Path file = directory.resolve("d.tfrecord");
    rows().writeTfRecords(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 3));
    assertEquals(
        "cannot read " + file + ", record 1 at byte 119: the file ends inside of it",
        message(file).replaceAll("byte \\d+", "byte 119"));
    byte[] flipped = whole.clone();
    flipped[20] ^= 1;
    Files.write(file, flipped);
    assertEquals(
        "cannot read "
            + file
            + ", record 0 at byte 0: the checksum of its data differs: the file is damaged, or"
            + " none",
        message(file));
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      message(file);
    }
  }

  private static String message(Path file) {
    Rows rows = source(file).rows();
    return assertThrows(InputException.class, () -> rows.preview(9)).getMessage();
  }

  @Test
  void whatDoesNotFitIsNamedWithItsRecord() {
    Path file = directory.resolve("f.tfrecord");
    rows().writeTfRecords(file);
    assertEquals(
        file + ", record 0: row TFloat32[] is read of a float list, but there is an int64 list",
        assertThrows(
                InputException.class,
                () ->
                    Input.tfRecords(file.toString())
                        .feature("row", TFloat32.class)
                        .rows()
                        .preview(1))
            .getMessage());
    assertEquals(
        file
            + ", record 0: 'y' is missing; did you mean 'x'? Else say .missing(\"y\","
            + " Missing.replaceBy(…)) or Missing.skipRow()",
        assertThrows(
                InputException.class,
                () ->
                    Input.tfRecords(file.toString()).feature("y", TFloat32.class).rows().preview(1))
            .getMessage());
    assertEquals(
        file + ", record 0: x TFloat32[3] was given 4 values",
        assertThrows(
                InputException.class,
                () ->
                    Input.tfRecords(file.toString())
                        .feature("x", TFloat32.class, Shape.of(3))
                        .rows()
                        .preview(1))
            .getMessage());
  }
}
