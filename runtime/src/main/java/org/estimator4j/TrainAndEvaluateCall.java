package org.estimator4j;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointStore;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.RetentionPolicy;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.report.internal.RunReport;
import org.estimator4j.session.HookSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of {@link Estimator#trainAndEvaluate}.
 *
 * <p>What is decided after a checkpoint is a function of the {@link EvaluationLog}. A process may
 * die between any two changes of the disk; the next one sees from the log what is owed for the
 * newest checkpoint, and does that before it trains on:
 *
 * <pre>
 * checkpoint saved
 *   each set that is due: evaluated, recorded       // again, with the same result, if not recorded
 *   the exporters asked                             // again, to the same end, if not recorded
 * … until a rule stops, or the training ends
 * the best weights restored, if a rule wants it
 * sets not measured yet: evaluated, recorded; the exporters asked with isFinal
 * </pre>
 */
final class TrainAndEvaluateCall {

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);

  private final Estimator estimator;
  private final EstimatorModel model;
  private final TrainSpec train;
  private final List<EvaluationSet> sets = new ArrayList<>();
  private final Clock clock;
  private final Watchers watchers;
  private final List<ExportResult> exports = new ArrayList<>();
  private @Nullable EvaluationLogFile file;
  private @Nullable TrainCall training;
  private @Nullable RuntimeException failure;
  private Optional<String> stop = Optional.empty();
  private List<String> measures = List.of();

  TrainAndEvaluateCall(
      Estimator estimator,
      EstimatorModel model,
      TrainSpec train,
      List<EvalSpec> evals,
      Clock clock) {
    this.estimator = estimator;
    this.model = model;
    this.train = train;
    this.clock = clock;
    this.watchers = Watchers.of(train.progress(), model.config());
    long started = System.nanoTime();
    for (EvalSpec each : evals) {
      sets.add(new EvaluationSet(estimator, model, each, clock, started, watchers));
    }
    new TrainAndEvaluateCheck(model, train, evals).names();
  }

  TrainAndEvaluateResult run() {
    measures = new TrainAndEvaluateCheck(model, train, specs()).beforeTraining(estimator);
    RetentionPolicy retention = TrainSaving.retention(model.config());
    try (CheckpointStore store =
        CheckpointStore.open(
            model.config().modelDir(),
            oldestFirst ->
                retention.obsolete(oldestFirst).stream()
                    .filter(each -> bestStep().filter(s -> s == each.checkpoint().step()).isEmpty())
                    .toList())) {
      return run(store);
    }
  }

  private TrainAndEvaluateResult run(CheckpointStore store) {
    Optional<Checkpoint> newest = newestUsable();
    EvaluationLogFile opened =
        EvaluationLogFile.open(store.directory(), newest.isPresent(), clock.instant());
    file = opened;
    long start = newest.map(Checkpoint::step).orElse(0L);
    // With the best weights restored, the run has come further than its newest checkpoint.
    boolean restored = opened.get().restored().equals(Optional.of(start));
    long reached = restored ? opened.get().lastStep() : start;
    if (!restored) {
      opened.set(opened.get().upTo(start));
      newest.filter(each -> each.step() > 0).ifPresent(this::catchUp);
    }
    stop = reasonToStop();
    TrainResult trained;
    if (stop.isPresent() || isDone(reached)) {
      String why = stop.orElse("global step " + reached + " was reached before");
      LOG.info("nothing to train: {}", why);
      trained = new TrainResult(reached, 0, Double.NaN, why);
    } else {
      opened.set(opened.get().upTo(start));
      trained = train(store);
    }
    return signalled() ? unfinished(trained) : finish(store, trained);
  }

  private Optional<Checkpoint> newestUsable() {
    return Checkpoints.restoreNewestUsable(
        model.config().modelDir(),
        reader -> {
          reader.verify();
          return reader.checkpoint();
        });
  }

  private boolean isDone(long step) {
    OptionalLong maxSteps = train.maxSteps();
    return maxSteps.isPresent() && step >= maxSteps.getAsLong();
  }

  private TrainResult train(CheckpointStore store) {
    List<CheckpointListener> listeners = new ArrayList<>(train.listeners());
    listeners.add(new Evaluations());
    TrainSettings settings =
        new TrainSettings(
            OptionalLong.empty(),
            train.maxSteps(),
            train.hooks(),
            listeners,
            List.of(),
            measures,
            EvalEvents.directory(Path.of(""), sets.get(0).name()).toString());
    TrainCall call = TrainCall.evaluated(model, train.input(), settings, watchers);
    training = call;
    try {
      TrainResult result =
          estimator.with(Mode.TRAIN, train.hooks(), runtime -> call.runInto(store, runtime));
      return stop.map(result::endedBy).orElse(result);
    } catch (RuntimeException e) {
      // Not the wrappers of hook and listener, which no user has made.
      throw failure == null ? e : failure;
    }
  }

  /** Evaluates each checkpoint of a training that is due; the last of the listeners. */
  private final class Evaluations implements CheckpointListener {

    @Override
    public boolean afterSave(HookSession session, Checkpoint checkpoint) {
      if (checkpoint.step() == 0 || signalled()) {
        return false;
      }
      try {
        catchUp(checkpoint);
        stop = reasonToStop();
        return stop.isPresent();
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }
  }

  /** Does what is owed for a checkpoint; nothing, if all was done. */
  private void catchUp(Checkpoint checkpoint) {
    for (EvaluationSet set : sets) {
      if (set.isDue(log(), checkpoint)) {
        set.evaluate(file(), checkpoint);
      }
    }
    // If this is the end, exporters are told so, a little later.
    boolean end = reasonToStop().isPresent() || isDone(checkpoint.step());
    if (!end || restoresBest()) {
      for (EvaluationSet set : sets) {
        exports.addAll(set.export(file(), checkpoint, false));
      }
    }
  }

  private Optional<String> reasonToStop() {
    return train.earlyStopping().stream()
        .flatMap(rule -> rule.reasonToStop(log(), sets.get(0).name()).stream())
        .findFirst();
  }

  private boolean restoresBest() {
    return train.earlyStopping().stream().anyMatch(EarlyStopping::restoresBest);
  }

  private Optional<Long> bestStep() {
    return train.earlyStopping().stream()
        .filter(EarlyStopping::restoresBest)
        .flatMap(rule -> rule.bestStep(log(), sets.get(0).name()).stream())
        .findFirst();
  }

  private TrainAndEvaluateResult finish(CheckpointStore store, TrainResult trained) {
    Optional<Long> restored = restoreBest(store);
    Checkpoint last = newestUsable().orElseThrow();
    Map<String, EvalResult> evaluations = new LinkedHashMap<>();
    for (EvaluationSet set : sets) {
      evaluations.put(set.name(), set.measured(file(), last).result());
    }
    for (EvaluationSet set : sets) {
      exports.addAll(set.export(file(), last, true));
    }
    TrainAndEvaluateResult result =
        new TrainAndEvaluateResult(
            trained, evaluations, exports, stop.orElse(null), restored.orElse(null));
    report(store, result);
    return result;
  }

  /** A report that cannot be made is no reason to lose the result. */
  private void report(CheckpointStore store, TrainAndEvaluateResult result) {
    try {
      RunFactsReader facts = new RunFactsReader(estimator, model, train, specs());
      RunReport.write(facts.read(log(), result, clock.instant()), store.directory());
      LOG.info("report: {}", store.directory().resolve(RunReport.PAGE));
    } catch (IOException | RuntimeException e) {
      LOG.error("the report of {} cannot be written", model.name(), e);
    }
  }

  /** Makes the best checkpoint the newest; the log knows first, so that a kill does no harm. */
  private Optional<Long> restoreBest(CheckpointStore store) {
    Optional<Long> best = bestStep();
    if (best.isEmpty()) {
      return Optional.empty();
    }
    long step = best.get();
    List<Checkpoint> listed = store.list();
    Optional<Checkpoint> chosen = listed.stream().filter(each -> each.step() == step).findFirst();
    if (chosen.filter(FinishedTraining::isWhole).isEmpty()) {
      LOG.warn(
          "the checkpoint of step {}, the best one, is missing or damaged; the model stays as it"
              + " is",
          step);
      return Optional.empty();
    }
    file().set(log().restoredTo(step));
    if (listed.get(0).step() != step) {
      store.makeNewest(chosen.get());
      LOG.info("restored the best model, that of step {}: {}", step, chosen.get());
    }
    return best;
  }

  private TrainAndEvaluateResult unfinished(TrainResult trained) {
    Map<String, EvalResult> evaluations = new LinkedHashMap<>();
    for (EvaluationSet set : sets) {
      log().last(set.name()).ifPresent(each -> evaluations.put(set.name(), each.result()));
    }
    return new TrainAndEvaluateResult(trained, evaluations, exports, null, null);
  }

  private boolean signalled() {
    return training != null && training.signalled();
  }

  void leaveOnSignal() {
    if (training != null) {
      training.leaveOnSignal();
    }
  }

  private List<EvalSpec> specs() {
    return sets.stream().map(EvaluationSet::spec).toList();
  }

  private EvaluationLogFile file() {
    return java.util.Objects.requireNonNull(file);
  }

  private EvaluationLog log() {
    return file().get();
  }
}
