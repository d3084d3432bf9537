package org.estimator4j.hook;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointState;
import org.estimator4j.checkpoint.CheckpointStore;
import org.estimator4j.graph.Variable;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.session.internal.Snapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves checkpoints: at the start if the current step has none, whenever its timer says so, and at
 * the normal end if anything changed since the last one. Listeners are told about each of them.
 *
 * <p>A training whose settings save checkpoints has one. Another one that is given to it saves
 * besides, into a directory of its own; to have that alone, see {@code
 * RunConfigBuilder.withoutCheckpoints}.
 */
public final class CheckpointSaverHook implements SessionRunHook {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointSaverHook.class);

  private final CheckpointStore store;
  private final StepTimer timer;
  private final List<CheckpointState> states;
  private final CheckpointListeners listeners;
  private final @Nullable Map<String, Variable<?>> variables;
  private final boolean background;
  private final boolean stopsOnNan;
  private @Nullable Saved lastSaved;
  private @Nullable CheckpointWriting underWay;
  private boolean stop;
  private boolean diverged;
  private boolean putOff;

  private CheckpointSaverHook(Builder builder) {
    this.store = builder.store;
    this.timer = builder.timer;
    this.states = List.copyOf(builder.states);
    this.listeners = new CheckpointListeners(builder.listeners);
    this.variables = builder.variables;
    this.background = builder.background;
    this.stopsOnNan = builder.stopsOnNan;
  }

  /**
   * A saver to set up.
   *
   * @param store where to; stays the caller's
   * @param timer when
   * @return a builder of one that saves all global variables, in the thread that trains
   */
  public static Builder builder(CheckpointStore store, StepTimer timer) {
    return new Builder(store, timer);
  }

  @Override
  public void begin(HookSession session) {
    lastSaved = null;
    underWay = null;
    stop = false;
    diverged = false;
    putOff = false;
    listeners.begin(session);
  }

  @Override
  public void afterCreateSession(HookSession session) {
    complete(session);
    long step = session.globalStep();
    if (store.list().stream().anyMatch(each -> each.step() == step)) {
      lastSaved = new Saved(step, CheckpointState.saveAll(states));
    } else {
      save(session, step);
    }
    timer.reset(step);
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    long step = context.globalStep();
    CheckpointWriting writing = underWay;
    if (writing != null && writing.isDone()) {
      complete(context.session());
    }
    if (timer.isDue(step) && !diverged) {
      if (underWay == null) {
        save(context.session(), step);
        timer.reset(step);
      } else {
        putOff(step); // it stays due, until there is nothing under way
      }
    }
    if (diverged) {
      context.requestStop("the model diverged");
    }
    if (stop) {
      context.requestStop("a checkpoint listener asked for it");
    }
  }

  @Override
  public void end(HookSession session) {
    complete(session);
    long step = session.globalStep();
    Saved last = lastSaved;
    if (!diverged && (last == null || !last.equalTo(step, CheckpointState.saveAll(states)))) {
      save(session, step);
    }
    complete(session);
    listeners.end(session, step);
  }

  /**
   * Saves what is not saved yet, because something else failed between two steps: the work since
   * the last checkpoint need not be lost. Listeners are not told, for one of them may have failed.
   *
   * @param session the session, whose variables are as whole steps left them
   */
  public void rescue(HookSession session) {
    finishWriting();
    long step = session.globalStep();
    Saved last = lastSaved;
    if (!diverged && last != null && !last.equalTo(step, CheckpointState.saveAll(states))) {
      Checkpoint checkpoint = writing(session, step).inThisThread().result();
      LOG.info("saved {} before giving up", checkpoint);
    }
  }

  /**
   * Waits for what is being written, because the newest checkpoint is about to be loaded. Listeners
   * hear of it as soon as there is a session again.
   */
  public void settle() {
    CheckpointWriting writing = underWay;
    if (writing != null) {
      writing.await();
    }
  }

  @Override
  public void abandon(HookSession session) {
    try {
      finishWriting();
    } finally {
      listeners.abandon(session);
    }
  }

  /** Once a training: it may happen at every checkpoint. */
  private void putOff(long step) {
    if (!putOff) {
      putOff = true;
      LOG.info(
          "the checkpoint due at step {} is put off, for the one before is still being written: the"
              + " disk takes longer than the time between two. Save less often to have them when"
              + " they are due",
          step);
    }
  }

  /** Nothing is being written: one at a time, and listeners hear of them in order. */
  private void save(HookSession session, long step) {
    listeners.beforeSave(session, step);
    CheckpointWriting writing = writing(session, step);
    underWay = background ? writing.inBackground() : writing.inThisThread();
    if (!background) {
      complete(session);
    }
  }

  private CheckpointWriting writing(HookSession session, long step) {
    Map<String, byte[]> saved = CheckpointState.saveAll(states);
    Map<String, Variable<?>> chosen = variables == null ? all(session) : variables;
    CheckpointWriting writing =
        new CheckpointWriting(store, step, Snapshot.of(session, chosen), saved);
    lastSaved = new Saved(step, saved);
    return writing;
  }

  private static Map<String, Variable<?>> all(HookSession session) {
    Map<String, Variable<?>> all = new LinkedHashMap<>();
    session.graph().globalVariables().forEach(variable -> all.put(variable.name(), variable));
    return all;
  }

  /** Waits for what is being written, if anything is, and tells the listeners. */
  private void complete(HookSession session) {
    Checkpoint checkpoint = finishWriting();
    if (checkpoint != null) {
      LOG.debug("saved {}", checkpoint);
      stop |= listeners.afterSave(session, checkpoint);
    }
  }

  private @Nullable Checkpoint finishWriting() {
    CheckpointWriting writing = underWay;
    underWay = null;
    if (writing == null) {
      return null;
    }
    try {
      return writing.result();
    } catch (NanLossDuringTrainingException e) {
      if (!stopsOnNan) {
        throw e;
      }
      diverged = true;
      LOG.warn("the training ends with the checkpoint before: {}", e.getMessage());
      return null;
    }
  }

  /** What the last checkpoint held beside the variables, to see whether another one is due. */
  private record Saved(long step, Map<String, byte[]> states) {

    boolean equalTo(long otherStep, Map<String, byte[]> others) {
      return step == otherStep
          && states.keySet().equals(others.keySet())
          && states.entrySet().stream()
              .allMatch(state -> Arrays.equals(state.getValue(), others.get(state.getKey())));
    }
  }

  /** Collects what a saver needs; each method returns the builder. */
  public static final class Builder {

    private final CheckpointStore store;
    private final StepTimer timer;
    private List<? extends CheckpointState> states = List.of();
    private List<? extends CheckpointListener> listeners = List.of();
    private @Nullable Map<String, Variable<?>> variables;
    private boolean background;
    private boolean stopsOnNan;

    private Builder(CheckpointStore store, StepTimer timer) {
      this.store = store;
      this.timer = timer;
    }

    /**
     * Saves further state beside the variables, such as the position of the input.
     *
     * @param value states of different names
     * @return this builder
     */
    public Builder states(List<? extends CheckpointState> value) {
      states = value;
      return this;
    }

    /**
     * Tells listeners about every checkpoint.
     *
     * @param value in this order
     * @return this builder
     */
    public Builder listeners(List<? extends CheckpointListener> value) {
      listeners = value;
      return this;
    }

    /**
     * Saves other variables than the global ones, or under other names.
     *
     * @param value the variables by their names in the checkpoint
     * @return this builder
     */
    public Builder variables(Map<String, Variable<?>> value) {
      variables = value;
      return this;
    }

    /**
     * Writes while the training goes on, one checkpoint at a time: a step waits for the copy of the
     * variables, and for nothing else. One that falls due while another is being written is put off
     * to the first step that ends when that is complete; of several that fall due meanwhile there
     * is one. Listeners are told after the first step that ends when a checkpoint is complete; so
     * is a failure. The last one of a training is waited for.
     *
     * @param value whether to
     * @return this builder
     */
    public Builder inBackground(boolean value) {
      background = value;
      return this;
    }

    /**
     * Warns and ends the training normally where variables are NaN or infinite, with the checkpoint
     * before as the newest one, as {@link NanLossHook#stopping()} does where the loss is. Otherwise
     * the training fails.
     *
     * @param value whether to
     * @return this builder
     */
    public Builder stopsOnNan(boolean value) {
      stopsOnNan = value;
      return this;
    }

    /**
     * The saver.
     *
     * @return a hook
     */
    public CheckpointSaverHook build() {
      return new CheckpointSaverHook(this);
    }
  }
}
