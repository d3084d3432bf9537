package org.estimator4j;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointStore;
import org.estimator4j.config.ClusterConfig;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Batch;
import org.estimator4j.input.Input;
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
  private final TrainingState state;
  private final InputProgress progress;
  private @Nullable SignalStop signals;
  private long examples;

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
    this.state = new TrainingState(model, input);
    this.progress = state.progress();
    if (!settings.listeners().isEmpty() && !model.config().savesCheckpoints()) {
      throw new IllegalArgumentException(
          "there are listeners of checkpoints, but RunConfig saves none; they would never be"
              + " called");
    }
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

  TrainResult run(ModeRuntime runtime) {
    RunConfig config = model.config();
    if (!config.savesCheckpoints()) {
      return run(runtime, null);
    }
    try (CheckpointStore store =
        CheckpointStore.open(config.modelDir(), TrainSaving.retention(config))) {
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

  private TrainResult run(ModeRuntime runtime, @Nullable CheckpointStore store) {
    ModeGraph graph = runtime.modeGraph();
    boolean background = model.config().saveInBackground() && !evaluated;
    TrainSaving saving =
        new TrainSaving(model.config(), store, state.besideVariables(), background);
    saving.describe(graph);
    long start = state.load(runtime);
    OptionalLong lastStep = settings.lastStep(start);
    TrainHooks chosen = new TrainHooks(model, settings, watchers, () -> examples);
    boolean stopsOnNan = chosen.stopsOnNan(graph);
    List<SessionRunHook> hooks =
        chosen.inOrder(graph, lastStep, listeners -> saving.hook(graph, listeners, stopsOnNan));
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
            startOver(saving, runtime, loop);
          }
          lost = false;
          runSteps(runtime, loop);
        } catch (RuntimeException e) {
          saving.rescue(e, runtime, loop);
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
  private void startOver(TrainSaving saving, ModeRuntime runtime, HookedLoop loop) {
    closeFeed();
    saving.settle();
    loop.forgetRuns();
    runtime.reopen();
    state.load(runtime);
    feed = openFeed();
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

  private InputFeed openFeed() {
    return InputFeed.ahead(model, input, state.inputContext());
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
}
