package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What the first batches of an evaluation say about its input. */
class InputPaceTest {

  private long now;
  private final InputPace pace = new InputPace(2, () -> now);

  /** Takes batches until enough were seen. */
  private int watch(long firstInput, long input, long step) {
    int batches = 0;
    while (true) {
      pace.asked();
      now += batches < 3 ? firstInput : input;
      batches++;
      if (pace.answered()) {
        return batches;
      }
      now += step;
    }
  }

  @Test
  void anInputThatTakesATwelfthOfAStepIsWorthNoThread() {
    assertEquals(10, watch(10, 10, 120));
    assertFalse(pace.isSlow());
  }

  @Test
  void oneThatTakesMoreIs() {
    assertEquals(10, watch(12, 12, 120));
    assertTrue(pace.isSlow());
    assertEquals(2, pace.prefetch());
  }

  @Test
  void theFirstBatchesPrepareThemselvesAndDoNotCount() {
    watch(1_000_000, 5, 120);
    assertFalse(pace.isSlow());
  }
}
