package org.estimator4j.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.summary.EventFileWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.proto.RunMetadata;

/**
 * Traces a step now and then: which operation ran when, where, and how long. Each trace is a file
 * {@code timeline-<step>.json}, which {@code chrome://tracing} and Perfetto open, and the run
 * metadata {@code step_<step>} in an event file for TensorBoard. The first step of a call is never
 * traced: it prepares the graph.
 *
 * <pre>{@code
 * SessionRunHook profiler = new ProfilerHook(Path.of("model"), StepTimer.everySteps(1000));
 * }</pre>
 *
 * <p>A traced step takes some milliseconds longer; the others cost nothing. Where a trace cannot be
 * written, an error in the log says so, and the training goes on.
 */
public final class ProfilerHook implements SessionRunHook {

  private static final Logger LOG = LoggerFactory.getLogger(ProfilerHook.class);

  private final SessionRunArgs traced = SessionRunArgs.none().withFullTrace();
  private final Path directory;
  private final StepTimer timer;
  private final boolean showDataflow;
  private final boolean showMemory;
  private @Nullable EventFileWriter writer;
  private boolean first;
  private boolean due;

  /**
   * A profiler that shows the tensors between operations, and no memory.
   *
   * @param directory where the files go; made if it is not there
   * @param timer when
   */
  public ProfilerHook(Path directory, StepTimer timer) {
    this(directory, timer, true, false);
  }

  /**
   * A profiler.
   *
   * @param directory where the files go; made if it is not there
   * @param timer when
   * @param showDataflow whether to draw an arrow for each tensor between two operations
   * @param showMemory whether to draw the bytes that each allocator gave out in the step
   */
  public ProfilerHook(Path directory, StepTimer timer, boolean showDataflow, boolean showMemory) {
    this.directory = directory;
    this.timer = timer;
    this.showDataflow = showDataflow;
    this.showMemory = showMemory;
  }

  @Override
  public void afterCreateSession(HookSession session) {
    if (writer == null) {
      writer = open();
    }
    first = true;
  }

  private @Nullable EventFileWriter open() {
    try {
      return EventFileWriter.open(directory);
    } catch (UncheckedIOException e) {
      LOG.error("there will be no traces in TensorBoard; the training goes on without", e);
      return null;
    }
  }

  @Override
  public SessionRunArgs beforeRun(SessionRunContext context) {
    due = !first && timer.isDue(context.globalStep() + 1);
    return due ? traced : SessionRunArgs.none();
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    long step = context.globalStep();
    if (due) {
      values.metadata().ifPresent(metadata -> write(step, metadata));
    }
    if (due || first) {
      first = false;
      timer.reset(step);
    }
  }

  private void write(long step, RunMetadata metadata) {
    Path file = directory.resolve("timeline-" + step + ".json");
    try (Writer out = Files.newBufferedWriter(file)) {
      ChromeTrace.write(metadata.getStepStats(), showDataflow, showMemory, out);
      LOG.info("traced step {}: {}", step, file);
    } catch (IOException e) {
      LOG.error("cannot write the trace {}; the training goes on without", file, e);
    }
    if (writer != null) {
      writer.runMetadata("step_" + step, metadata, step);
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
