package org.estimator4j;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a run remembers over restarts beside its checkpoints; every decision about early
 * stopping, throttles and exports is a function of it. Immutable: each change is a new log, which
 * replaces the old one on disk in one step.
 *
 * @param startedAt when the run was started for the first time
 * @param evaluations the evaluations, in the order of their steps
 * @param exports the exports that were not deleted, oldest first
 * @param restored the step whose weights the model has, where the best ones were restored
 */
record EvaluationLog(
    Instant startedAt,
    List<EvaluationRecord> evaluations,
    List<ExportRecord> exports,
    Optional<Long> restored) {

  EvaluationLog {
    evaluations = List.copyOf(evaluations);
    exports = List.copyOf(exports);
  }

  static EvaluationLog startingAt(Instant now) {
    return new EvaluationLog(now, List.of(), List.of(), Optional.empty());
  }

  Optional<EvaluationRecord> last(String set) {
    return evaluations.stream()
        .filter(each -> each.result().name().equals(set))
        .reduce((earlier, later) -> later);
  }

  Optional<EvaluationRecord> find(String set, long step) {
    return evaluations.stream().filter(each -> each.is(set, step)).findFirst();
  }

  /** The step of the last evaluation, 0 without one. */
  long lastStep() {
    return evaluations.stream().mapToLong(EvaluationRecord::step).max().orElse(0);
  }

  /** The run's time by its last evaluation. */
  long elapsedMillis() {
    return evaluations.stream().mapToLong(EvaluationRecord::elapsedMillis).max().orElse(0);
  }

  /** With an evaluation, in place of any of that set at that step. */
  EvaluationLog with(EvaluationRecord evaluation) {
    List<EvaluationRecord> more = new ArrayList<>();
    for (EvaluationRecord each : evaluations) {
      if (!each.is(evaluation.result().name(), evaluation.step())) {
        more.add(each);
      }
    }
    // Almost always at the end; the best one that was restored may be measured on another set
    // later.
    int place = more.size();
    while (place > 0 && more.get(place - 1).step() > evaluation.step()) {
      place--;
    }
    more.add(place, evaluation);
    return new EvaluationLog(startedAt, more, exports, restored);
  }

  /** Without what was measured after a step from which the training goes on. */
  EvaluationLog upTo(long step) {
    return new EvaluationLog(
        startedAt,
        evaluations.stream().filter(each -> each.step() <= step).toList(),
        exports,
        Optional.empty());
  }

  EvaluationLog with(ExportRecord export) {
    List<ExportRecord> more = new ArrayList<>(exports);
    more.add(export);
    return new EvaluationLog(startedAt, evaluations, more, restored);
  }

  EvaluationLog without(ExportRecord export) {
    List<ExportRecord> fewer = new ArrayList<>(exports);
    fewer.remove(export);
    return new EvaluationLog(startedAt, evaluations, fewer, restored);
  }

  EvaluationLog restoredTo(long step) {
    return new EvaluationLog(startedAt, evaluations, exports, Optional.of(step));
  }

  List<ExportRecord> exportsOf(String exporter) {
    return exports.stream().filter(each -> each.exporter().equals(exporter)).toList();
  }
}
