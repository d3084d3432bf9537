package org.estimator4j;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.input.Input;
import org.estimator4j.progress.TrainingListener;
import org.estimator4j.session.SessionRunHook;

/**
 * The training part of {@link Estimator#trainAndEvaluate}: what to learn from, how far to go, and
 * when to stop earlier. Immutable.
 *
 * <p>There is no {@code steps}: only a total makes sense for a run that may be stopped and started
 * again.
 */
public final class TrainSpec {

  private final Input input;
  private final OptionalLong maxSteps;
  private final List<SessionRunHook> hooks;
  private final List<CheckpointListener> listeners;
  private final List<EarlyStopping> earlyStopping;
  private final List<TrainingListener> watchers;

  private TrainSpec(Builder builder) {
    this.input = builder.input;
    this.maxSteps = builder.maxSteps;
    this.hooks = List.copyOf(builder.hooks);
    this.listeners = List.copyOf(builder.listeners);
    this.earlyStopping = List.copyOf(builder.earlyStopping);
    this.watchers = List.copyOf(builder.watchers);
    if (earlyStopping.stream().filter(EarlyStopping::restoresBest).count() > 1) {
      throw new IllegalArgumentException(
          "several rules of early stopping restore the best weights, but there is one model: leave"
              + " restoringBest() to one of them");
    }
  }

  /**
   * Training up to a step.
   *
   * @param input what to learn from
   * @param maxSteps the global step to end at, a total over all restarts, more than 0
   * @return the spec
   */
  public static TrainSpec of(Input input, long maxSteps) {
    return builder(input).maxSteps(maxSteps).build();
  }

  /**
   * A spec to fill. Without {@link Builder#maxSteps} the training ends where the input ends, or
   * where a rule stops it.
   *
   * @param input what to learn from
   * @return a builder
   */
  public static Builder builder(Input input) {
    return new Builder(input);
  }

  /**
   * What is learnt from.
   *
   * @return the input
   */
  public Input input() {
    return input;
  }

  /**
   * The global step at which the training ends.
   *
   * @return the step, or empty if the input or a rule ends it
   */
  public OptionalLong maxSteps() {
    return maxSteps;
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
   * The caller's listeners of checkpoints.
   *
   * @return an unmodifiable list
   */
  public List<CheckpointListener> listeners() {
    return listeners;
  }

  /**
   * The rules that may end the training early.
   *
   * @return an unmodifiable list
   */
  public List<EarlyStopping> earlyStopping() {
    return earlyStopping;
  }

  /**
   * The caller's listeners of progress.
   *
   * @return an unmodifiable list
   */
  public List<TrainingListener> progress() {
    return watchers;
  }

  /** Collects the parts; each method returns the builder. Not for several threads. */
  public static final class Builder {

    private final Input input;
    private OptionalLong maxSteps = OptionalLong.empty();
    private final List<SessionRunHook> hooks = new ArrayList<>();
    private final List<CheckpointListener> listeners = new ArrayList<>();
    private final List<EarlyStopping> earlyStopping = new ArrayList<>();
    private final List<TrainingListener> watchers = new ArrayList<>();

    private Builder(Input input) {
      this.input = input;
    }

    /**
     * Ends the training at a global step.
     *
     * @param value a total over all restarts, more than 0
     * @return this builder
     */
    public Builder maxSteps(long value) {
      maxSteps = OptionalLong.of(Limits.requirePositive("maxSteps", value));
      return this;
    }

    /**
     * Adds hooks that run around each step, before those of the model.
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
     * Adds listeners that are told about every checkpoint, before it is evaluated.
     *
     * @param more the listeners, in order
     * @return this builder
     */
    public Builder listeners(CheckpointListener... more) {
      listeners.addAll(List.of(more));
      return this;
    }

    /** As {@link #listeners(CheckpointListener...)}, with {@code more} that were collected. */
    public Builder listeners(List<? extends CheckpointListener> more) {
      return listeners(more.toArray(CheckpointListener[]::new));
    }

    /**
     * Adds rules, each of which may end the training. They are asked after every evaluation.
     *
     * @param more the rules
     * @return this builder
     */
    public Builder earlyStopping(EarlyStopping... more) {
      earlyStopping.addAll(List.of(more));
      return this;
    }

    /** As {@link #earlyStopping(EarlyStopping...)}, with {@code more} that were collected. */
    public Builder earlyStopping(List<? extends EarlyStopping> more) {
      return earlyStopping(more.toArray(EarlyStopping[]::new));
    }

    /**
     * Adds a listener that is told how the training goes on, its evaluations and exports included.
     *
     * @param listener is told
     * @return this builder
     */
    public Builder progress(TrainingListener listener) {
      watchers.add(listener);
      return this;
    }

    /**
     * The spec.
     *
     * @return an immutable spec
     * @throws IllegalArgumentException if several rules restore the best weights
     */
    public TrainSpec build() {
      return new TrainSpec(this);
    }
  }
}
