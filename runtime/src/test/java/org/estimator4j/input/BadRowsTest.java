package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** Rows that cannot be used: named with their place, left out and counted, or mended. */
class BadRowsTest {

  @TempDir Path directory;

  private CsvSource csv(String... lines) throws IOException {
    Path file = directory.resolve("a.csv");
    Files.write(file, List.of(lines));
    return Input.csv(file.toString()).feature("row", TInt32.class).feature("x", TInt32.class);
  }

  private Path file() {
    return directory.resolve("a.csv");
  }

  private static List<Integer> rows(Rows rows) {
    return Reading.order(rows, 0, 0, 99);
  }

  private static String failure(Rows rows) {
    return assertThrows(InputException.class, () -> rows(rows)).getMessage();
  }

  @Test
  void labelOutsideTheRangeIsNamedWithItsLine() throws IOException {
    Rows rows = csv("row,x", "0,1", "1,9", "2,-1").rows();
    assertEquals(
        file() + ", line 3: x TInt32[] is 9, which is not from 0 to 2",
        failure(rows.range("x", 0, 2)));
    assertEquals(List.of(0), rows(rows.range("x", 0, 2, Missing.skipRow())));
    assertEquals(List.of(0, 1, 2), rows(rows.range("x", 0, 2, Missing.replaceBy(2))));
    assertEquals(
        List.of(0, 1, 2), rows(rows.range("x", 0, 2, Missing.replaceBy(2)).range("x", 0, 2)));
    assertEquals(
        List.of(2, 1),
        rows(rows.range("row", 1, 2, Missing.skipRow()).shuffle(3)).stream()
            .sorted(java.util.Comparator.reverseOrder())
            .toList());
  }

  @Test
  void arraysAreCheckedAtOnce() {
    ArrayRows rows =
        Input.arrays().feature("row", new int[] {0, 1}).label("y", new int[][] {{0, 1}, {2, 3}});
    assertEquals(
        "row 1: y TInt32[2] is [2, 3], which is not from 0 to 2",
        assertThrows(InputException.class, () -> rows.range("y", 0, 2)).getMessage());
    assertEquals(List.of(0, 1), rows(rows.range("y", 0, 3)));
    assertEquals(
        """
        row  row TInt32[]  label y TInt32[2]
        0    0             [0, 1]
        1    1             [2, 9]\
        """,
        rows.range("y", 0, 2, Missing.replaceBy(9)).preview(2));
    Rows records =
        Input.rows(
            "r", rows.elementSpec(), List.of(Row.of(rows.elementSpec(), 5, new int[] {0, 7})));
    assertEquals(
        "row 0 of the pass: y TInt32[2] is [0, 7], which is not from 0 to 1.5",
        failure(records.range("y", 0, 1.5)));
  }

  @Test
  void rangesThatCannotBe() {
    ArrayRows rows = Reading.rows(2).label("name", new String[] {"a", "b"});
    assertEquals(
        "range: there is no 'rw'; did you mean 'row'?", message(() -> rows.range("rw", 0, 1)));
    assertEquals("range: name TString[] holds no numbers", message(() -> rows.range("name", 0, 1)));
    assertEquals(
        "range: the least (2.0) is above the most (1.0)", message(() -> rows.range("row", 2, 1)));
    assertEquals(
        "range: row TInt32[] cannot be replaced by the Float 1.0",
        message(() -> rows.range("row", 0, 1, Missing.replaceBy(1f))));
  }

  private static String message(org.junit.jupiter.api.function.Executable code) {
    return assertThrows(IllegalArgumentException.class, code).getMessage();
  }

  @Test
  void functionThatThrowsIsNamedWithTheLine() throws IOException {
    Rows rows = csv("row,x", "0,1", "1,0", "2,5").rows();
    RowFunction function = row -> row.with("x", 10 / row.getInt("x"));
    assertEquals(
        "map failed at row 1 of the pass (" + file() + ", line 3), {row: 1, x: 0}: / by zero",
        failure(rows.map(function)));
    assertEquals(
        "filter failed at row 1 of the pass (" + file() + ", line 3), {row: 1, x: 0}: / by zero",
        failure(rows.filter(row -> 10 / row.getInt("x") > 0)));
    assertEquals(List.of(0, 2), rows(rows.map(function).ignoreErrors()));
    assertEquals(List.of(0, 2), rows(rows.map(2, rows.elementSpec(), function).ignoreErrors()));
    Input input = rows.map(function).ignoreErrors().repeat(2).batch(1);
    List<List<Integer>> whole = Reading.batches(input, Reading.context(0, 0, 0), 9);
    assertEquals(whole.subList(3, 4), Reading.batches(input, Reading.context(0, 0, 3), 9));
  }

  @Test
  void valuesThatAreNoneOfTheirType() throws IOException {
    CsvSource source = csv("row,x", "0,1", "1,12x", "2,5");
    assertEquals(file() + ", line 3, column 'x': \"12x\" is no int", failure(source.rows()));
    assertEquals(List.of(0, 2), rows(source.rows().ignoreErrors()));
    RowFunction same = row -> row;
    assertEquals(
        List.of(0, 2),
        rows(source.rows().map(2, source.rows().elementSpec(), same).ignoreErrors()));
    assertEquals(List.of(0, 2), rows(source.invalid("x", Missing.skipRow()).rows()));
    Rows replaced = source.invalid("x", Missing.replaceBy(-7)).rows();
    assertEquals(
        """
        row  row TInt32[]  x TInt32[]
        0    0             1
        1    1             -7\
        """,
        replaced.preview(2));
    assertEquals(
        "invalid: there is no column 'xx'; did you mean 'x'?",
        assertThrows(
                InputException.class, () -> csv("row,x").invalid("xx", Missing.skipRow()).rows())
            .getMessage());
  }

  @Test
  void recordsThatDoNotFit() throws IOException {
    ElementSpec spec = ElementSpec.empty().feature("row", TInt32.class).feature("s", TString.class);
    Path file = directory.resolve("a.tfrecord");
    Input.rows("rows", spec, List.of(Row.of(spec, 0, "a"), Row.of(spec, 1, "b")))
        .writeTfRecords(file);
    Rows rows =
        Input.tfRecords(file.toString())
            .feature("row", TInt32.class)
            .feature("s", TString.class)
            .rows();
    assertEquals(
        file + ", record 1: row TInt32[] is 1, which is not from 0 to 0",
        failure(rows.range("row", 0, 0)));
    assertEquals(
        List.of(),
        rows(
            Input.tfRecords(file.toString())
                .feature("row", TInt32.class)
                .feature("t", TString.class)
                .rows()
                .ignoreErrors()));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 2));
    assertEquals(
        "cannot read " + file + ", record 1",
        failure(rows.ignoreErrors()).replaceAll(" at byte.*", ""));
  }
}
