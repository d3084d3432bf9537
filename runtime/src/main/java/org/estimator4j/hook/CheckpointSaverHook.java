package org.estimator4j.hook;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointState;
import org.estimator4j.checkpoint.CheckpointStore;
import org.estimator4j.checkpoint.NonFiniteVariableException;
import org.estimator4j.graph.Variable;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Tensor;

/**
 * Saves checkpoints: at the start if the current step has none, whenever its timer says so, and at
 * the normal end if anything changed since the last one. Listeners are told about each of them.
 */
public final class CheckpointSaverHook implements SessionRunHook {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointSaverHook.class);

  private final CheckpointStore store;
  private final StepTimer timer;
  private final List<CheckpointState> states;
  private final CheckpointListeners listeners;
  private @Nullable Saved lastSaved;
  private boolean stop;

  /**
   * A saver without listeners.
   *
   * @param store where to; stays the caller's
   * @param timer when
   * @param states what is saved beside the variables, such as the position of the input
   */
  public CheckpointSaverHook(
      CheckpointStore store, StepTimer timer, List<? extends CheckpointState> states) {
    this(store, timer, states, List.of());
  }

  /**
   * A saver.
   *
   * @param store where to; stays the caller's
   * @param timer when
   * @param states what is saved beside the variables, such as the position of the input
   * @param listeners are told about every checkpoint, in this order
   */
  public CheckpointSaverHook(
      CheckpointStore store,
      StepTimer timer,
      List<? extends CheckpointState> states,
      List<? extends CheckpointListener> listeners) {
    this.store = store;
    this.timer = timer;
    this.states = List.copyOf(states);
    this.listeners = new CheckpointListeners(listeners);
  }

  @Override
  public void begin(HookSession session) {
    lastSaved = null;
    stop = false;
    listeners.begin(session);
  }

  @Override
  public void afterCreateSession(HookSession session) {
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
    if (timer.isDue(step)) {
      save(context.session(), step);
      timer.reset(step);
    }
    if (stop) {
      context.requestStop("a checkpoint listener asked for it");
    }
  }

  @Override
  public void end(HookSession session) {
    long step = session.globalStep();
    Saved last = lastSaved;
    if (last == null || !last.equalTo(step, CheckpointState.saveAll(states))) {
      save(session, step);
    }
    listeners.end(session, step);
  }

  /**
   * Saves what is not saved yet, because something else failed between two steps: the work since
   * the last checkpoint need not be lost. Listeners are not told, for one of them may have failed.
   *
   * @param session the session, whose variables are as whole steps left them
   */
  public void rescue(HookSession session) {
    long step = session.globalStep();
    Saved last = lastSaved;
    if (last != null && !last.equalTo(step, CheckpointState.saveAll(states))) {
      Checkpoint checkpoint = write(session, step);
      LOG.info("saved {} before giving up", checkpoint);
    }
  }

  @Override
  public void abandon(HookSession session) {
    listeners.abandon(session);
  }

  private void save(HookSession session, long step) {
    listeners.beforeSave(session, step);
    Checkpoint checkpoint = write(session, step);
    LOG.debug("saved {}", checkpoint);
    stop |= listeners.afterSave(session, checkpoint);
  }

  private Checkpoint write(HookSession session, long step) {
    Map<String, byte[]> saved = CheckpointState.saveAll(states);
    Map<String, Tensor> values = snapshot(session);
    try {
      Checkpoint checkpoint = store.save(step, values, saved);
      lastSaved = new Saved(step, saved);
      return checkpoint;
    } catch (NonFiniteVariableException e) {
      throw new NanLossDuringTrainingException(
          "model diverged: "
              + e.getMessage()
              + " Global step "
              + step
              + " was not saved. Try a smaller learning rate, or clip the gradients.",
          e);
    } finally {
      values.values().forEach(Tensor::close);
    }
  }

  /** The values of all saved variables, as they are between two steps. */
  private static Map<String, Tensor> snapshot(HookSession session) {
    List<Variable<?>> variables = session.graph().globalVariables();
    List<Tensor> tensors = session.fetch(variables);
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      values.put(variables.get(i).name(), tensors.get(i));
    }
    return values;
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
}
