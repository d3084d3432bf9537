package org.estimator4j.hook;

import java.nio.file.Path;
import java.util.Locale;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.summary.EventFileWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts global steps per second, logs them, and hands them on. The first step of a call only
 * starts the clock: it prepares the graph and says nothing about the speed of the others.
 *
 * <pre>{@code
 * SessionRunHook speed =
 *     StepCounterHook.into(Path.of("model"), StepTimer.everySteps(100));
 * }</pre>
 */
public final class StepCounterHook implements SessionRunHook {

  private static final Logger LOG = LoggerFactory.getLogger(StepCounterHook.class);
  private static final int MAX_WARNINGS = 5;

  private final StepTimer timer;
  private final Listener listener;
  private final @Nullable Path directory;
  private @Nullable EventFileWriter writer;
  private boolean started;
  private long lastStep;
  private int warnings;

  private StepCounterHook(StepTimer timer, Listener listener, @Nullable Path directory) {
    this.timer = timer;
    this.listener = listener;
    this.directory = directory;
  }

  /** Is told the speed; called by the thread that trains. */
  @FunctionalInterface
  public interface Listener {

    /**
     * The speed since the last time.
     *
     * @param globalStep the global step now
     * @param stepsPerSecond global steps per second
     */
    void speed(long globalStep, double stepsPerSecond);
  }

  /**
   * A counter that writes {@code global_step/sec} for TensorBoard, into an event file of its own.
   *
   * @param directory where the event file goes; made if it is not there
   * @param timer when
   * @return the hook
   */
  public static StepCounterHook into(Path directory, StepTimer timer) {
    return new StepCounterHook(timer, (step, speed) -> {}, directory);
  }

  /**
   * A counter that writes {@code global_step/sec} for TensorBoard.
   *
   * @param writer where to; stays the caller's
   * @param timer when
   * @return the hook
   */
  public static StepCounterHook into(EventFileWriter writer, StepTimer timer) {
    return new StepCounterHook(timer, (step, speed) -> write(writer, step, speed), null);
  }

  /**
   * A counter that tells a listener.
   *
   * @param timer when
   * @param listener is told
   * @return the hook
   */
  public static StepCounterHook telling(StepTimer timer, Listener listener) {
    return new StepCounterHook(timer, listener, null);
  }

  @Override
  public void begin(HookSession session) {
    started = false;
    warnings = 0;
  }

  @Override
  public void afterCreateSession(HookSession session) {
    if (directory != null && writer == null) {
      writer = EventFileWriter.open(directory);
    }
    lastStep = session.globalStep();
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    long step = context.globalStep();
    if (step <= lastStep && warnings < MAX_WARNINGS) {
      warnings++;
      LOG.warn(
          "the global step is {} as in the run before: it must grow with every step for a speed;"
              + " this hook is for training",
          step);
    }
    lastStep = step;
    if (!started) {
      started = true;
      timer.reset(step);
    } else if (timer.isDue(step)) {
      tell(step, timer.stepsPerSecond(step));
      timer.reset(step);
    }
  }

  private void tell(long step, double speed) {
    LOG.info("global_step/sec: {}", String.format(Locale.ROOT, "%.4g", speed));
    if (writer != null) {
      write(writer, step, speed);
    }
    listener.speed(step, speed);
  }

  private static void write(EventFileWriter writer, long step, double speed) {
    writer.scalar("global_step/sec", (float) speed, step);
  }

  @Override
  public void end(HookSession session) {
    close();
  }

  @Override
  public void abandon(HookSession session) {
    close();
  }

  private void close() {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
