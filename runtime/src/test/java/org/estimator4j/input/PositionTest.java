package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cursor opened at a position gives what an undisturbed one gives from there on. */
class PositionTest {

  private static final int LIMIT = 40;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyPositionOfRandomPipelinesContinuesTheSequence(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      Input input = randomInput(random);
      long runSeed = random.nextLong();
      long pass = random.nextInt(3);
      List<List<Integer>> whole = Reading.batches(input, Reading.context(runSeed, pass, 0), LIMIT);
      checkSize(input, whole);
      for (int position = 0; position <= whole.size(); position++) {
        assertEquals(
            whole.subList(position, whole.size()),
            Reading.batches(
                input, Reading.context(runSeed, pass, position), whole.size() - position),
            () -> "random seed " + seed + "\n" + input.describe());
      }
    }
  }

  private static void checkSize(Input input, List<List<Integer>> whole) {
    OptionalLong size = input.size();
    long expected = size.orElse(Long.MAX_VALUE);
    assertEquals(Math.min(expected, LIMIT), whole.size(), input::describe);
  }

  /** Up to four operations on rows, a batch, and perhaps a repetition of batches. */
  private static Input randomInput(Random random) {
    Rows rows = Reading.rows(random.nextInt(14));
    if (random.nextInt(4) == 0) {
      rows = rows.split(0.4, "salt").train();
    }
    for (int left = random.nextInt(5); left > 0; left--) {
      switch (random.nextInt(6)) {
        case 0 -> rows = rows.repeat();
        case 1 -> rows = rows.repeat(random.nextInt(4));
        case 2 -> rows = rows.take(random.nextInt(30));
        case 3 -> rows = rows.skip(random.nextInt(7));
        default -> rows = (rows.size().isEmpty() ? rows.take(20) : rows).shuffle();
      }
    }
    Remainder remainder = random.nextBoolean() ? Remainder.KEEP : Remainder.DROP;
    Input input = rows.batch(1 + random.nextInt(6), remainder);
    return switch (random.nextInt(4)) {
      case 0 -> input.repeat();
      case 1 -> input.repeat(random.nextInt(4));
      default -> input;
    };
  }

  @Test
  void cursorCountsTheBatchesOfThePass() {
    Input input = Reading.rows(5).repeat().batch(2);
    try (InputCursor cursor = input.open(Reading.context(0, 0, 7))) {
      assertEquals(7, cursor.position());
      Reading.close(cursor.next());
      assertEquals(8, cursor.position());
    }
  }

  @Test
  void endStaysTheEnd() {
    try (InputCursor cursor = Reading.rows(2).batch(2).open(Reading.context(0, 0, 0))) {
      Reading.close(cursor.next());
      assertNull(cursor.next());
      assertNull(cursor.next());
      assertEquals(1, cursor.position());
    }
  }

  @Test
  void positionFarBehindTheEndGivesNothing() {
    for (long position : new long[] {3, 1000, Long.MAX_VALUE}) {
      assertEquals(
          List.of(),
          Reading.batches(Reading.rows(5).batch(2), Reading.context(0, 0, position), LIMIT));
      assertEquals(
          List.of(),
          Reading.batches(
              Reading.rows(5).batch(2).repeat(1), Reading.context(0, 0, position), LIMIT));
    }
  }

  @Test
  void repetitionOfAnInputWithoutKnownSizeReadsItsWayToThePosition() {
    Input unknown = new UnknownSize(Reading.rows(5).shuffle().batch(2));
    Input input = unknown.repeat();
    List<List<Integer>> whole = Reading.batches(input, Reading.context(1, 0, 0), 11);
    assertEquals(11, whole.size());
    assertEquals(whole.subList(7, 11), Reading.batches(input, Reading.context(1, 0, 7), 4));
    assertEquals(
        List.of(),
        Reading.batches(
            new UnknownSize(Reading.rows(0).batch(2)).repeat(), Reading.context(1, 0, 3), 4));
  }

  /** Hides how many batches there are. */
  private record UnknownSize(Input inner) implements Input {

    @Override
    public InputCursor open(InputContext context) {
      return inner.open(context);
    }

    @Override
    public ElementSpec elementSpec() {
      return inner.elementSpec();
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }

    @Override
    public String fingerprint() {
      return inner.fingerprint();
    }

    @Override
    public String describe() {
      return inner.describe();
    }
  }
}
