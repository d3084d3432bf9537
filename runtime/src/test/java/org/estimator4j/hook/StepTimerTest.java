package org.estimator4j.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When something is due. */
class StepTimerTest {

  private final TestTicker clock = new TestTicker();

  @Test
  void stepsAreCountedFromZeroWhereverARunBegins() {
    StepTimer timer = clock.everySteps(10);
    timer.reset(17);
    assertFalse(timer.isDue(19));
    assertTrue(timer.isDue(20));
    timer.reset(20);
    assertFalse(timer.isDue(29));
    assertTrue(timer.isDue(41), "a step that counts several is due as well");
  }

  @Test
  void timeIsCountedFromTheLastTime() {
    StepTimer timer = clock.every(Duration.ofMinutes(10));
    timer.reset(0);
    clock.advance(Duration.ofMinutes(9));
    assertFalse(timer.isDue(5));
    clock.advance(Duration.ofMinutes(1));
    assertFalse(timer.isDue(0), "nothing has happened since");
    assertTrue(timer.isDue(5));
    assertEquals(600, timer.secondsSinceReset());
  }

  @Test
  void aClockThatJumpsBackCostsNoMoreThanOnePeriod() {
    StepTimer timer = clock.every(Duration.ofMinutes(10));
    timer.reset(0);
    clock.advance(Duration.ofMinutes(9));
    clock.advance(Duration.ofDays(-1));
    assertFalse(timer.isDue(5));
    assertEquals(0, timer.secondsSinceReset());
    clock.advance(Duration.ofMinutes(10));
    assertTrue(timer.isDue(5));
  }

  @Test
  void whatIsNeverDueIsRefused() {
    assertEquals(
        "a timer needs a step or more, but was given 0",
        assertThrows(IllegalArgumentException.class, () -> StepTimer.everySteps(0)).getMessage());
    assertEquals(
        "a timer needs some time, but was given PT-1S",
        assertThrows(IllegalArgumentException.class, () -> StepTimer.every(Duration.ofSeconds(-1)))
            .getMessage());
  }
}
