package org.estimator4j;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A rule that ends the training of {@link Estimator#trainAndEvaluate} early. It is asked after
 * every evaluation and decides by the recorded evaluations alone, so a run that was killed and
 * started again decides as one that never was. Immutable.
 *
 * <pre>{@code
 * EarlyStopping rule =
 *     EarlyStopping.ifNoIncrease("accuracy").patienceEvaluations(3).restoringBest();
 * }</pre>
 *
 * <p>A training that was stopped stays so: the same program, started again, trains no further,
 * unless its rules have changed and no longer stop it. What counts is the state after the last
 * evaluation; a plateau that was overcome is forgotten.
 */
public final class EarlyStopping {

  private final Kind kind;
  private final @Nullable String metric;
  private final double threshold;
  private final @Nullable Predicate<List<EvalResult>> condition;
  private final Scope scope;
  private final @Nullable Patience patience;

  private EarlyStopping(
      Kind kind,
      @Nullable String metric,
      double threshold,
      @Nullable Predicate<List<EvalResult>> condition,
      Scope scope,
      @Nullable Patience patience) {
    this.kind = kind;
    this.metric = metric;
    this.threshold = threshold;
    this.condition = condition;
    this.scope = scope;
    this.patience = patience;
  }

  private enum Kind {
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

  private enum Unit {
    STEPS,
    EVALUATIONS,
    MILLISECONDS
  }

  /** How long no improvement is borne. */
  private record Patience(long amount, Unit unit) {

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
  private record Scope(@Nullable String set, long minSteps, double minDelta, boolean restores) {

    static final Scope ALL = new Scope(null, 0, 0, false);
  }

  /**
   * Stops when a metric is higher than a threshold.
   *
   * @param metric a metric that is one number, or {@code loss}
   * @param threshold what must be exceeded
   * @return the rule
   */
  public static EarlyStopping ifHigher(String metric, double threshold) {
    return new EarlyStopping(Kind.HIGHER, metric, requireNumber(threshold), null, Scope.ALL, null);
  }

  /**
   * Stops when a metric is lower than a threshold.
   *
   * @param metric a metric that is one number, or {@code loss}
   * @param threshold what the metric must be below
   * @return the rule
   */
  public static EarlyStopping ifLower(String metric, double threshold) {
    return new EarlyStopping(Kind.LOWER, metric, requireNumber(threshold), null, Scope.ALL, null);
  }

  /**
   * Stops when a metric has not increased for a while; one of the {@code patience} methods says for
   * how long, without one it is a single evaluation.
   *
   * @param metric a metric that is one number, such as {@code accuracy}
   * @return the rule
   */
  public static EarlyStopping ifNoIncrease(String metric) {
    return new EarlyStopping(
        Kind.NO_INCREASE, metric, 0, null, Scope.ALL, new Patience(1, Unit.EVALUATIONS));
  }

  /**
   * Stops when a metric has not decreased for a while; one of the {@code patience} methods says for
   * how long, without one it is a single evaluation.
   *
   * @param metric a metric that is one number, such as {@code loss}
   * @return the rule
   */
  public static EarlyStopping ifNoDecrease(String metric) {
    return new EarlyStopping(
        Kind.NO_DECREASE, metric, 0, null, Scope.ALL, new Patience(1, Unit.EVALUATIONS));
  }

  /**
   * Stops when a condition of one's own holds.
   *
   * @param condition is given all evaluations of the run so far, of all sets unless {@link #onSet}
   *     chooses one, oldest first, restarts included; their metrics that are no single numbers are
   *     kept for the last evaluation of each set only
   * @return the rule
   */
  public static EarlyStopping ifTrue(Predicate<List<EvalResult>> condition) {
    return new EarlyStopping(Kind.CONDITION, null, 0, condition, Scope.ALL, null);
  }

  /**
   * The same rule on a named evaluation set. Without this it is the first spec's.
   *
   * @param name the name of an {@link EvalSpec}
   * @return a new rule
   */
  public EarlyStopping onSet(String name) {
    return with(new Scope(name, scope.minSteps, scope.minDelta, scope.restores));
  }

  /**
   * The same rule, without evaluations before a global step.
   *
   * @param step evaluations from this step on count
   * @return a new rule
   */
  public EarlyStopping minSteps(long step) {
    Limits.requireNotNegative("minSteps", step);
    return with(new Scope(scope.set, step, scope.minDelta, scope.restores));
  }

  /**
   * The same rule, for which only a change by more than this is an improvement.
   *
   * @param delta not negative
   * @return a new rule
   * @throws IllegalStateException if the rule does not watch for improvements
   */
  public EarlyStopping minDelta(double delta) {
    requirePatient("minDelta");
    if (!(delta >= 0)) {
      throw new IllegalArgumentException("minDelta must be 0 or more, but is " + delta);
    }
    return with(new Scope(scope.set, scope.minSteps, delta, scope.restores));
  }

  /**
   * The same rule, which bears no improvement for so many steps since the best evaluation.
   *
   * @param steps more than 0
   * @return a new rule
   * @throws IllegalStateException if the rule does not watch for improvements
   */
  public EarlyStopping patienceSteps(long steps) {
    return with(new Patience(Limits.requirePositive("patienceSteps", steps), Unit.STEPS));
  }

  /**
   * The same rule, which bears so many evaluations after the best one.
   *
   * @param evaluations more than 0
   * @return a new rule
   * @throws IllegalStateException if the rule does not watch for improvements
   */
  public EarlyStopping patienceEvaluations(long evaluations) {
    return with(
        new Patience(Limits.requirePositive("patienceEvaluations", evaluations), Unit.EVALUATIONS));
  }

  /**
   * The same rule, which bears no improvement for so long since the best evaluation. The time
   * counts while the program runs; what passed between the last evaluation and a kill is not known.
   *
   * @param time longer than nothing
   * @return a new rule
   * @throws IllegalStateException if the rule does not watch for improvements
   */
  public EarlyStopping patience(Duration time) {
    return with(
        new Patience(
            Limits.requirePositive("the milliseconds of patience", time.toMillis()),
            Unit.MILLISECONDS));
  }

  /**
   * The same rule; when the training ends, by this rule or otherwise, the checkpoint of the best
   * evaluation becomes the newest one, all of it: weights, the optimizer's state, global step and
   * position of the input. It is kept for that, beside those that {@code RunConfig} keeps.
   *
   * @return a new rule
   * @throws IllegalStateException if the rule is a condition: it does not say what is best
   */
  public EarlyStopping restoringBest() {
    if (kind.direction == null) {
      throw new IllegalStateException(
          "a condition does not say which evaluation is the best: restore the best by a rule on a"
              + " metric, such as ifNoIncrease(\"accuracy\")");
    }
    return with(new Scope(scope.set, scope.minSteps, scope.minDelta, true));
  }

  private EarlyStopping with(Scope newScope) {
    return new EarlyStopping(kind, metric, threshold, condition, newScope, patience);
  }

  private EarlyStopping with(Patience newPatience) {
    requirePatient("patience");
    return new EarlyStopping(kind, metric, threshold, condition, scope, newPatience);
  }

  private void requirePatient(String what) {
    if (patience == null) {
      throw new IllegalStateException(
          what + " is for ifNoIncrease and ifNoDecrease; this is: " + this);
    }
  }

  private static double requireNumber(double threshold) {
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("the threshold must be a number, but is NaN");
    }
    return threshold;
  }

  boolean restoresBest() {
    return scope.restores;
  }

  /** The set that it watches: of the first spec, unless it was named. */
  Optional<String> set() {
    return Optional.ofNullable(scope.set);
  }

  Set<String> metrics() {
    return metric == null ? Set.of() : Set.of(metric);
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
