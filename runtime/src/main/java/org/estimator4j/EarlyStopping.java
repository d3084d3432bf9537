package org.estimator4j;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.estimator4j.StoppingRule.Kind;
import org.estimator4j.StoppingRule.Patience;
import org.estimator4j.StoppingRule.Scope;
import org.estimator4j.StoppingRule.Unit;

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

  private final StoppingRule rule;

  private EarlyStopping(StoppingRule rule) {
    this.rule = rule;
  }

  /**
   * Stops when a metric is higher than a threshold.
   *
   * @param metric a metric that is one number, or {@code loss}
   * @param threshold what must be exceeded
   * @return the rule
   */
  public static EarlyStopping ifHigher(String metric, double threshold) {
    return ofThreshold(Kind.HIGHER, metric, threshold);
  }

  /**
   * Stops when a metric is lower than a threshold.
   *
   * @param metric a metric that is one number, or {@code loss}
   * @param threshold what the metric must be below
   * @return the rule
   */
  public static EarlyStopping ifLower(String metric, double threshold) {
    return ofThreshold(Kind.LOWER, metric, threshold);
  }

  /**
   * Stops when a metric has not increased for a while; one of the {@code patience} methods says for
   * how long, without one it is a single evaluation.
   *
   * @param metric a metric that is one number, such as {@code accuracy}
   * @return the rule
   */
  public static EarlyStopping ifNoIncrease(String metric) {
    return ofPatience(Kind.NO_INCREASE, metric);
  }

  /**
   * Stops when a metric has not decreased for a while; one of the {@code patience} methods says for
   * how long, without one it is a single evaluation.
   *
   * @param metric a metric that is one number, such as {@code loss}
   * @return the rule
   */
  public static EarlyStopping ifNoDecrease(String metric) {
    return ofPatience(Kind.NO_DECREASE, metric);
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
    return new EarlyStopping(new StoppingRule(Kind.CONDITION, null, 0, condition, Scope.ALL, null));
  }

  private static EarlyStopping ofThreshold(Kind kind, String metric, double threshold) {
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("the threshold must be a number, but is NaN");
    }
    return new EarlyStopping(new StoppingRule(kind, metric, threshold, null, Scope.ALL, null));
  }

  private static EarlyStopping ofPatience(Kind kind, String metric) {
    Patience one = new Patience(1, Unit.EVALUATIONS);
    return new EarlyStopping(new StoppingRule(kind, metric, 0, null, Scope.ALL, one));
  }

  /**
   * The same rule on a named evaluation set. Without this it is the first spec's.
   *
   * @param name the name of an {@link EvalSpec}
   * @return a new rule
   */
  public EarlyStopping onSet(String name) {
    return with(rule.scope().onSet(name));
  }

  /**
   * The same rule, without evaluations before a global step.
   *
   * @param step evaluations from this step on count
   * @return a new rule
   */
  public EarlyStopping minSteps(long step) {
    Limits.requireNotNegative("minSteps", step);
    return with(rule.scope().from(step));
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
    return with(rule.scope().beyond(delta));
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
    if (rule.kind().direction == null) {
      throw new IllegalStateException(
          "a condition does not say which evaluation is the best: restore the best by a rule on a"
              + " metric, such as ifNoIncrease(\"accuracy\")");
    }
    return with(rule.scope().restoring());
  }

  private EarlyStopping with(Scope scope) {
    return new EarlyStopping(rule.with(scope));
  }

  private EarlyStopping with(Patience patience) {
    requirePatient("patience");
    return new EarlyStopping(rule.with(patience));
  }

  private void requirePatient(String what) {
    if (rule.patience() == null) {
      throw new IllegalStateException(
          what + " is for ifNoIncrease and ifNoDecrease; this is: " + this);
    }
  }

  boolean restoresBest() {
    return rule.scope().restores();
  }

  /** The set that it watches: of the first spec, unless it was named. */
  Optional<String> set() {
    return Optional.ofNullable(rule.scope().set());
  }

  Set<String> metrics() {
    String metric = rule.metric();
    return metric == null ? Set.of() : Set.of(metric);
  }

  /** Why the training should end now, if it should. */
  Optional<String> reasonToStop(EvaluationLog log, String firstSet) {
    return rule.reasonToStop(log, firstSet);
  }

  /** The step of the best evaluation, if any counts. */
  Optional<Long> bestStep(EvaluationLog log, String firstSet) {
    return rule.bestStep(log, firstSet);
  }

  /** The rule in words. */
  @Override
  public String toString() {
    return rule.toString();
  }
}
