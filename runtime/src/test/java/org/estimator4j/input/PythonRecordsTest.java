package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * Files between Python's tf.data and ours, by {@code python/records.py} and {@code
 * python/csv_files.py}: only where {@code -Dpython=…} names a Python with TensorFlow 2.15.
 */
@EnabledIfSystemProperty(named = "python", matches = ".+")
class PythonRecordsTest {

  private static final ElementSpec SPEC =
      ElementSpec.empty()
          .feature("id", TInt64.class)
          .feature("pair", TFloat32.class, Shape.of(2))
          .ragged("words", TString.class)
          .sparse("weights", TFloat32.class, 10)
          .feature("raw", TString.class);

  @TempDir Path directory;

  private static Rows rows() {
    return Input.rows(
        "rows",
        SPEC,
        List.of(
            Row.of(
                SPEC,
                7L,
                new float[] {1.5f, -0.25f},
                new String[] {"a", "ä"},
                SparseRow.of(new long[] {3, 9}, 0.5f, 2f),
                new byte[] {(byte) 0xff, (byte) 0xd8, 0}),
            Row.of(
                SPEC,
                -8L,
                new float[] {0, 3e38f},
                new String[0],
                SparseRow.of(new long[0], new float[0]),
                "text"),
            Row.of(
                SPEC,
                1L << 62,
                new float[] {1e-40f, 2},
                new String[] {"c"},
                SparseRow.of(new long[] {0}, 1f),
                "")));
  }

  private static Rows read(Path file) {
    return Input.tfRecords(file.toString())
        .feature("id", TInt64.class)
        .feature("pair", TFloat32.class, Shape.of(2))
        .ragged("words", TString.class)
        .sparse("weights", TFloat32.class, 10)
        .feature("raw", TString.class)
        .rows();
  }

  @Test
  void whatPythonWritesIsReadHere() throws Exception {
    for (String name : List.of("p.tfrecord", "p.tfrecord.gz")) {
      Path file = directory.resolve(name);
      python("write", file);
      assertEquals(rows().batch(2).preview(9), read(file).batch(2).preview(9));
    }
  }

  @Test
  void whatIsWrittenHerePythonReads() throws Exception {
    for (String name : List.of("j.tfrecord", "j.tfrecord.gz")) {
      Path ours = directory.resolve(name);
      rows().writeTfRecords(ours);
      Path theirs = directory.resolve("t" + name);
      python("write", theirs);
      String read = python("read", ours);
      assertEquals(3, read.lines().count(), read);
      assertEquals(python("read", theirs), read);
    }
  }

  /** Every way of quoting, both line ends, packed or not, with a mark in front or without. */
  @Test
  void csvOfPythonIsReadAsTensorFlowReadsIt() throws Exception {
    String expected = run("csv_files.py", directory.toString()).strip();
    assertEquals(500, expected.lines().count(), expected);
    int files = 0;
    try (DirectoryStream<Path> written = Files.newDirectoryStream(directory, "QUOTE_*")) {
      for (Path file : written) {
        assertEquals(expected, csv(file), file.toString());
        files++;
      }
    }
    assertEquals(12, files);
  }

  /** As {@code csv_files.py} prints rows. */
  private static String csv(Path file) {
    RowStream rows =
        Input.csv(file.toString())
            .feature("id", TInt64.class)
            .feature("x", TFloat32.class)
            .feature("y", TFloat64.class)
            .feature("text", TString.class)
            .label("label", TInt32.class)
            .missing("y", Missing.replaceBy(-1.0))
            .missing("text", Missing.replaceBy(""))
            .rows()
            .stream();
    StringBuilder text = new StringBuilder();
    try (RowStream.RowReader reader = rows.open(new OrderKey(0, 0), 0)) {
      for (Object[] row = reader.next(); row != null; row = reader.next()) {
        byte[] utf8 = ((String) row[3]).getBytes(StandardCharsets.UTF_8);
        text.append(row[0])
            .append(String.format(";%08x", Float.floatToRawIntBits((Float) row[1])))
            .append(String.format(";%016x;", Double.doubleToRawLongBits((Double) row[2])))
            .append(HexFormat.of().formatHex(utf8))
            .append(";")
            .append(row[4])
            .append("\n");
      }
    }
    return text.toString().strip();
  }

  private String python(String command, Path file) throws IOException, InterruptedException {
    return run("records.py", command, file.toString());
  }

  private String run(String name, String... arguments) throws IOException, InterruptedException {
    Path script = directory.resolve(name);
    try (InputStream resource = PythonRecordsTest.class.getResourceAsStream("python/" + name)) {
      Files.write(script, resource.readAllBytes());
    }
    Path output = directory.resolve("output.txt");
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("python"), script.toString()));
    command.addAll(List.of(arguments));
    int exit =
        new ProcessBuilder(command)
            .redirectError(directory.resolve("errors.txt").toFile())
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertEquals(0, exit, Files.readString(directory.resolve("errors.txt")));
    return text;
  }
}
