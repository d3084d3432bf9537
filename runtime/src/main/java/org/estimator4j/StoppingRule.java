package org.estimator4j;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EarlyStopping} decides, as a function of the recorded evaluations.
 *
 * @param kind what is looked for
 * @param metric the metric; null for a condition
 * @param threshold what a metric is compared with, if it is
 * @param condition a condition of the user's, or null
 * @param scope which evaluations count
 * @param patience how long no improvement is borne; null for a rule that looks for none
 */
record StoppingRule(
    Kind kind,
    @Nullable String metric,
    double threshold,
    @Nullable Predicate<List<EvalResult>> condition,
    Scope scope,
    @Nullable Patience patience) {

  enum Kind {
    HIGHER(Direction.HIGHER),
    LOWER(Direction.LOWER),
    NO_INCREASE(Direction.HIGHER),
    NO_DECREASE(Direction.LOWER),
    CONDITION(null);

    final @Nullable Direction direction;

    Kind(@Nullable Direction direction) {
      this.direction = direction;
    }
  }

  enum Unit {
    STEPS,
    EVALUATIONS,
    MILLISECONDS
  }

  /** How long no improvement is borne. */
  record Patience(long amount, Unit unit) {

    boolean isOver(int best, List<EvaluationRecord> records) {
      EvaluationRecord from = records.get(best);
      EvaluationRecord to = records.get(records.size() - 1);
      long waited =
          switch (unit) {
            case STEPS -> to.step() - from.step();
            case EVALUATIONS -> records.size() - 1L - best;
            case MILLISECONDS -> to.elapsedMillis() - from.elapsedMillis();
          };
      return waited >= amount;
    }

    @Override
    public String toString() {
      return unit == Unit.MILLISECONDS
          ? String.valueOf(Duration.ofMillis(amount))
          : amount + " " + unit.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which evaluations count, and what is done at the end. */
  record Scope(@Nullable String set, long minSteps, double minDelta, boolean restores) {

    static final Scope ALL = new Scope(null, 0, 0, false);

    Scope onSet(String name) {
      return new Scope(name, minSteps, minDelta, restores);
    }

    Scope from(long step) {
      return new Scope(set, step, minDelta, restores);
    }

    Scope beyond(double delta) {
      return new Scope(set, minSteps, delta, restores);
    }

    Scope restoring() {
      return new Scope(set, minSteps, minDelta, true);
    }
  }

  StoppingRule with(Scope newScope) {
    return new StoppingRule(kind, metric, threshold, condition, newScope, patience);
  }

  StoppingRule with(Patience newPatience) {
    return new StoppingRule(kind, metric, threshold, condition, scope, newPatience);
  }

  /** Why the training should end now, if it should. */
  Optional<String> reasonToStop(EvaluationLog log, String firstSet) {
    List<EvaluationRecord> records = counted(log, firstSet);
    if (records.isEmpty() || !says(records)) {
      return Optional.empty();
    }
    EvaluationRecord last = records.get(records.size() - 1);
    return Optional.of(
        "early stopping at step " + last.step() + ": " + this + ", " + evidence(records));
  }

  private boolean says(List<EvaluationRecord> records) {
    EvaluationRecord last = records.get(records.size() - 1);
    Predicate<List<EvalResult>> test = condition;
    if (test != null) {
      return test.test(records.stream().map(EvaluationRecord::result).toList());
    }
    Direction direction = Objects.requireNonNull(kind.direction);
    return patience == null
        ? direction.isBeyond(threshold, value(last))
        : patience.isOver(best(records, direction), records);
  }

  private String evidence(List<EvaluationRecord> records) {
    EvaluationRecord last = records.get(records.size() - 1);
    if (metric == null) {
      return "on " + last.result();
    }
    String now = "it is " + value(last);
    Direction direction = Objects.requireNonNull(kind.direction);
    EvaluationRecord best = records.get(best(records, direction));
    return patience == null ? now : now + ", and was " + value(best) + " at step " + best.step();
  }

  /** The step of the best evaluation, if any counts. */
  Optional<Long> bestStep(EvaluationLog log, String firstSet) {
    List<EvaluationRecord> records = counted(log, firstSet);
    Direction direction = kind.direction;
    return records.isEmpty() || direction == null
        ? Optional.empty()
        : Optional.of(records.get(best(records, direction)).step());
  }

  private List<EvaluationRecord> counted(EvaluationLog log, String firstSet) {
    boolean all = kind == Kind.CONDITION && scope.set == null;
    String wanted = scope.set == null ? firstSet : scope.set;
    return log.evaluations().stream()
        .filter(each -> all || each.result().name().equals(wanted))
        .filter(each -> each.step() >= scope.minSteps)
        .toList();
  }

  private int best(List<EvaluationRecord> records, Direction direction) {
    int best = 0;
    double delta = direction == Direction.HIGHER ? scope.minDelta : -scope.minDelta;
    for (int i = 1; i < records.size(); i++) {
      if (direction.isBetter(value(records.get(best)) + delta, value(records.get(i)))) {
        best = i;
      }
    }
    return best;
  }

  private double value(EvaluationRecord each) {
    return each.result().numberOrNan(Objects.requireNonNull(metric));
  }

  /** The rule in words. */
  @Override
  public String toString() {
    String where = scope.set == null ? "" : " on " + scope.set;
    return switch (kind) {
      case HIGHER -> metric + where + " is higher than " + threshold;
      case LOWER -> metric + where + " is lower than " + threshold;
      case NO_INCREASE -> metric + where + " has not increased for " + patience;
      case NO_DECREASE -> metric + where + " has not decreased for " + patience;
      case CONDITION -> "a condition holds" + where;
    };
  }
}
