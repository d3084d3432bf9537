package org.estimator4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.progress.TrainingEvent;

/** One evaluation set of a run: when it is due, how it is measured, what is exported then. */
final class EvaluationSet {

  private final Estimator estimator;
  private final EstimatorModel model;
  private final EvalSpec spec;
  private final Clock clock;
  private final long startedNanos;
  private final Watchers watchers;
  private final String input;
  private long elapsedBefore = -1;

  EvaluationSet(
      Estimator estimator,
      EstimatorModel model,
      EvalSpec spec,
      Clock clock,
      long startedNanos,
      Watchers watchers) {
    this.estimator = estimator;
    this.model = model;
    this.spec = spec;
    this.clock = clock;
    this.startedNanos = startedNanos;
    this.watchers = watchers;
    this.input =
        spec.input().fingerprint()
            + (spec.steps().isPresent() ? ", " + spec.steps().getAsLong() + " batches" : "");
  }

  EvalSpec spec() {
    return spec;
  }

  String name() {
    return spec.name();
  }

  /** Whether a checkpoint is to be evaluated now, which it is not twice. */
  boolean isDue(EvaluationLog log, Checkpoint checkpoint) {
    long step = checkpoint.step();
    Instant now = clock.instant();
    Optional<EvaluationRecord> last = log.last(name());
    boolean delayed =
        step < spec.startDelaySteps() || within(spec.startDelay(), log.startedAt(), now);
    boolean throttled =
        last.filter(
                each ->
                    step < each.step() + spec.throttleSteps()
                        || within(spec.throttle(), each.at(), now))
            .isPresent();
    return !delayed && !throttled && recorded(log, checkpoint).isEmpty();
  }

  /** A clock that jumped back says nothing about the time that has passed: nothing waits for it. */
  private static boolean within(Duration time, Instant since, Instant now) {
    return !now.isBefore(since) && now.isBefore(since.plus(time));
  }

  private Optional<EvaluationRecord> recorded(EvaluationLog log, Checkpoint checkpoint) {
    return log.find(name(), checkpoint.step()).filter(each -> each.input().equals(input));
  }

  /** The evaluation of a checkpoint, from the log if it is there. */
  EvaluationRecord measured(EvaluationLogFile file, Checkpoint checkpoint) {
    return recorded(file.get(), checkpoint).orElseGet(() -> evaluate(file, checkpoint));
  }

  EvaluationRecord evaluate(EvaluationLogFile file, Checkpoint checkpoint) {
    Instant at = clock.instant();
    watchers.tell(new TrainingEvent.EvaluationStarted(checkpoint.step(), name()));
    EvalSettings settings =
        new EvalSettings(
            spec.steps().orElse(Long.MAX_VALUE),
            name(),
            Optional.of(checkpoint.prefix()),
            spec.hooks());
    EvalCall call = new EvalCall(model, spec.input(), settings, estimator.evalEvents());
    EvalResult result = estimator.with(Mode.EVAL, spec.hooks(), call::run);
    EvaluationRecord record =
        new EvaluationRecord(result, at, elapsedMillis(file.get()), input, false);
    file.set(file.get().with(record));
    watchers.tell(new TrainingEvent.Evaluated(record.step(), name(), result.numbers()));
    return record;
  }

  /** The run's time: what the log knows of earlier processes, and this one's. */
  private long elapsedMillis(EvaluationLog log) {
    if (elapsedBefore < 0) {
      elapsedBefore = log.elapsedMillis();
    }
    return elapsedBefore + (System.nanoTime() - startedNanos) / 1_000_000;
  }

  /** Asks the exporters about a checkpoint that was evaluated, unless that was done. */
  List<ExportResult> export(EvaluationLogFile file, Checkpoint checkpoint, boolean last) {
    Optional<EvaluationRecord> record = recorded(file.get(), checkpoint);
    if (record.isEmpty() || (record.get().exported() && !last)) {
      return List.of();
    }
    List<ExportResult> results = new ArrayList<>();
    for (Exporter exporter : spec.exporters()) {
      results.add(
          new ExporterCall(
                  exporter,
                  record.get(),
                  checkpoint,
                  last,
                  model.config().modelDir(),
                  file,
                  (directory, options) -> new ExportCall(model, directory, options).run())
              .run());
    }
    file.set(file.get().with(record.get().afterExporting()));
    results.forEach(this::tell);
    return results;
  }

  private void tell(ExportResult export) {
    RuntimeException failure = export.failure();
    if (failure != null) {
      watchers.tell(
          new TrainingEvent.ExportFailed(
              export.globalStep(), export.exporter(), String.valueOf(failure)));
    }
    if (export.path() != null) {
      watchers.tell(
          new TrainingEvent.Exported(export.globalStep(), export.exporter(), export.path()));
    }
  }
}
