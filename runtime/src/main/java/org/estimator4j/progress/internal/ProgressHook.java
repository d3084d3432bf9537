package org.estimator4j.progress.internal;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.progress.TrainingEvent;
import org.estimator4j.progress.TrainingListener;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.jspecify.annotations.Nullable;

/** Tells listeners how a training goes on; a live line more often than others. */
public final class ProgressHook implements SessionRunHook, CheckpointListener {

  private static final long LIVE_NANOS = 200_000_000;
  private static final long SPEED_NANOS = 1_000_000_000;

  private final TrainingListener listener;
  private final @Nullable TrainingListener live;
  private final long everySteps;
  private final @Nullable Long lastStep;
  private final LongSupplier examples;
  private final LongSupplier nanoTime;
  private Speed toldSpeed = new Speed();
  private Speed liveSpeed = new Speed();
  private boolean first = true;
  private long shownNanos;
  private long saveNanos;
  private boolean saving;
  private long step;
  private boolean failed;

  /**
   * A hook that is also to be told of the checkpoints, after all that look at them.
   *
   * @param listener is told at the multiples of {@code everySteps}
   * @param live is told some times in a second as well, or null
   * @param everySteps steps between two events; 0 for none but the first and the last
   * @param lastStep the step at which the training will end, or null if that is not known
   * @param examples how many examples were trained on so far
   */
  public ProgressHook(
      TrainingListener listener,
      @Nullable TrainingListener live,
      long everySteps,
      @Nullable Long lastStep,
      LongSupplier examples) {
    this(listener, live, everySteps, lastStep, examples, System::nanoTime);
  }

  ProgressHook(
      TrainingListener listener,
      @Nullable TrainingListener live,
      long everySteps,
      @Nullable Long lastStep,
      LongSupplier examples,
      LongSupplier nanoTime) {
    this.listener = listener;
    this.live = live;
    this.everySteps = everySteps;
    this.lastStep = lastStep;
    this.examples = examples;
    this.nanoTime = nanoTime;
  }

  @Override
  public void afterCreateSession(HookSession session) {
    toldSpeed = new Speed();
    liveSpeed = new Speed();
    first = true;
    step = session.globalStep();
    listener.onEvent(new TrainingEvent.Started(step, lastStep));
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    step = context.globalStep();
    Long end = lastStep;
    boolean last = end != null && step >= end;
    boolean due = first || last || (everySteps > 0 && step % everySteps == 0);
    TrainingListener watcher = live;
    if (!due && watcher == null) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (due) {
      // The first step prepares the graph: it says nothing about the speed of the others.
      toldSpeed.mark(step, examples.getAsLong(), now);
      listener.onEvent(progressed(values.loss(), toldSpeed));
    }
    if (watcher != null && (first || last || now - shownNanos >= LIVE_NANOS)) {
      if (first || liveSpeed.nanosSinceMark(now) >= SPEED_NANOS) {
        liveSpeed.mark(step, examples.getAsLong(), now);
      }
      watcher.onEvent(progressed(values.loss(), liveSpeed));
      shownNanos = now;
    }
    first = false;
  }

  private TrainingEvent progressed(double loss, Speed speed) {
    double perSecond = speed.stepsPerSecond();
    Long end = lastStep;
    Duration left =
        end != null && perSecond > 0
            ? Duration.ofMillis((long) (1000 * (end - step) / perSecond))
            : null;
    return new TrainingEvent.Progressed(
        step, lastStep, loss, perSecond, speed.examplesPerSecond(), left);
  }

  @Override
  public void beforeSave(HookSession session, long savedStep) {
    saveNanos = nanoTime.getAsLong();
    saving = true;
  }

  /** A pause in the steps, in which a checkpoint was written, and perhaps evaluated, is over. */
  @Override
  public SessionRunArgs beforeRun(SessionRunContext context) {
    if (saving) {
      saving = false;
      long paused = nanoTime.getAsLong() - saveNanos;
      toldSpeed.pause(paused);
      liveSpeed.pause(paused);
    }
    return SessionRunArgs.none();
  }

  @Override
  public boolean afterSave(HookSession session, Checkpoint checkpoint) {
    TrainingEvent event = new TrainingEvent.CheckpointSaved(checkpoint.step(), checkpoint.prefix());
    listener.onEvent(event);
    return false;
  }

  @Override
  public void end(HookSession session) {
    listener.onEvent(new TrainingEvent.Ended(step));
  }

  @Override
  public void end(HookSession session, long endStep) {
    // The end of the checkpoints; that of the steps is told by the other method.
  }

  @Override
  public void begin(HookSession session) {
    failed = false;
    saving = false;
  }

  @Override
  public void abandon(HookSession session) {
    if (!failed) {
      failed = true;
      listener.onEvent(new TrainingEvent.Failed(step));
    }
  }
}
