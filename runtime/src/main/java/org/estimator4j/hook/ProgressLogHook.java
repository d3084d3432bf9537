package org.estimator4j.hook;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how far a training is: step, loss, steps per second, and the time left where the last step
 * is known. After the first step, and then at the multiples of its cadence.
 */
public final class ProgressLogHook implements SessionRunHook {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressLogHook.class);

  private final StepTimer timer;
  private final OptionalLong lastStep;
  private final StepTimer.Ticker ticker;
  private boolean first;
  private long loggedStep;
  private long loggedNanos;

  /**
   * A log of progress.
   *
   * @param everySteps steps between two lines, more than 0
   * @param lastStep the global step at which the training will end, null if that is not known
   */
  public ProgressLogHook(long everySteps, @Nullable Long lastStep) {
    this(everySteps, lastStep, StepTimer.Ticker.SYSTEM);
  }

  ProgressLogHook(long everySteps, @Nullable Long lastStep, StepTimer.Ticker ticker) {
    this.timer = StepTimer.everySteps(everySteps);
    this.lastStep = lastStep == null ? OptionalLong.empty() : OptionalLong.of(lastStep);
    this.ticker = ticker;
  }

  @Override
  public void afterCreateSession(HookSession session) {
    first = true;
    timer.reset(session.globalStep());
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    long step = context.globalStep();
    boolean last = lastStep.isPresent() && step >= lastStep.getAsLong();
    if (first) {
      // The first step prepares the graph: it says nothing about the speed of the others.
      first = false;
      LOG.info("{}", line(step, values.loss()));
    } else if (timer.isDue(step) || last) {
      double stepsPerSecond = (step - loggedStep) * 1e9 / (ticker.nanoTime() - loggedNanos);
      LOG.info("{}", line(step, values.loss()) + speed(step, stepsPerSecond));
      timer.reset(step);
    } else {
      return;
    }
    loggedStep = step;
    loggedNanos = ticker.nanoTime();
  }

  private String line(long step, double loss) {
    String total = lastStep.isPresent() ? " of " + lastStep.getAsLong() : "";
    return String.format(Locale.ROOT, "step %d%s, loss %.5f", step, total, loss);
  }

  private String speed(long step, double stepsPerSecond) {
    String speed = String.format(Locale.ROOT, ", %.1f steps/s", stepsPerSecond);
    if (lastStep.isEmpty() || step >= lastStep.getAsLong()) {
      return speed;
    }
    double seconds = (lastStep.getAsLong() - step) / stepsPerSecond;
    return speed + ", " + clock(Duration.ofMillis((long) (seconds * 1000))) + " left";
  }

  private static String clock(Duration time) {
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }
}
