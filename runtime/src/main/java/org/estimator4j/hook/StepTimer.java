package org.estimator4j.hook;

import java.time.Duration;
import org.estimator4j.config.RunConfig;
import org.jspecify.annotations.Nullable;

/**
 * Says when something that is done now and then is due: every so many steps, at the multiples of
 * the global step so that a resumed run keeps the rhythm of an undisturbed one, or whenever so much
 * time has passed. Not for several threads.
 */
public final class StepTimer {

  private final long everySteps;
  private final @Nullable Duration every;
  private final Ticker ticker;
  private long lastStep;
  private long lastNanos;

  StepTimer(long everySteps, @Nullable Duration every, Ticker ticker) {
    this.everySteps = everySteps;
    this.every = every;
    this.ticker = ticker;
  }

  /**
   * Due at the multiples of a number of steps.
   *
   * @param steps more than 0
   * @return the timer
   */
  public static StepTimer everySteps(long steps) {
    if (steps <= 0) {
      throw new IllegalArgumentException("a timer needs a step or more, but was given " + steps);
    }
    return new StepTimer(steps, null, Ticker.SYSTEM);
  }

  /**
   * Due whenever so much time has passed since the last time.
   *
   * @param time longer than nothing
   * @return the timer
   */
  public static StepTimer every(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("a timer needs some time, but was given " + time);
    }
    return new StepTimer(0, time, Ticker.SYSTEM);
  }

  /**
   * Due when the settings want a checkpoint.
   *
   * @param config settings that save checkpoints
   * @return the timer
   */
  public static StepTimer forCheckpoints(RunConfig config) {
    Duration time = config.saveCheckpointsEvery();
    return time == null ? everySteps(config.saveCheckpointsSteps()) : every(time);
  }

  /**
   * Due when the settings want summaries.
   *
   * @param config settings that save summaries
   * @return the timer
   */
  public static StepTimer forSummaries(RunConfig config) {
    Duration time = config.saveSummaryEvery();
    return time == null ? everySteps(config.saveSummarySteps()) : every(time);
  }

  /**
   * Starts afresh.
   *
   * @param step the global step now
   */
  public void reset(long step) {
    lastStep = step;
    lastNanos = ticker.nanoTime();
  }

  /**
   * Whether it is time.
   *
   * @param step the global step now
   * @return true if it is due; {@link #reset} says that it was done
   */
  public boolean isDue(long step) {
    if (every != null) {
      return step > lastStep && sinceReset() >= every.toNanos();
    }
    return step / everySteps > lastStep / everySteps;
  }

  /** The time since {@link #reset}. */
  double secondsSinceReset() {
    return sinceReset() / 1e9;
  }

  /** A clock that jumps back costs the time that had passed, not the length of the jump. */
  private long sinceReset() {
    long now = ticker.nanoTime();
    if (now - lastNanos < 0) {
      lastNanos = now;
    }
    return now - lastNanos;
  }

  /** The speed since {@link #reset}; infinite if no time has passed. */
  double stepsPerSecond(long step) {
    return (step - lastStep) / secondsSinceReset();
  }

  /** A clock for durations: the system's never jumps back, whatever happens to the time of day. */
  @FunctionalInterface
  interface Ticker {

    Ticker SYSTEM = System::nanoTime;

    long nanoTime();
  }
}
