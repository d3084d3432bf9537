package org.estimator4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.estimator4j.input.Input;
import org.estimator4j.session.SessionRunHook;

/**
 * An evaluation during {@link Estimator#trainAndEvaluate}: on which rows, how often, and what is
 * exported then. Immutable.
 *
 * <p>Every checkpoint is evaluated, unless a delay or a throttle says otherwise; the last one is
 * evaluated in any case. (The reference waits for 120 and 600 seconds unless told otherwise, and
 * evaluates 100 batches; here all rows are the default.)
 */
public final class EvalSpec {

  private final Input input;
  private final String name;
  private final OptionalLong steps;
  private final List<SessionRunHook> hooks;
  private final List<Exporter> exporters;
  private final Duration startDelay;
  private final long startDelaySteps;
  private final Duration throttle;
  private final long throttleSteps;

  private EvalSpec(Builder builder) {
    this.input = builder.input;
    this.name = builder.name;
    this.steps = builder.steps;
    this.hooks = List.copyOf(builder.hooks);
    this.exporters = List.copyOf(builder.exporters);
    this.startDelay = builder.startDelay;
    this.startDelaySteps = builder.startDelaySteps;
    this.throttle = builder.throttle;
    this.throttleSteps = builder.throttleSteps;
  }

  /**
   * An evaluation of every checkpoint on all rows, without a name and without exporters.
   *
   * @param input rows with labels
   * @return the spec
   */
  public static EvalSpec of(Input input) {
    return builder(input).build();
  }

  /**
   * A spec to fill.
   *
   * @param input rows with labels
   * @return a builder
   */
  public static Builder builder(Input input) {
    return new Builder(input);
  }

  /**
   * What is evaluated on.
   *
   * @return the input
   */
  public Input input() {
    return input;
  }

  /**
   * The name of the set.
   *
   * @return the name, empty if it has none
   */
  public String name() {
    return name;
  }

  /**
   * How many batches are evaluated.
   *
   * @return their number, or empty for all
   */
  public OptionalLong steps() {
    return steps;
  }

  /**
   * The caller's hooks.
   *
   * @return an unmodifiable list
   */
  public List<SessionRunHook> hooks() {
    return hooks;
  }

  /**
   * What is exported after an evaluation.
   *
   * @return an unmodifiable list
   */
  public List<Exporter> exporters() {
    return exporters;
  }

  /**
   * The time from the first start of the run during which nothing is evaluated.
   *
   * @return the time, zero for none
   */
  public Duration startDelay() {
    return startDelay;
  }

  /**
   * The global step before which nothing is evaluated.
   *
   * @return the step, 0 for none
   */
  public long startDelaySteps() {
    return startDelaySteps;
  }

  /**
   * The least time between the beginnings of two evaluations, restarts included.
   *
   * @return the time, zero for none
   */
  public Duration throttle() {
    return throttle;
  }

  /**
   * The least number of steps between two evaluations.
   *
   * @return the steps, 0 for none
   */
  public long throttleSteps() {
    return throttleSteps;
  }

  /** Collects the parts; each method returns the builder. Not for several threads. */
  public static final class Builder {

    private final Input input;
    private String name = "";
    private OptionalLong steps = OptionalLong.empty();
    private final List<SessionRunHook> hooks = new ArrayList<>();
    private final List<Exporter> exporters = new ArrayList<>();
    private Duration startDelay = Duration.ZERO;
    private long startDelaySteps;
    private Duration throttle = Duration.ZERO;
    private long throttleSteps;

    private Builder(Input input) {
      this.input = input;
    }

    /**
     * Names the set: needed where there are several. Its curves are in {@code eval_<name>}.
     *
     * @param value such as {@code validation}, of letters, digits, {@code _ . -}
     * @return this builder
     */
    public Builder name(String value) {
      name = FileNames.require("the name of an evaluation", value);
      return this;
    }

    /**
     * Evaluates so many batches, instead of all.
     *
     * @param value more than 0
     * @return this builder
     */
    public Builder steps(long value) {
      steps = OptionalLong.of(Limits.requirePositive("steps", value));
      return this;
    }

    /**
     * Adds hooks that run around each batch, before those of the model.
     *
     * @param more the hooks, in order
     * @return this builder
     */
    public Builder hooks(SessionRunHook... more) {
      hooks.addAll(List.of(more));
      return this;
    }

    /** As {@link #hooks(SessionRunHook...)}, with {@code more} that were collected. */
    public Builder hooks(List<? extends SessionRunHook> more) {
      return hooks(more.toArray(SessionRunHook[]::new));
    }

    /**
     * Adds exporters, which are asked after each evaluation of this set.
     *
     * @param more the exporters, of different names
     * @return this builder
     */
    public Builder exporters(Exporter... more) {
      exporters.addAll(List.of(more));
      return this;
    }

    /** As {@link #exporters(Exporter...)}, with {@code more} that were collected. */
    public Builder exporters(List<? extends Exporter> more) {
      return exporters(more.toArray(Exporter[]::new));
    }

    /**
     * Evaluates nothing for so long after the first start of the run.
     *
     * @param value not negative
     * @return this builder
     */
    public Builder startDelay(Duration value) {
      startDelay = Limits.requireNotNegative("startDelay", value);
      return this;
    }

    /**
     * Evaluates nothing before a global step.
     *
     * @param value not negative
     * @return this builder
     */
    public Builder startDelaySteps(long value) {
      startDelaySteps = Limits.requireNotNegative("startDelaySteps", value);
      return this;
    }

    /**
     * Evaluates at most once in so much time. The last evaluation's time is kept over restarts.
     *
     * @param value not negative
     * @return this builder
     */
    public Builder throttle(Duration value) {
      throttle = Limits.requireNotNegative("throttle", value);
      return this;
    }

    /**
     * Evaluates at most once in so many steps; repeatable, unlike a time.
     *
     * @param value not negative
     * @return this builder
     */
    public Builder throttleSteps(long value) {
      throttleSteps = Limits.requireNotNegative("throttleSteps", value);
      return this;
    }

    /**
     * The spec.
     *
     * @return an immutable spec
     */
    public EvalSpec build() {
      return new EvalSpec(this);
    }
  }
}
