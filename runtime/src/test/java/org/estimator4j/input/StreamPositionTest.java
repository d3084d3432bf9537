package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TInt32;

/**
 * Pipelines of three random transformations over every kind of source, batched in every way,
 * stopped at a random place and continued.
 */
class StreamPositionTest {

  private static final int LIMIT = 60;
  private static final int PIPELINES = Integer.getInteger("estimator4j.pipelines", 1_000);
  private static final ElementSpec NUMBERS = ElementSpec.empty().feature("row", TInt32.class);
  private static final ElementSpec LISTS =
      ElementSpec.empty().feature("row", TInt32.class, Shape.of(-1));

  /** Rows of a Java record. */
  record Numbered(int row) {}

  @TempDir Path directory;

  private Path csv = Path.of("");
  private Path records = Path.of("");
  private final Map<String, Integer> used = new TreeMap<>();

  @Test
  void thousandPipelinesGoOnWithTheSameRest() throws IOException {
    csv =
        Files.write(
            directory.resolve("rows.csv"),
            IntStream.range(-1, 24).mapToObj(i -> i < 0 ? "row" : "" + i).toList());
    records = directory.resolve("rows.tfrecord");
    Reading.rows(24).writeTfRecords(records);
    int inside = 0;
    for (int seed = 0; seed < PIPELINES; seed++) {
      Random random = new Random(seed);
      Input input = randomInput(random, directory.resolve("cache" + seed));
      long runSeed = random.nextLong();
      long pass = random.nextInt(3);
      List<List<Integer>> whole = Reading.batches(input, Reading.context(runSeed, pass, 0), LIMIT);
      assertEquals(
          Math.min(input.size().orElse(whole.size()), LIMIT), whole.size(), input::describe);
      int stop = random.nextInt(whole.size() + 1);
      String failure = "random seed " + seed + ", stopped at " + stop + "\n";
      assertEquals(
          whole.subList(stop, whole.size()),
          Reading.batches(input, Reading.context(runSeed, pass, stop), whole.size() - stop),
          () -> failure + input.describe());
      inside += stop > 0 && stop < whole.size() ? 1 : 0;
    }
    assertTrue(inside > PIPELINES / 2, inside + " of them were stopped inside");
    assertEquals(SOURCES + OPERATIONS + BATCHES, used.size(), used::toString);
    assertTrue(used.values().stream().allMatch(count -> count >= PIPELINES / 50), used::toString);
  }

  private static final int SOURCES = 6;
  private static final int OPERATIONS = 18;
  private static final int BATCHES = 4;

  private int choice(Random random, String what, int count) {
    int choice = random.nextInt(count);
    used.merge(what + " " + choice, 1, Integer::sum);
    return choice;
  }

  private Rows randomSource(Random random) {
    int count = random.nextInt(25);
    return switch (choice(random, "source", SOURCES)) {
      case 0 -> Reading.rows(count);
      case 1 -> Reading.rows(count).shuffle();
      case 2 -> Input.csv(csv.toString()).feature("row", TInt32.class).rows().take(count);
      case 3 -> Input.tfRecords(records.toString()).feature("row", TInt32.class).rows().take(count);
      case 4 ->
          Input.records(Numbered.class, IntStream.range(0, count).mapToObj(Numbered::new).toList());
      default -> supplied(count);
    };
  }

  /** Rows whose number nobody knows before. */
  static Rows supplied(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Row.of(NUMBERS, i));
    }
    return Input.rows("numbers", NUMBERS, rows);
  }

  private Input randomInput(Random random, Path cache) {
    Rows rows = randomSource(random);
    boolean endless = false;
    for (int left = 3; left > 0; left--) {
      switch (choice(random, "operation", OPERATIONS)) {
        case 0 -> rows = rows.map(row -> row.with("row", row.getInt("row") + 100));
        case 1 -> rows = rows.map(2, NUMBERS, row -> row.with("row", row.getInt("row") * 2));
        case 2 -> rows = endless ? rows : rows.filter(row -> row.getInt("row") % 3 != 0);
        case 3 -> rows = rows.shuffleBuffer(1 + random.nextInt(10));
        case 4 -> rows = rows.shuffleBuffer(1 + random.nextInt(10), 5);
        case 5 -> rows = endless ? rows : rows.shuffle();
        case 6 -> {
          rows = endless ? rows : rows.repeat();
          endless = true;
        }
        case 7 -> rows = rows.repeat(random.nextInt(4));
        case 8 -> {
          rows = rows.take(random.nextInt(40));
          endless = false;
        }
        case 9 -> rows = rows.skip(random.nextInt(7));
        case 10 -> rows = rows.shard(1 + random.nextInt(3), 0);
        case 11 -> rows = endless ? rows : rows.cache();
        case 12 ->
            rows =
                endless ? rows : rows.cache(cache.resolveSibling(cache.getFileName() + "." + left));
        case 13 -> rows = endless ? rows : rows.concat(randomSource(random));
        case 14 -> rows = Rows.sampleFrom(List.of(rows, randomSource(random)), List.of(2.0, 1.0));
        case 15 -> {
          rows = rows.zip(renamed(randomSource(random))).map(NUMBERS, StreamPositionTest::sum);
          endless = false;
        }
        case 16 -> rows = rows instanceof StreamedRows ? rows.split(0.3, "salt").train() : rows;
        default -> {
          boolean skip = !endless && random.nextInt(5) == 0; // each is logged
          rows = rows.range("row", 0, 15, skip ? Missing.skipRow() : Missing.replaceBy(-5));
        }
      }
    }
    Input input = batched(rows, random);
    return random.nextInt(3) == 0 ? input.prefetch(2) : input;
  }

  private static Rows renamed(Rows rows) {
    ElementSpec other = ElementSpec.empty().feature("other", TInt32.class);
    return rows.map(other, row -> Row.of(other, row.getInt("row")));
  }

  private static Row sum(Row both) {
    return Row.of(NUMBERS, both.getInt("row") + 1000 * both.getInt("other"));
  }

  private Input batched(Rows rows, Random random) {
    Remainder remainder = random.nextBoolean() ? Remainder.KEEP : Remainder.DROP;
    int size = 1 + random.nextInt(5);
    return switch (choice(random, "batch", BATCHES)) {
      case 0 -> lists(rows).paddedBatch(size, remainder, Map.of("row", -1));
      case 1 -> lists(rows).bucketByLength("row", new int[] {2, 4}, new int[] {size, 2, 3});
      case 2 -> rows.size().isEmpty() ? rows.batch(size, remainder) : rows.batch(size).repeat(2);
      default -> rows.batch(size, remainder);
    };
  }

  /** From one to five values a row. */
  private static Rows lists(Rows rows) {
    return rows.map(
        LISTS,
        row -> {
          int[] values = new int[1 + Math.floorMod(row.getInt("row"), 5)];
          Arrays.fill(values, row.getInt("row"));
          return Row.of(LISTS, values);
        });
  }
}
