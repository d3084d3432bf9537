package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A split depends on the features of each row, and on nothing else. */
class SplitTest {

  private static List<Integer> numbers(Rows rows) {
    return Reading.order(rows, 0, 0, Integer.MAX_VALUE);
  }

  @Test
  void partsHoldEachRowOnceInOrder() {
    InputSplit split = Reading.rows(1000).split(0.2, "digits");
    List<Integer> train = numbers(split.train());
    List<Integer> test = numbers(split.test());
    List<Integer> all = new ArrayList<>(train);
    all.addAll(test);
    assertEquals(train.stream().sorted().toList(), train);
    assertEquals(IntStream.range(0, 1000).boxed().toList(), all.stream().sorted().toList());
    assertTrue(test.size() > 160 && test.size() < 240, "a fifth is " + test.size());
  }

  @Test
  void rowsStayOnTheirSideWhereverTheyStandAndWhateverIsAdded() {
    Set<Integer> test = new HashSet<>(numbers(Reading.rows(300).split(0.3, "s").test()));
    int[] backwards = IntStream.range(0, 400).map(i -> 399 - i).toArray();
    Rows other = Input.arrays().feature("row", backwards).label("more", new float[400]);
    Set<Integer> otherTest = new HashSet<>(numbers(other.split(0.3, "s").test()));
    for (int row = 0; row < 300; row++) {
      assertEquals(test.contains(row), otherTest.contains(row), "row " + row);
    }
  }

  @Test
  void anotherSaltGivesAnotherSplit() {
    Rows rows = Reading.rows(300);
    assertNotEquals(numbers(rows.split(0.5, "a").test()), numbers(rows.split(0.5, "b").test()));
  }

  @Test
  void hashIsTheSameForEver() {
    assertEquals(
        List.of(13, 14, 25, 27, 28, 29), numbers(Reading.rows(30).split(0.2, "digits").test()));
  }

  @Test
  void extremesGiveOneSideEverything() {
    assertEquals(List.of(), numbers(Reading.rows(50).split(0, "").test()));
    assertEquals(List.of(), numbers(Reading.rows(50).split(1, "").train()));
  }

  @Test
  void partsAreShuffledRepeatedAndBatchedLikeOtherRows() {
    Rows train = Reading.rows(20).split(0.3, "s").train();
    List<Integer> twice = numbers(train.shuffle().repeat(2));
    int size = numbers(train).size();
    assertEquals(numbers(train), twice.subList(size, 2 * size).stream().sorted().toList());
  }

  @Test
  void refusals() {
    assertEquals(
        "split() stands behind shuffle, so a row would have no side of its own; split first, then"
            + " shuffle and repeat each part",
        assertThrows(
                IllegalStateException.class,
                () -> Reading.rows(3).shuffle().take(2).split(0.5, "s"))
            .getMessage());
    for (double fraction : new double[] {-0.1, 1.1, Double.NaN}) {
      assertEquals(
          "the fraction to hold out (= " + fraction + ") must be from 0 to 1",
          assertThrows(IllegalArgumentException.class, () -> Reading.rows(3).split(fraction, "s"))
              .getMessage());
    }
  }
}
