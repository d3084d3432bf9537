package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
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
    int size = 12;
    int passes = 12_000;
    int[][] counts = new int[size][size];
    RowOrder.Walk walk = new ShuffledRows(new AllRows(size), OptionalLong.empty()).walk();
    int[] rows = new int[size];
    for (int pass = 0; pass < passes; pass++) {
      walk.seek(new OrderKey(7, pass), 0);
      walk.next(rows, 0, size);
      for (int place = 0; place < size; place++) {
        counts[place][rows[place]]++;
      }
    }
    double expected = (double) passes / size;
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
