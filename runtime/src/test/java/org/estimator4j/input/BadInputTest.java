package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.estimator4j.checkpoint.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * What a user reads when the data are bad: every kind of fault, in every format that can have it.
 */
class BadInputTest {

  @TempDir Path directory;

  private final Map<String, String> said = new LinkedHashMap<>();

  /** Reads all rows, and keeps what was said instead. */
  private void fault(String what, Supplier<Rows> rows) {
    String message =
        assertThrows(
                RuntimeException.class, () -> rows.get().batch(2).preview(Integer.MAX_VALUE), what)
            .getMessage();
    said.put(what, String.valueOf(message).replace(directory + "", "/data"));
  }

  private String said() {
    return said.entrySet().stream()
        .map(each -> each.getKey() + "\n  " + each.getValue())
        .collect(Collectors.joining("\n"));
  }

  private String csv(String... lines) {
    return file("a.csv", (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private String file(String name, byte[] content) {
    try {
      return Files.write(directory.resolve(name), content).toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] packed(byte[] content) {
    var out = new java.io.ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static CsvSource numbers(String path) {
    return Input.csv(path).feature("n", TInt32.class).feature("x", TFloat32.class);
  }

  @Test
  void commaSeparatedValues() {
    fault("too few fields", () -> numbers(csv("n,x", "1,2", "3")).rows());
    fault("too many fields", () -> numbers(csv("n,x", "1,2,3")).rows());
    fault("no float", () -> numbers(csv("n,x", "1,2", "3,1.5.2")).rows());
    fault("no int", () -> numbers(csv("n,x", "1.5,2")).rows());
    fault("int too large", () -> numbers(csv("n,x", "3000000000,2")).rows());
    fault("no uint8", () -> Input.csv(csv("n,x", "256,2")).feature("n", TUint8.class).rows());
    fault("no truth", () -> Input.csv(csv("n,x", "yes,2")).feature("n", TBool.class).rows());
    fault("missing value", () -> numbers(csv("n,x", "1,NA")).rows());
    fault(
        "no UTF-8 in the header",
        () -> numbers(file("l.csv", latin("n,x,\u00e9\n1,2,3\n"))).rows());
    fault(
        "no UTF-8 in line 3",
        () ->
            Input.csv(file("l.csv", latin("n,s\n1,a\n2,\u00e9\n")))
                .feature("n", TInt32.class)
                .feature("s", TString.class)
                .rows());
    byte[] gzip = packed("n,x\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
    fault(
        "gzip cut off",
        () -> numbers(file("a.csv.gz", Arrays.copyOf(gzip, gzip.length - 6))).rows());
    fault("quote never closed", () -> numbers(csv("n,x", "1,\"2", "3,4", "5".repeat(99))).rows());
    fault("empty file", () -> numbers(file("e.csv", new byte[0])).rows());
    fault("missing file", () -> numbers(directory + "/none.csv").rows());
    fault("a directory", () -> numbers(directory + "").rows());
    fault("empty glob", () -> numbers(directory + "/*.tsv").rows());
    fault("glob in a missing directory", () -> numbers(directory + "/none/*.csv").rows());
    fault(
        "column of a near name",
        () -> Input.csv(csv("bill_length,x", "1,2")).feature("bill_lenght").rows());
    fault("column of another name", () -> Input.csv(csv("n,x", "1,2")).feature("species").rows());
    fault(
        "label outside the range", () -> numbers(csv("n,x", "1,2", "7,3")).rows().range("n", 0, 2));
    fault(
        "replacement of another type",
        () -> numbers(csv("n,x", "1,2")).missing("x", Missing.replaceBy("0")).rows());
    assertEquals(
        """
        too few fields
          /data/a.csv, line 3: 1 fields instead of the 2 of the header
        too many fields
          /data/a.csv, line 2: 3 fields instead of the 2 of the header
        no float
          /data/a.csv, line 3, column 'x': "1.5.2" is no float
        no int
          /data/a.csv, line 2, column 'n': "1.5" is no int
        int too large
          /data/a.csv, line 2, column 'n': "3000000000" is no int
        no uint8
          /data/a.csv, line 2, column 'n': "256" is no uint8
        no truth
          /data/a.csv, line 2, column 'n': "yes" is no boolean
        missing value
          /data/a.csv, line 2, column 'x': the value is missing ("NA"); say .missing("x", Missing.replaceBy(…)) or Missing.skipRow()
        no UTF-8 in the header
          /data/l.csv, line 1: the name of a column, '�', is not UTF-8
        no UTF-8 in line 3
          /data/l.csv, line 3, column 's': "�" is no UTF-8
        gzip cut off
          cannot read /data/a.csv.gz behind line 4: the file is cut off
        quote never closed
          /data/a.csv, line 2, column 'x': "2\\n3,4\\n5555555555555555555555555555555555555555555555555555…" is no float
        empty file
          /data/e.csv is empty; a header is needed
        missing file
          there is no file /data/none.csv
        a directory
          /data is a directory; say which of its files: /data/*
        empty glob
          no file in /data matches '*.tsv'
        glob in a missing directory
          there is no directory /data/none
        column of a near name
          /data/a.csv: there is no column 'bill_lenght'; did you mean 'bill_length'?
        column of another name
          /data/a.csv: there is no column 'species'; there are [n, x]
        label outside the range
          /data/a.csv, line 3: n TInt32[] is 7, which is not from 0 to 2
        replacement of another type
          x TFloat32[] takes float, but was given the String "0"\
        """,
        said());
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static final ElementSpec SPEC =
      ElementSpec.empty().feature("n", TInt32.class).feature("word", TString.class);

  /** A file of three rows, changed. */
  private String records(java.util.function.UnaryOperator<byte[]> change) {
    Path file = directory.resolve("a.tfrecord");
    Input.rows(
            "rows",
            SPEC,
            List.of(Row.of(SPEC, 0, "a"), Row.of(SPEC, 300, "b"), Row.of(SPEC, 2, "c")))
        .writeTfRecords(file);
    try {
      return file("a.tfrecord", change.apply(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ExampleSource examples(String path) {
    return Input.tfRecords(path).feature("n", TInt32.class).feature("word", TString.class);
  }

  @Test
  void recordsOfExamples() {
    fault(
        "cut off in a record",
        () -> examples(records(all -> Arrays.copyOf(all, all.length - 3))).rows());
    fault(
        "cut off in a length",
        () -> examples(records(all -> Arrays.copyOf(all, all.length / 3 + 4))).rows());
    fault("a bit of the data", () -> examples(records(all -> flipped(all, 20))).rows());
    fault("a bit of a length", () -> examples(records(all -> flipped(all, 1))).rows());
    fault("no record file", () -> examples(csv("n,x", "1,2", "3,4", "5,6")).rows());
    fault("gzip cut off", () -> examples(records(all -> Arrays.copyOf(packed(all), 60))).rows());
    fault("missing file", () -> examples(directory + "/none.tfrecord").rows());
    fault("empty glob", () -> examples(directory + "/*.rec").rows());
    fault(
        "feature of a near name",
        () -> Input.tfRecords(records(all -> all)).feature("words", TString.class).rows());
    fault(
        "feature of another name",
        () -> Input.tfRecords(records(all -> all)).feature("age", TFloat32.class).rows());
    fault(
        "feature of another type",
        () -> Input.tfRecords(records(all -> all)).feature("n", TFloat32.class).rows());
    fault(
        "number too large",
        () -> Input.tfRecords(records(all -> all)).feature("n", TUint8.class).rows());
    fault(
        "other number of values",
        () -> Input.tfRecords(records(all -> all)).feature("n", TInt32.class, Shape.of(2)).rows());
    fault("label outside the range", () -> examples(records(all -> all)).rows().range("n", 0, 2));
    fault(
        "policy for another name",
        () -> examples(records(all -> all)).missing("words", Missing.skipRow()).rows());
    assertEquals(
        """
        cut off in a record
          cannot read /data/a.tfrecord, record 2 at byte 91: the file ends inside of it
        cut off in a length
          cannot read /data/a.tfrecord, record 1 at byte 45: the file ends inside of it
        a bit of the data
          cannot read /data/a.tfrecord, record 0 at byte 0: the checksum of its data differs: the file is damaged, or none
        a bit of a length
          cannot read /data/a.tfrecord, record 0 at byte 0: the checksum of its length differs: the file is damaged, or none
        no record file
          cannot read /data/a.csv, record 0 at byte 0: the checksum of its length differs: the file is damaged, or none
        gzip cut off
          cannot read /data/a.tfrecord, record 1 at byte 45: Unexpected end of ZLIB input stream
        missing file
          there is no file /data/none.tfrecord
        empty glob
          no file in /data matches '*.rec'
        feature of a near name
          /data/a.tfrecord, record 0: 'words' is missing; did you mean 'word'? Else say .missing("words", Missing.replaceBy(…)) or Missing.skipRow()
        feature of another name
          /data/a.tfrecord, record 0: 'age' is missing; say .missing("age", Missing.replaceBy(…)) or Missing.skipRow()
        feature of another type
          /data/a.tfrecord, record 0: n TFloat32[] is read of a float list, but there is an int64 list
        number too large
          /data/a.tfrecord, record 1: n TUint8[] cannot hold 300
        other number of values
          /data/a.tfrecord, record 0: n TInt32[2] was given 1 values
        label outside the range
          /data/a.tfrecord, record 1: n TInt32[] is 300, which is not from 0 to 2
        policy for another name
          missing("words", …): there is no 'words'; did you mean 'word'?\
        """,
        said());
  }

  private static byte[] flipped(byte[] all, int at) {
    all[at] ^= 1;
    return all;
  }

  @Test
  void functionsThatThrow() {
    RowFunction division = row -> row.with("n", 10 / row.getInt("n"));
    Supplier<Rows> rows = () -> numbers(csv("n,x", "5,1", "0,2")).rows();
    fault("map", () -> rows.get().map(division));
    fault("map in two threads", () -> rows.get().map(2, rows.get().elementSpec(), division));
    fault("map behind a shuffle", () -> rows.get().shuffle().map(division));
    fault("map behind take and repeat", () -> rows.get().repeat(2).skip(1).take(1).map(division));
    fault(
        "map behind a mix",
        () -> Rows.sampleFrom(List.of(rows.get(), rows.get()), List.of(1., 2.)).map(division));
    fault(
        "map behind a zip",
        () ->
            rows.get()
                .zip(Input.csv(file("b.csv", latin("y\n3\n4\n"))).feature("y").rows())
                .map(division));
    fault("map behind a zip with arrays", () -> Reading.rows(2).zip(rows.get()).map(division));
    fault(
        "filter behind map in two threads",
        () ->
            rows.get()
                .map(2, rows.get().elementSpec(), row -> row)
                .filter(row -> 1 / row.getInt("n") == 0));
    fault(
        "filter of records",
        () -> examples(records(all -> all)).rows().filter(row -> 7 / row.getInt("n") == 1));
    fault(
        "map of arrays", () -> Reading.rows(3).map(row -> row.with("row", 1 / row.getInt("row"))));
    fault("map to another spec", () -> Reading.rows(3).map(row -> Row.of(SPEC, 1, "a")));
    fault("map to a wrong value", () -> Reading.rows(3).map(row -> row.with("row", "one")));
    fault("map to a wrong name", () -> Reading.rows(3).map(row -> row.with("rwo", 1)));
    fault(
        "no message",
        () ->
            Reading.rows(3)
                .map(
                    row -> {
                      throw new IllegalStateException();
                    }));
    assertEquals(
        """
        map
          map failed at row 1 of the pass (/data/a.csv, line 3), {n: 0, x: 2.0}: / by zero
        map in two threads
          map in 2 threads failed at row 1 of the pass (/data/a.csv, line 3), {n: 0, x: 2.0}: / by zero
        map behind a shuffle
          map failed at row 1 of the pass (/data/a.csv, line 3), {n: 0, x: 2.0}: / by zero
        map behind take and repeat
          map failed at row 0 of the pass (/data/a.csv, line 3), {n: 0, x: 2.0}: / by zero
        map behind a mix
          map failed at row 2 of the pass (/data/a.csv, line 3), {n: 0, x: 2.0}: / by zero
        map behind a zip
          map failed at row 1 of the pass (/data/a.csv, line 3; /data/b.csv, line 3), {n: 0, x: 2.0, y: 4}: / by zero
        map behind a zip with arrays
          map failed at row 1 of the pass (/data/a.csv, line 3), {row: 1, n: 0, x: 2.0}: / by zero
        filter behind map in two threads
          filter failed at row 1 of the pass (/data/a.csv, line 3), {n: 0, x: 2.0}: / by zero
        filter of records
          filter failed at row 0 of the pass (/data/a.tfrecord, record 0), {n: 0, word: "a"}: / by zero
        map of arrays
          map failed at row 0 of the pass, {row: 0}: / by zero
        map to another spec
          map failed at row 0 of the pass, {row: 0}: the function gave ElementSpec[features=[n TInt32[], word TString[]], labels=[]] instead of ElementSpec[features=[row TInt32[]], labels=[]]
        map to a wrong value
          map failed at row 0 of the pass, {row: 0}: row TInt32[] takes int, but was given the String "one"
        map to a wrong name
          map failed at row 0 of the pass, {row: 0}: in the rows there is no 'rwo'; there are [row]
        no message
          map failed at row 0 of the pass, {row: 0}: IllegalStateException\
        """,
        said());
  }

  /**
   * Failing is the default; each fault of a row can be skipped, or replaced where there is a value.
   */
  @Test
  void policiesAreTheUsersChoice() {
    String path = file("p.csv", latin("n,s,x\n0,a,1\n1,b\n2,c,1x\n3,d,NA\n4,\u00e9,5\n9,f,6\n"));
    Supplier<CsvSource> source =
        () ->
            Input.csv(path)
                .feature("n", TInt32.class)
                .feature("s", TString.class)
                .feature("x", TFloat32.class);
    assertEquals(
        """
        row  n TInt32[]  s TString[]  x TFloat32[]
        0    0           "a"          1.0
        1    9           "f"          6.0\
        """,
        source.get().skipBadRows().rows().preview(9));
    try (LogCapture log = new LogCapture()) {
      Reading.order(source.get().skipBadRows().rows(), 0, 0, 9);
      Reading.order(source.get().rows().ignoreErrors(), 0, 0, 9);
      assertTrue(
          log.text().contains("CSV " + path + ": 4 rows were skipped in this pass"), log.text());
      assertTrue(
          log.text().contains("the first row that is left out: " + path + ", line 3: 2 fields"),
          log.text());
      assertTrue(
          log.text().contains("CSV " + path + ": 4 rows were left out in this pass"), log.text());
    }
    assertEquals(
        source.get().skipBadRows().rows().preview(9),
        source.get().rows().ignoreErrors().preview(9));
    CsvSource replaced =
        source
            .get()
            .missing("x", Missing.replaceBy(-1f))
            .invalid("x", Missing.replaceBy(-2f))
            .invalid("s", Missing.replaceBy("?"));
    assertEquals(
        """
        row  n TInt32[]  s TString[]  x TFloat32[]
        0    0           "a"          1.0
        1    2           "c"          -2.0
        2    3           "d"          -1.0
        3    4           "?"          5.0
        4    0           "f"          6.0\
        """,
        replaced.rows().ignoreErrors().range("n", 0, 4, Missing.replaceBy(0)).preview(9));
    assertEquals(
        """
        row  n TInt32[]  s TString[]  x TFloat32[]
        0    0           "a"          1.0\
        """,
        source
            .get()
            .missing("x", Missing.skipRow())
            .invalid("x", Missing.skipRow())
            .invalid("s", Missing.skipRow())
            .rows()
            .ignoreErrors()
            .range("n", 0, 4, Missing.skipRow())
            .preview(9));
  }

  @Test
  void otherSources() {
    fault("missing directory of images", () -> Input.images(directory.resolve("none")).rows());
    fault(
        "missing IDX file",
        () -> {
          Idx.read(directory.resolve("none.idx"));
          return Reading.rows(1);
        });
    fault(
        "no IDX file",
        () -> {
          Idx.read(Path.of(csv("n,x", "1,2")));
          return Reading.rows(1);
        });
    fault("array with a label outside", () -> Reading.rows(3).range("row", 0, 1));
    fault("arrays of different length", () -> Reading.rows(3).feature("x", new float[2]));
    fault("array with a gap", () -> Reading.rows(2).feature("x", new float[][] {{1}, null}));
    fault("name of no column", () -> Reading.rows(2).range("rwo", 0, 1));
    fault(
        "supplier that throws",
        () ->
            Input.rows(
                "db",
                SPEC,
                () -> {
                  throw new IllegalStateException("no connection");
                }));
    assertEquals(
        """
        missing directory of images
          there is no directory /data/none
        missing IDX file
          there is no file /data/none.idx
        no IDX file
          /data/a.csv is no IDX file
        array with a label outside
          row 2: row TInt32[] is 2, which is not from 0 to 1
        arrays of different length
          every feature and label needs as many rows, but 'row' has 3 and 'x' has 2
        array with a gap
          'x': row 1 is null, or a part of it; give a value for missing ones
        name of no column
          range: there is no 'rwo'; there are [row]
        supplier that throws
          db cannot be opened: no connection\
        """,
        said());
  }
}
