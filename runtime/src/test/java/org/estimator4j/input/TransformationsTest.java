package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.estimator4j.checkpoint.LogCapture;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** What each transformation of rows does, and how it fails. */
class TransformationsTest {

  private static final ElementSpec WORDS =
      ElementSpec.empty()
          .feature("ids", TInt32.class, Shape.of(-1))
          .feature("text", TString.class, Shape.of(-1))
          .label("length", TFloat32.class);

  private static Rows words(int... lengths) {
    List<Row> rows = new ArrayList<>();
    for (int length : lengths) {
      String[] text = new String[length];
      java.util.Arrays.fill(text, "w");
      rows.add(Row.of(WORDS, IntStream.rangeClosed(1, length).toArray(), text, (float) length));
    }
    return Input.rows("words", WORDS, rows);
  }

  private static List<Integer> order(Rows rows) {
    return Reading.order(rows, 1, 0, 1000);
  }

  @Test
  void mapFilterZipConcatAndShardDoAsTheyAreNamed() {
    Rows five = Reading.rows(5);
    assertEquals(
        List.of(10, 11, 12, 13, 14),
        order(five.map(row -> row.with("row", row.getInt("row") + 10))));
    assertEquals(List.of(0, 2, 4), order(five.filter(row -> row.getInt("row") % 2 == 0)));
    assertEquals(List.of(0, 1, 2, 3, 4, 0, 1), order(five.concat(Reading.rows(2))));
    assertEquals(List.of(1, 4), order(five.shard(3, 1)));
    assertEquals(List.of(1, 4), order(StreamPositionTest.supplied(5).shard(3, 1)));
    Rows zipped = five.zip(Input.arrays().label("y", new float[] {7, 8, 9}));
    assertEquals(OptionalLong.of(3), zipped.size());
    assertEquals(
        "row  row TInt32[]  label y TFloat32[]\n0    0             7.0\n1    1             8.0",
        zipped.preview(2));
  }

  @Test
  void parallelMapKeepsTheOrder() {
    Rows rows = Reading.rows(1000);
    Rows mapped = rows.map(3, rows.elementSpec(), row -> row.with("row", -row.getInt("row")));
    assertEquals(IntStream.range(0, 1000).map(i -> -i).boxed().toList(), order(mapped));
  }

  @Test
  void rowsBeforeAFailureComeAndTheErrorNamesTheRow() {
    for (int threads : new int[] {1, 2}) {
      Rows rows = Reading.rows(500);
      Rows failing =
          rows.map(
              threads,
              rows.elementSpec(),
              row -> {
                if (row.getInt("row") == 130) {
                  throw new java.io.IOException("no luck");
                }
                return row;
              });
      try (InputCursor cursor = failing.batch(10).open(Reading.context(0, 0, 0))) {
        for (int i = 0; i < 13; i++) {
          Reading.close(cursor.next());
        }
        InputException error = assertThrows(InputException.class, cursor::next);
        assertTrue(
            error.getMessage().endsWith("failed at row 130 of the pass, {row: 130}: no luck"),
            error.getMessage());
      }
    }
  }

  @Test
  void bufferedShuffleGivesEachRowOnceAndNotTooEarly() {
    List<Integer> order = order(Reading.rows(200).shuffleBuffer(16));
    assertEquals(IntStream.range(0, 200).boxed().toList(), order.stream().sorted().toList());
    for (int place = 0; place < 200; place++) {
      assertTrue(order.get(place) < place + 16);
    }
    Rows twice = StreamPositionTest.supplied(50).shuffle().repeat(2);
    List<Integer> rounds = order(twice);
    assertEquals(rounds.subList(0, 50).stream().sorted().toList(), order(Reading.rows(50)));
    assertNotEquals(rounds.subList(0, 50), rounds.subList(50, 100));
  }

  @Test
  void samplesByWeightUntilAllHaveEnded() {
    Rows many = Rows.sampleFrom(List.of(Reading.rows(3000), supplied(100)), List.of(9.0, 1.0));
    List<Integer> order = Reading.order(many, 3, 0, 5000);
    assertEquals(3100, order.size());
    long negative = order.subList(0, 500).stream().filter(row -> row < 0).count();
    assertTrue(negative > 25 && negative < 80, negative + " of 500");
  }

  private static Rows supplied(int count) {
    return Reading.rows(count).map(row -> row.with("row", -1 - row.getInt("row")));
  }

  @Test
  void cacheReadsOnce() {
    AtomicInteger reads = new AtomicInteger();
    Rows cached =
        Reading.rows(4)
            .map(
                row -> {
                  reads.incrementAndGet();
                  return row;
                })
            .cache();
    assertEquals(List.of(0, 1, 2, 3, 0, 1, 2, 3), order(cached.repeat(2)));
    assertEquals(order(cached), order(cached));
    assertEquals(4, reads.get());
    Rows endless = Reading.rows(1).repeat();
    assertThrows(IllegalStateException.class, endless::cache);
  }

  @Test
  void splitOfAStreamIsThatOfTheSameRowsInMemory() {
    InputSplit memory = Reading.rows(100).split(0.3, "salt");
    InputSplit stream = StreamPositionTest.supplied(100).split(0.3, "salt");
    assertEquals(order(memory.train()), order(stream.train()));
    assertEquals(order(memory.test()), order(stream.test()));
  }

  @Test
  void padsToTheLongestOfABatch() {
    Input padded = words(1, 3, 2).paddedBatch(2, Remainder.KEEP, Map.of("ids", -1));
    try (InputCursor cursor = padded.open(Reading.context(0, 0, 0));
        Batch first = cursor.next();
        Batch second = cursor.next()) {
      assertEquals(Shape.of(2, 3), first.tensor(0).shape());
      assertEquals(-1, ((TInt32) first.tensor(0)).getInt(0, 2));
      assertEquals("", ((TString) first.tensor(1)).getObject(0, 1));
      assertEquals(Shape.of(1, 2), second.tensor(1).shape());
    }
    try (InputCursor cursor = words(1, 3).batch(2).open(Reading.context(0, 0, 0))) {
      assertEquals(
          "ids TInt32[-1] has rows of different length in one batch: 1 values and then 3; use"
              + " paddedBatch or bucketByLength, or declare it ragged: .ragged(\"ids\")",
          assertThrows(InputException.class, cursor::next).getMessage());
    }
  }

  @Test
  void bucketsHoldRowsOfSimilarLength() {
    Input input =
        words(1, 9, 2, 8, 3, 5, 7).bucketByLength("ids", new int[] {4, 8}, new int[] {2, 2, 1});
    List<Shape> shapes = new ArrayList<>();
    for (int from = 0; from < 5; from++) {
      try (InputCursor cursor = input.open(Reading.context(0, 0, from));
          Batch batch = cursor.next()) {
        shapes.add(batch.tensor(0).shape());
      }
    }
    assertEquals(
        List.of(Shape.of(1, 9), Shape.of(2, 2), Shape.of(1, 8), Shape.of(2, 7), Shape.of(1, 3)),
        shapes);
    assertEquals(
        "bucketByLength: there is no 'idz'; did you mean 'ids'?",
        assertThrows(
                IllegalArgumentException.class,
                () -> words(1).bucketByLength("idz", new int[0], new int[] {1}))
            .getMessage());
  }

  @Test
  void liveRowsGoOnWithWhatComesNext() {
    ElementSpec spec = Reading.rows(1).elementSpec();
    Iterator<Row> queue = IntStream.range(0, 6).mapToObj(i -> Row.of(spec, i)).iterator();
    Input input;
    try (LogCapture log = new LogCapture()) {
      input = Input.liveRows("queue", spec, () -> queue).batch(2);
      assertTrue(
          log.text()
              .contains(
                  "queue is live: a run that is continued goes on with the rows that come then;"
                      + " rows that were read but not yet trained on are lost, and it will not end"
                      + " as an undisturbed one"),
          log.text());
    }
    assertEquals(
        List.of(List.of(0, 1), List.of(2, 3)), Reading.batches(input, Reading.context(0, 0, 0), 2));
    try (InputCursor cursor = input.open(Reading.context(0, 0, 2))) {
      assertEquals(2, cursor.position());
    }
    assertEquals(List.of(List.of(4, 5)), Reading.batches(input, Reading.context(0, 0, 2), 5));
  }

  @Test
  void streamsAreClosed() {
    AtomicInteger closed = new AtomicInteger();
    ElementSpec spec = Reading.rows(1).elementSpec();
    Rows rows =
        Input.stream(
            "numbers",
            spec,
            () -> Stream.of(1, 2).map(i -> Row.of(spec, i)).onClose(closed::incrementAndGet));
    assertEquals(List.of(1, 2, 1, 2), order(rows.repeat(2)));
    assertEquals(2, closed.get());
  }

  @Test
  void rowsRefuseWhatDoesNotFit() {
    ElementSpec spec =
        ElementSpec.empty().feature("x", TFloat32.class).feature("v", TInt32.class, Shape.of(2));
    assertEquals(
        "x TFloat32[] takes float, but was given the Double 1.5",
        assertThrows(IllegalArgumentException.class, () -> Row.of(spec, 1.5, new int[2]))
            .getMessage());
    assertEquals(
        "v TInt32[2] was given 3 values",
        assertThrows(IllegalArgumentException.class, () -> Row.of(spec, 1f, new int[3]))
            .getMessage());
    assertEquals(
        "in the rows there is no 'height'; there are [x, v]",
        assertThrows(
                IllegalArgumentException.class,
                () -> Row.of(spec, 1f, new int[2]).getFloat("height"))
            .getMessage());
  }

  @Test
  void describesBranches() {
    assertEquals(
        """
        batch 2
          map in 2 threads
            concat
              filter
                arrays, 3 rows
                  feature row TInt32[]
              numbers
                feature row TInt32[]\
        """,
        Reading.rows(3)
            .filter(row -> true)
            .concat(StreamPositionTest.supplied(1))
            .map(2, Reading.rows(3).elementSpec(), row -> row)
            .batch(2)
            .describe());
  }
}
