package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.estimator4j.checkpoint.LogCapture;
import org.junit.jupiter.api.Test;

/** Batches read ahead are the same batches, and nothing of the thread is left behind. */
class PrefetchTest {

  @Test
  void givesTheSameBatchesFromEveryPosition() {
    Input input = Reading.rows(23).shuffle().batch(3);
    for (int depth : new int[] {1, 2, 50}) {
      for (int position = 0; position <= 9; position++) {
        InputContext context = Reading.context(4, 1, position);
        assertEquals(
            Reading.batches(input, context, 100),
            Reading.batches(input.prefetch(depth), context, 100));
      }
    }
  }

  @Test
  void countsWhatWasHandedOutOnly() {
    try (InputCursor cursor =
        Reading.rows(20).batch(2).prefetch(4).open(Reading.context(0, 0, 3))) {
      assertEquals(3, cursor.position());
      Reading.close(cursor.next());
      assertEquals(4, cursor.position());
    }
  }

  @Test
  void endStaysTheEnd() {
    try (InputCursor cursor = Reading.rows(2).batch(2).prefetch(1).open(Reading.context(0, 0, 0))) {
      Reading.close(cursor.next());
      assertNull(cursor.next());
      assertNull(cursor.next());
    }
  }

  @Test
  void describesItselfAndKeepsTheFingerprint() {
    Input input = Reading.rows(4).batch(2);
    assertEquals(input.fingerprint(), input.prefetch(2).fingerprint());
    assertEquals(OptionalLong.of(2), input.prefetch(2).size());
    assertEquals(
        "prefetch 2\n  batch 2\n    arrays, 4 rows\n      feature row TInt32[]",
        input.prefetch(2).describe());
    assertEquals(
        "prefetch(0): at least one batch must be held ready",
        assertThrows(IllegalArgumentException.class, () -> input.prefetch(0)).getMessage());
  }

  @Test
  void saysThatItReadsAhead() {
    Input input = Reading.rows(4).batch(2);
    assertFalse(input.isPrefetched());
    assertFalse(input.repeat().isPrefetched());
    assertTrue(input.prefetch(1).isPrefetched());
    assertTrue(input.prefetch(1).repeat(2).isPrefetched());
  }

  @Test
  void failureReachesWhoAsksForItsBatchAndStays() {
    IllegalArgumentException failure = new IllegalArgumentException("row 3 is odd");
    Input failing = new Watched(2, failure, new CountDownLatch(0));
    try (InputCursor cursor = failing.prefetch(5).open(Reading.context(0, 0, 0))) {
      Reading.close(cursor.next());
      Reading.close(cursor.next());
      assertSame(failure, assertThrows(IllegalArgumentException.class, cursor::next));
      assertSame(failure, assertThrows(IllegalArgumentException.class, cursor::next));
      assertEquals(2, cursor.position());
    }
    assertEquals("in a prefetch thread; asked for here", failure.getSuppressed()[0].getMessage());
    assertEquals(1, failure.getSuppressed().length);
  }

  @Test
  void closingEndsAThreadThatWaitsForAPlaceOrForItsSource() throws Exception {
    InputCursor full = Reading.rows(20).batch(2).prefetch(1).open(Reading.context(0, 0, 0));
    full.close();
    full.close();
    assertEquals(
        "the cursor is closed", assertThrows(IllegalStateException.class, full::next).getMessage());

    CountDownLatch asked = new CountDownLatch(1);
    Input stuck =
        new Watched(1, new IllegalStateException("was woken"), new CountDownLatch(1), asked);
    InputCursor cursor = stuck.prefetch(3).open(Reading.context(0, 0, 0));
    Reading.close(cursor.next());
    asked.await();
    cursor.close();
    assertEquals(List.of(), threads());
  }

  /** The interrupt is gone when the thread has the batch that nobody waits for any more. */
  @Test
  void aSourceThatUsesTheInterruptUpEndsTheThreadAllTheSame() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Input stuck =
        new Watched(3, new IllegalStateException("was woken"), new CountDownLatch(1), asked);
    InputCursor cursor = stuck.prefetch(2).open(Reading.context(0, 0, 0));
    Reading.close(cursor.next());
    asked.await(); // two batches are ready: there is no place for the failure
    try (LogCapture log = new LogCapture()) {
      cursor.close();
      assertEquals("", log.text());
    }
    assertEquals(List.of(), threads());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("estimator4j-prefetch"))
        .toList();
  }

  /** Gives some batches, then waits, then fails. */
  private record Watched(
      int batches, RuntimeException failure, CountDownLatch latch, CountDownLatch asked)
      implements Input {

    Watched(int batches, RuntimeException failure, CountDownLatch latch) {
      this(batches, failure, latch, new CountDownLatch(1));
    }

    @Override
    public InputCursor open(InputContext context) {
      InputCursor rows = Reading.rows(batches).batch(1).open(context);
      return new InputCursor() {
        @Override
        public Batch next() {
          Batch batch = rows.next();
          if (batch == null) {
            asked.countDown();
            try {
              latch.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            throw failure;
          }
          return batch;
        }

        @Override
        public long position() {
          return rows.position();
        }

        @Override
        public void close() {
          rows.close();
        }
      };
    }

    @Override
    public ElementSpec elementSpec() {
      return Reading.rows(1).elementSpec();
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }

    @Override
    public String fingerprint() {
      return "watched";
    }

    @Override
    public String describe() {
      return "watched";
    }

    @Override
    public String toString() {
      return List.of("watched", batches).toString();
    }
  }
}
