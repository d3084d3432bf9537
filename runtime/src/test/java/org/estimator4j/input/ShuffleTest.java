package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shuffles are exact, seeded, and other ones in each round and pass. */
class ShuffleTest {

  @Test
  void eachRoundHoldsEachRowOnce() {
    for (int size : new int[] {1, 2, 17, 1000}) {
      Rows rows = Reading.rows(size).shuffle().repeat(3);
      List<Integer> order = Reading.order(rows, 5, 0, Integer.MAX_VALUE);
      for (int round = 0; round < 3; round++) {
        assertEquals(
            IntStream.range(0, size).boxed().toList(),
            order.subList(round * size, (round + 1) * size).stream().sorted().toList());
      }
    }
  }

  @Test
  void eachEpochHoldsEachRowOnceWhateverTheSizeTheSeedAndTheBatch() {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      int size = 1 + random.nextInt(200);
      int batch = 1 + random.nextInt(size + 5);
      long seed = random.nextLong();
      Rows rows = i % 2 == 0 ? Reading.rows(size) : StreamPositionTest.supplied(size);
      Rows shuffled =
          switch (random.nextInt(3)) {
            case 0 -> rows.shuffle();
            case 1 -> rows.shuffle(seed);
            default -> rows.shuffleBuffer(1 + random.nextInt(size));
          };
      List<List<Integer>> batches =
          Reading.batches(shuffled.repeat(2).batch(batch), Reading.context(seed, i, 0), 1000);
      List<Integer> order = batches.stream().flatMap(List::stream).toList();
      List<Integer> all = IntStream.range(0, size).boxed().toList();
      assertEquals(all, order.subList(0, size).stream().sorted().toList());
      assertEquals(all, order.subList(size, 2 * size).stream().sorted().toList());
      for (List<Integer> each : batches.subList(0, batches.size() - 1)) {
        assertEquals(batch, each.size());
      }
    }
  }

  @Test
  void roundsPassesAndSeedsDiffer() {
    Rows rows = Reading.rows(20).shuffle().repeat();
    List<Integer> twoRounds = Reading.order(rows, 1, 0, 40);
    assertEquals(twoRounds, Reading.order(rows, 1, 0, 40));
    assertNotEquals(twoRounds.subList(0, 20), twoRounds.subList(20, 40));
    assertNotEquals(twoRounds, Reading.order(rows, 1, 1, 40));
    assertNotEquals(twoRounds, Reading.order(rows, 2, 0, 40));
  }

  @Test
  void seedOfItsOwnBeatsThatOfTheRunButPassesStillDiffer() {
    Rows rows = Reading.rows(20).shuffle(9);
    assertEquals(Reading.order(rows, 1, 0, 20), Reading.order(rows, 2, 0, 20));
    assertNotEquals(Reading.order(rows, 1, 0, 20), Reading.order(rows, 1, 1, 20));
  }

  @Test
  void roundsOfBatchesDiffer() {
    Input input = Reading.rows(12).shuffle().batch(5).repeat();
    List<List<Integer>> batches = Reading.batches(input, Reading.context(3, 0, 0), 6);
    assertEquals(List.of(5, 5, 2, 5, 5, 2), batches.stream().map(List::size).toList());
    assertNotEquals(batches.subList(0, 3), batches.subList(3, 6));
  }

  @Test
  void orderIsTheSameOnEveryJvmForEver() {
    assertEquals(
        List.of(6, 0, 7, 5, 8, 2, 9, 4, 1, 3),
        Reading.order(Reading.rows(10).shuffle(), 42, 0, 10));
    SplitMix random = new SplitMix(1234567);
    assertEquals(6457827717110365317L, random.next());
    assertEquals(3203168211198807973L, random.next());
  }

  /** Chi-square of place × row over many passes, for 12 × 12 cells: 121 degrees of freedom. */
  @Test
  void everyRowIsEquallyLikelyAtEveryPlace() {
    RowOrder.Walk walk = new ShuffledRows(new AllRows(12), OptionalLong.empty()).walk();
    int[] rows = new int[12];
    assertUniform(
        pass -> {
          walk.seek(new OrderKey(7, pass), 0);
          walk.next(rows, 0, 12);
          return rows;
        });
    RowStream stream = StreamPositionTest.supplied(12).shuffle().stream();
    assertUniform(
        pass -> {
          try (RowStream.RowReader reader = stream.open(new OrderKey(7, pass), 0)) {
            for (int place = 0; place < 12; place++) {
              rows[place] = (Integer) Objects.requireNonNull(reader.next())[0];
            }
          }
          return rows;
        });
  }

  private static void assertUniform(LongFunction<int[]> orders) {
    int passes = 12_000;
    int[][] counts = new int[12][12];
    for (int pass = 0; pass < passes; pass++) {
      int[] rows = orders.apply(pass);
      for (int place = 0; place < 12; place++) {
        counts[place][rows[place]]++;
      }
    }
    double expected = passes / 12.0;
    double chiSquare = 0;
    for (int[] ofPlace : counts) {
      for (int count : ofPlace) {
        chiSquare += (count - expected) * (count - expected) / expected;
      }
    }
    assertTrue(chiSquare > 70 && chiSquare < 190, "chi-square " + chiSquare);
  }

  @Test
  void endlessRowsCannotBeShuffled() {
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> Reading.rows(3).repeat().shuffle());
    assertEquals(
        "shuffle() stands behind repeat(), so it would have to shuffle rows without end; write"
            + " shuffle().repeat(): each round gets another order",
        error.getMessage());
  }
}
