package org.estimator4j.hook;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.summary.EventFileWriter;
import org.estimator4j.summary.HParams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Operand;
import org.tensorflow.types.TString;

/**
 * Writes for TensorBoard, now and then: the loss, the speed, and the summaries of the model; and
 * once the graph. At the first step of a run, and then when a timer says so: one of steps is due at
 * the multiples of the global step, so that a run that was stopped and started again has the points
 * of one that was not.
 *
 * <p>Where no event file can be made, an error in the log says so, and the training goes on.
 */
public final class SummarySaverHook implements SessionRunHook, CheckpointListener {

  private static final Logger LOG = LoggerFactory.getLogger(SummarySaverHook.class);
  private static final String LOSS = "loss";

  private final Path directory;
  private final StepTimer timer;
  private final Map<Long, Operand<TString>> summaries;
  private final LongSupplier examples;
  private final @Nullable HParams hparams;
  private final StepTimer.Ticker ticker = StepTimer.Ticker.SYSTEM;
  private final Map<List<Long>, SessionRunArgs> wanted = new HashMap<>();
  private @Nullable EventFileWriter writer;
  private boolean showsLoss;
  private boolean dueByDefault;
  private List<Long> due = List.of();
  private boolean timed;
  private long timedStep;
  private long timedExamples;
  private long timedNanos;

  /**
   * A writer of summaries.
   *
   * @param directory where the event file goes
   * @param everySteps steps between two summaries, more than 0
   * @param summary the summaries of the model as one, or null if it has none
   */
  public SummarySaverHook(Path directory, long everySteps, @Nullable Operand<TString> summary) {
    this(
        directory,
        StepTimer.everySteps(everySteps),
        summary == null ? Map.of() : Map.of(0L, summary),
        null,
        () -> 0);
  }

  /**
   * A writer of summaries of different rhythms, of the speed in examples, and of hyperparameters.
   *
   * @param directory where the event file goes
   * @param timer when the loss and the speed are written; not shared with another hook
   * @param summaries the summaries of the model that are written together as one, by the steps
   *     between two of them; those by 0 have the rhythm of the timer
   * @param hparams the hyperparameters of the run, or null
   * @param examples how many examples were trained on so far; 0 if that is not known
   */
  public SummarySaverHook(
      Path directory,
      StepTimer timer,
      Map<Long, Operand<TString>> summaries,
      @Nullable HParams hparams,
      LongSupplier examples) {
    this.directory = directory;
    this.timer = timer;
    this.summaries = new TreeMap<>(summaries);
    this.examples = examples;
    this.hparams = hparams;
  }

  @Override
  public void begin(HookSession session) {
    close();
    timed = false;
  }

  @Override
  public void afterCreateSession(HookSession session) {
    if (writer == null) {
      writer = open(session);
    }
    timed = false;
    timer.reset(session.globalStep());
    showsLoss = session.graph().summaries().stream().noneMatch(each -> each.tag().equals(LOSS));
  }

  private @Nullable EventFileWriter open(HookSession session) {
    try {
      boolean first = session.globalStep() == 0 || !EventFileWriter.hasFiles(directory);
      EventFileWriter opened = EventFileWriter.open(directory);
      opened.sessionStart(session.globalStep() + 1);
      if (first) {
        opened.graph(session.graph().tensorflow().toGraphDef());
      }
      if (hparams != null) {
        opened.hparams(hparams);
      }
      return opened;
    } catch (UncheckedIOException e) {
      LOG.error("there will be no curves in TensorBoard; the training goes on without", e);
      return null;
    }
  }

  @Override
  public SessionRunArgs beforeRun(SessionRunContext context) {
    long step = context.globalStep() + 1;
    dueByDefault = step == 1 || timer.isDue(step);
    if (dueByDefault) {
      timer.reset(step);
    }
    due = List.of();
    if (writer == null) {
      return SessionRunArgs.none();
    }
    for (long each : summaries.keySet()) {
      if (each == 0 ? dueByDefault : step == 1 || step % each == 0) {
        due = due.isEmpty() ? new ArrayList<>() : due;
        due.add(each);
      }
    }
    return due.isEmpty()
        ? SessionRunArgs.none()
        : wanted.computeIfAbsent(
            due, steps -> SessionRunArgs.fetch(steps.stream().map(summaries::get).toList()));
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    EventFileWriter open = writer;
    if (open == null) {
      return;
    }
    long step = context.globalStep();
    for (long each : due) {
      TString serialized = values.get(Objects.requireNonNull(summaries.get(each)));
      open.summary(serialized.asBytes().getObject(), step);
    }
    if (dueByDefault && showsLoss) {
      open.scalar(LOSS, (float) values.loss(), step);
    }
    if (dueByDefault && timed) {
      speed(open, step);
    }
    if (dueByDefault || !timed) {
      // The first step of a call prepares the graph: it says nothing about the speed of others.
      timed = true;
      timedStep = step;
      timedExamples = examples.getAsLong();
      timedNanos = ticker.nanoTime();
    }
  }

  private void speed(EventFileWriter open, long step) {
    double seconds = (ticker.nanoTime() - timedNanos) / 1e9;
    open.scalar("global_step/sec", (float) ((step - timedStep) / seconds), step);
    long seen = examples.getAsLong() - timedExamples;
    if (seen > 0) {
      open.scalar("examples/sec", (float) (seen / seconds), step);
    }
  }

  @Override
  public boolean afterSave(HookSession session, Checkpoint checkpoint) {
    if (writer != null) {
      writer.checkpoint(checkpoint.prefix(), checkpoint.step());
    }
    return false;
  }

  /** Where a hook has an end of its own, and so has a listener: this is both. */
  @Override
  public void end(HookSession session) {
    end(true);
  }

  @Override
  public void end(HookSession session, long step) {
    // The end of the checkpoints; that of the steps is still to come.
  }

  @Override
  public void abandon(HookSession session) {
    end(false);
  }

  private void end(boolean succeeded) {
    if (writer != null && hparams != null) {
      writer.hparamsEnd(succeeded);
    }
    close();
  }

  private void close() {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
