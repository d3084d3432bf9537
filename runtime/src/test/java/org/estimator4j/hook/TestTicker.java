package org.estimator4j.hook;

import java.time.Duration;

/** A clock that a test moves. */
final class TestTicker implements StepTimer.Ticker {

  private long nanos = 1_000;

  void advance(Duration time) {
    nanos += time.toNanos();
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  StepTimer everySteps(long steps) {
    return new StepTimer(steps, null, this);
  }

  StepTimer every(Duration time) {
    return new StepTimer(0, time, this);
  }
}
