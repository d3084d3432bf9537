package org.estimator4j.hook;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.summary.EventFileWriter;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.proto.Summary;
import org.tensorflow.types.TString;

/**
 * Writes for TensorBoard, now and then: the loss, the speed, and the summaries of the model. The
 * first step of a call is written, too.
 */
public final class SummarySaverHook implements SessionRunHook {

  private final Path directory;
  private final StepTimer timer;
  private final StepTimer.Ticker ticker;
  private final @Nullable Operand<TString> summary;
  private final SessionRunArgs wanted;
  private @Nullable EventFileWriter writer;
  private boolean due;
  private boolean first;
  private long writtenStep;
  private long writtenNanos;

  /**
   * A writer of summaries.
   *
   * @param directory where the event file goes
   * @param everySteps steps between two summaries, more than 0
   * @param summary the summaries of the model as one, null if it has none
   */
  public SummarySaverHook(Path directory, long everySteps, @Nullable Operand<TString> summary) {
    this.directory = directory;
    this.timer = StepTimer.everySteps(everySteps);
    this.ticker = StepTimer.Ticker.SYSTEM;
    this.summary = summary;
    this.wanted = summary == null ? SessionRunArgs.none() : SessionRunArgs.fetch(summary);
  }

  @Override
  public void afterCreateSession(HookSession session) {
    close();
    writer = EventFileWriter.open(directory);
    first = true;
    timer.reset(session.globalStep());
  }

  @Override
  public SessionRunArgs beforeRun(SessionRunContext context) {
    due = first || timer.isDue(context.globalStep() + 1);
    return due ? wanted : SessionRunArgs.none();
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    EventFileWriter open = writer;
    if (!due || open == null) {
      return;
    }
    long step = context.globalStep();
    open.scalar("loss", (float) values.loss(), step);
    if (!first) {
      double seconds = (ticker.nanoTime() - writtenNanos) / 1e9;
      open.scalar("global_step/sec", (float) ((step - writtenStep) / seconds), step);
    }
    if (summary != null && !values.isEmpty()) {
      open.summary(parse(values.get(summary)), step);
    }
    first = false;
    writtenStep = step;
    writtenNanos = ticker.nanoTime();
    timer.reset(step);
  }

  private static Summary parse(TString serialized) {
    try {
      return Summary.parseFrom(serialized.asBytes().getObject());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("TensorFlow gave a summary that cannot be read", e);
    }
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
