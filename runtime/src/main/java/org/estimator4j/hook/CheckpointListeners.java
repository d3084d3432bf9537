package org.estimator4j.hook;

import java.util.List;
import java.util.function.Predicate;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.RunAbortedException;

/** The one place that calls listeners: in order, and with one policy for what they throw. */
final class CheckpointListeners {

  private final List<CheckpointListener> listeners;

  CheckpointListeners(List<? extends CheckpointListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  void begin(HookSession session) {
    anyOf(
        "begin",
        listener -> {
          listener.begin(session);
          return false;
        });
  }

  void beforeSave(HookSession session, long step) {
    anyOf(
        "beforeSave",
        listener -> {
          listener.beforeSave(session, step);
          return false;
        });
  }

  /** Whether any of them wants the training to end; all are told first. */
  boolean afterSave(HookSession session, Checkpoint checkpoint) {
    return anyOf("afterSave", listener -> listener.afterSave(session, checkpoint));
  }

  void end(HookSession session, long step) {
    anyOf(
        "end",
        listener -> {
          listener.end(session, step);
          return false;
        });
  }

  /** Tells every listener; what they throw is collected, none keeps another from being told. */
  void abandon(HookSession session) {
    Throwable first = null;
    for (CheckpointListener listener : listeners) {
      try {
        listener.abandon(session);
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = e instanceof RuntimeException failure ? failed(listener, "abandon", failure) : e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException failure) {
      throw failure;
    }
  }

  private boolean anyOf(String phase, Predicate<CheckpointListener> call) {
    boolean any = false;
    for (CheckpointListener listener : listeners) {
      try {
        any |= call.test(listener);
      } catch (RuntimeException e) {
        throw failed(listener, phase, e);
      }
    }
    return any;
  }

  private static RuntimeException failed(
      CheckpointListener listener, String phase, RuntimeException e) {
    return e instanceof RunAbortedException
        ? e
        : new IllegalStateException(
            "checkpoint listener "
                + listener.getClass().getName()
                + " failed in "
                + phase
                + ": "
                + e.getMessage(),
            e);
  }
}
