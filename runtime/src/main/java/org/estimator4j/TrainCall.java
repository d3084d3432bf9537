package org.estimator4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointException;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.checkpoint.CheckpointState;
import org.estimator4j.checkpoint.CheckpointStore;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.DamagedCheckpointException;
import org.estimator4j.checkpoint.RetentionPolicy;
import org.estimator4j.config.ClusterConfig;
import org.estimator4j.config.RunConfig;
import org.estimator4j.export.TrainingMetaGraph;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.hook.CheckpointSaverHook;
import org.estimator4j.hook.NanLossDuringTrainingException;
import org.estimator4j.hook.StepTimer;
import org.estimator4j.input.Batch;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.internal.HookedLoop;
import org.estimator4j.spec.internal.ModeGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of {@link Estimator#train}. */
final class TrainCall {

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);
  private static final String INPUT_ENDED = "the input ended";

  private final EstimatorModel model;
  private final Input input;
  private final TrainSettings settings;
  private final Watchers watchers;
  private final boolean evaluated;
  private final InputProgress progress;
  private final List<CheckpointState> states;
  private @Nullable SignalStop signals;
  private long examples;
  private @Nullable CheckpointSaverHook saver;

  /** Volatile: a signal wakes it up from another thread. */
  private volatile @Nullable InputFeed feed;

  TrainCall(EstimatorModel model, Input input, TrainSettings settings) {
    this(model, input, settings, Watchers.of(settings.watchers(), model.config()), false);
  }

  private TrainCall(
      EstimatorModel model,
      Input input,
      TrainSettings settings,
      Watchers watchers,
      boolean evaluated) {
    this.evaluated = evaluated;
    this.watchers = watchers;
    requireAlone(model.config().cluster());
    this.model = model;
    this.input = input;
    this.settings = settings;
    this.progress = new InputProgress(input.fingerprint(), model.config().seed());
    if (!settings.listeners().isEmpty() && !model.config().savesCheckpoints()) {
      throw new IllegalArgumentException(
          "there are listeners of checkpoints, but RunConfig saves none; they would never be"
              + " called");
    }
    int cores = Runtime.getRuntime().availableProcessors();
    this.states = List.of(progress, new RunSettings(model.config(), cores));
  }

  /** A call each of whose checkpoints is evaluated as soon as it is there. */
  static TrainCall evaluated(
      EstimatorModel model, Input input, TrainSettings settings, Watchers watchers) {
    return new TrainCall(model, input, settings, watchers, true);
  }

  private static void requireAlone(ClusterConfig cluster) {
    int tasks = cluster.clusterSpec().values().stream().mapToInt(List::size).sum();
    if (tasks > 1 || cluster.taskType().equals(ClusterConfig.EVALUATOR)) {
      throw new UnsupportedOperationException(
          "TF_CONFIG makes this process "
              + cluster.taskType()
              + " "
              + cluster.taskId()
              + " of a cluster, but this version trains in one process only: unset TF_CONFIG, or"
              + " use RunConfig.builder(dir).cluster(ClusterConfig.local())");
    }
  }

  /** Whether the newest checkpoint has reached the limit, so that nothing need be built. */
  Optional<TrainResult> alreadyDone() {
    OptionalLong maxSteps = settings.maxSteps();
    if (maxSteps.isEmpty()) {
      return Optional.empty();
    }
    return Checkpoints.latest(model.config().modelDir())
        .filter(newest -> newest.step() >= maxSteps.getAsLong() && isWhole(newest))
        .map(newest -> alreadyDone(newest, maxSteps.getAsLong()));
  }

  /** A damaged one has reached nothing: the training goes on from the one before it. */
  static boolean isWhole(Checkpoint checkpoint) {
    try (CheckpointReader reader = CheckpointReader.open(checkpoint)) {
      reader.verify();
      return true;
    } catch (DamagedCheckpointException e) {
      LOG.debug("{} cannot be used", checkpoint, e);
      return false;
    }
  }

  private TrainResult alreadyDone(Checkpoint newest, long maxSteps) {
    LOG.info(
        "nothing to train: {} is at step {}, and maxSteps is {}", newest, newest.step(), maxSteps);
    return new TrainResult(
        newest.step(), 0, Double.NaN, "global step " + maxSteps + " was reached before");
  }

  TrainResult run(ModeRuntime runtime) {
    RunConfig config = model.config();
    if (!config.savesCheckpoints()) {
      return run(runtime, null);
    }
    try (CheckpointStore store = CheckpointStore.open(config.modelDir(), retention(config))) {
      return runInto(store, runtime);
    }
  }

  /** Saves into a store that is open, and stays so. */
  TrainResult runInto(CheckpointStore store, ModeRuntime runtime) {
    TrainResult result = run(runtime, store);
    List<Checkpoint> saved = store.list();
    boolean heldBySession = !saved.isEmpty() && saved.get(0).step() == result.globalStep();
    runtime.holds(heldBySession ? saved.get(0) : null); // one that diverged is not saved
    return result;
  }

  static RetentionPolicy retention(RunConfig config) {
    RetentionPolicy newest = RetentionPolicy.newest(config.keepCheckpointMax());
    Duration every = config.keepCheckpointEvery();
    return every == null ? newest : newest.keepingOneEvery(every);
  }

  private TrainResult run(ModeRuntime runtime, @Nullable CheckpointStore store) {
    if (store != null && model.config().saveGraphDef()) {
      store.describe(TrainingMetaGraph.of(runtime.modeGraph()));
    }
    long start = load(runtime);
    OptionalLong lastStep = settings.lastStep(start);
    ModeGraph graph = runtime.modeGraph();
    TrainHooks chosen = new TrainHooks(model, settings, watchers, () -> examples);
    boolean stopsOnNan = chosen.stopsOnNan(graph);
    List<SessionRunHook> hooks =
        chosen.inOrder(
            graph,
            lastStep,
            listeners -> store == null ? null : saver(store, graph, listeners, stopsOnNan));
    feed = openFeed(); // a wrong input is found before any hook is called
    try (HookedLoop loop = new HookedLoop(runtime.session(), graph.plan(), hooks)) {
      if (model.config().stopOnSignal()) {
        signals = SignalStop.install(reason -> stop(loop, reason));
      }
      loop.begin();
      Recovery recovery = new Recovery();
      boolean lost = false;
      do {
        try {
          if (lost) {
            startOver(runtime, loop);
          }
          lost = false;
          runSteps(runtime, loop);
        } catch (RuntimeException e) {
          rescue(e, runtime, loop);
          recovery.orThrow(e, loop.globalStep());
          lost = true;
        }
      } while (lost);
      return end(loop, start);
    } finally {
      closeFeed();
      if (signals != null) {
        signals.close();
      }
    }
  }

  /**
   * After a lost peer: a new session, with the newest checkpoint and the input's position of it.
   */
  private void startOver(ModeRuntime runtime, HookedLoop loop) {
    closeFeed();
    if (saver != null) {
      saver.settle();
    }
    loop.forgetRuns();
    runtime.reopen();
    load(runtime);
    feed = openFeed();
  }

  /**
   * A failure of an input or of a hook costs no work: what whole steps have done is saved first.
   */
  private void rescue(RuntimeException failure, ModeRuntime runtime, HookedLoop loop) {
    CheckpointSaverHook open = saver;
    if (open == null || !loop.betweenSteps() || spoils(failure)) {
      return;
    }
    try {
      open.rescue(runtime.session());
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Whether there is nothing good to save, or no way to save it. */
  private static boolean spoils(RuntimeException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CheckpointException || each instanceof NanLossDuringTrainingException) {
        return true;
      }
    }
    return Recovery.lostPeer(failure) != null;
  }

  /** In the thread of a signal. */
  private void stop(HookedLoop loop, String reason) {
    loop.requestStop(reason);
    InputFeed open = feed;
    if (open != null) {
      open.stopWaiting();
    }
  }

  private void closeFeed() {
    InputFeed open = feed;
    feed = null;
    if (open != null) {
      open.close();
    }
  }

  /** From the state that was loaded to the end of the input, a limit, or a request to stop. */
  private void runSteps(ModeRuntime runtime, HookedLoop loop) {
    InputFeed open = Objects.requireNonNull(feed, "opened before");
    runtime.session().initializeLocals(runtime.modeGraph().spec().scaffold());
    loop.ready();
    boolean atStart = progress.position() == 0;
    while (loop.stopReason().isEmpty()) {
      Batch batch = open.next();
      if (batch == null) {
        if (atStart && loop.stopReason().isEmpty()) {
          throw new EmptyInputException(Mode.TRAIN, input.describe());
        }
        return;
      }
      atStart = false;
      step(loop, open, batch);
    }
  }

  /** Whether a signal asked the training to end; the process is about to leave. */
  boolean signalled() {
    return signals != null && signals.received();
  }

  /** Ends the process if a signal ended the training; everything is saved and closed by now. */
  void leaveOnSignal() {
    if (signals != null) {
      signals.leave();
    }
  }

  private long load(ModeRuntime runtime) {
    Path modelDir = model.config().modelDir();
    Optional<ModeRuntime.Loaded> loaded = runtime.load(modelDir);
    progress.reset(); // a checkpoint may be without it, such as one of Python's
    loaded.ifPresent(each -> restoreStates(each.states()));
    long step = runtime.session().globalStep();
    if (loaded.isPresent()) {
      LOG.info(
          "continuing {} from {}: step {}, pass {} of the input, batch {}",
          model.name(),
          loaded.get().checkpoint(),
          step,
          progress.pass(),
          progress.position());
    } else if (step == 0) {
      LOG.info("training {} from the start, in {}", model.name(), modelDir);
    }
    return step;
  }

  private void restoreStates(Map<String, byte[]> saved) {
    for (CheckpointState state : states) {
      byte[] bytes = saved.get(state.name());
      if (bytes != null) {
        state.restore(bytes);
      }
    }
  }

  private InputFeed openFeed() {
    InputContext context =
        InputContext.first(Mode.TRAIN, model.config().seed())
            .at(progress.pass(), progress.position());
    return InputFeed.ahead(model, input, context);
  }

  private void step(HookedLoop loop, InputFeed open, Batch batch) {
    try (batch) {
      examples += batch.size();
      loop.step(open.feeds(batch), () -> progress.consumed(open.position()));
    }
  }

  private TrainResult end(HookedLoop loop, long start) {
    String reason = loop.stopReason().orElse(INPUT_ENDED);
    OptionalLong size = input.size();
    boolean readAll = size.isPresent() && progress.position() >= size.getAsLong();
    if (reason.equals(INPUT_ENDED) || readAll) {
      progress.ended();
    }
    loop.end();
    TrainResult result =
        new TrainResult(loop.globalStep(), loop.globalStep() - start, loop.loss(), reason);
    LOG.info(
        "trained {} steps, to step {}: {}; loss of the last step {}",
        result.steps(),
        result.globalStep(),
        reason,
        String.format(Locale.ROOT, "%.5f", result.loss()));
    return result;
  }

  private CheckpointSaverHook saver(
      CheckpointStore store,
      ModeGraph graph,
      List<CheckpointListener> listeners,
      boolean stopsOnNan) {
    RunConfig config = model.config();
    CheckpointSaverHook made =
        CheckpointSaverHook.builder(store, StepTimer.forCheckpoints(config))
            .variables(graph.saved().byName())
            .states(states)
            .listeners(listeners)
            .stopsOnNan(stopsOnNan)
            .inBackground(config.saveInBackground() && !evaluated)
            .build();
    saver = made;
    return made;
  }
}
