package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.types.TInt32;

/** Pipelines of three random transformations, stopped at a random place and continued. */
class StreamPositionTest {

  private static final int LIMIT = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void hundredPipelinesGoOnWithTheSameRest(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      Input input = randomInput(random);
      long runSeed = random.nextLong();
      long pass = random.nextInt(3);
      List<List<Integer>> whole = Reading.batches(input, Reading.context(runSeed, pass, 0), LIMIT);
      assertEquals(
          Math.min(input.size().orElse(whole.size()), LIMIT), whole.size(), input::describe);
      int stop = random.nextInt(whole.size() + 1);
      assertEquals(
          whole.subList(stop, whole.size()),
          Reading.batches(input, Reading.context(runSeed, pass, stop), whole.size() - stop),
          () -> "random seed " + seed + ", stopped at " + stop + "\n" + input.describe());
    }
  }

  private static Rows randomSource(Random random) {
    int count = random.nextInt(25);
    return switch (random.nextInt(3)) {
      case 0 -> Reading.rows(count);
      case 1 -> Reading.rows(count).shuffle();
      default -> supplied(count);
    };
  }

  /** Rows whose number nobody knows before. */
  static Rows supplied(int count) {
    ElementSpec spec = ElementSpec.empty().feature("row", TInt32.class);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Row.of(spec, i));
    }
    return Input.rows("numbers", spec, rows);
  }

  private static Input randomInput(Random random) {
    Rows rows = randomSource(random);
    boolean endless = false;
    for (int left = 3; left > 0; left--) {
      int operation = random.nextInt(14);
      switch (operation) {
        case 0 -> rows = rows.map(row -> row.with("row", row.getInt("row") + 100));
        case 1 ->
            rows = rows.map(2, rows.elementSpec(), row -> row.with("row", row.getInt("row") * 2));
        case 2 -> rows = endless ? rows : rows.filter(row -> row.getInt("row") % 3 != 0);
        case 3 -> rows = rows.shuffleBuffer(1 + random.nextInt(10));
        case 4 -> rows = rows.shuffleBuffer(1 + random.nextInt(10), 5);
        case 5 -> {
          rows = endless ? rows : rows.repeat();
          endless = true;
        }
        case 6 -> rows = rows.repeat(random.nextInt(4));
        case 7 -> {
          rows = rows.take(random.nextInt(40));
          endless = false;
        }
        case 8 -> rows = rows.skip(random.nextInt(7));
        case 9 -> rows = rows.shard(1 + random.nextInt(3), 0);
        case 10 -> rows = endless ? rows : rows.cache();
        case 11 -> rows = endless ? rows : rows.concat(randomSource(random));
        case 12 -> rows = Rows.sampleFrom(List.of(rows, randomSource(random)), List.of(2.0, 1.0));
        default -> rows = endless ? rows : rows.shuffle();
      }
    }
    Remainder remainder = random.nextBoolean() ? Remainder.KEEP : Remainder.DROP;
    Input input = rows.batch(1 + random.nextInt(5), remainder);
    return random.nextInt(3) == 0 ? input.prefetch(2) : input;
  }
}
