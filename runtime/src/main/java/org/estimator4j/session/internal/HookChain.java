package org.estimator4j.session.internal;

import java.util.List;
import java.util.function.Consumer;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.RunAbortedException;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.tensorflow.OpenHandles;
import org.estimator4j.tensorflow.TensorMemory;
import org.tensorflow.Output;
import org.tensorflow.Tensor;

/**
 * The one place that calls hooks: in order, and with one policy for what they throw. No other loop
 * over hooks exists.
 */
final class HookChain {

  private final List<SessionRunHook> hooks;

  HookChain(List<SessionRunHook> hooks) {
    this.hooks = List.copyOf(hooks);
  }

  int size() {
    return hooks.size();
  }

  void begin(HookSession session) {
    forEach("begin", -1, hook -> hook.begin(session));
  }

  void afterCreateSession(HookSession session, long step) {
    forEach("afterCreateSession", step, hook -> hook.afterCreateSession(session));
  }

  void end(HookSession session, long step) {
    forEach("end", step, hook -> hook.end(session));
  }

  /** Tells every hook; what they throw is collected, none keeps another from being told. */
  void abandon(HookSession session) {
    Throwable first = null;
    for (SessionRunHook hook : hooks) {
      try {
        hook.abandon(session);
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = e instanceof RuntimeException failure ? failed(hook, "abandon", -1, failure) : e;
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

  /** Written out, not through {@link #forEach}: it runs every step and must not allocate. */
  SessionRunArgs beforeRun(int index, SessionRunContext context) {
    SessionRunHook hook = hooks.get(index);
    try {
      return hook.beforeRun(context);
    } catch (RuntimeException e) {
      throw failed(hook, "beforeRun", context.globalStep(), e);
    }
  }

  void afterRun(int index, SessionRunContext context, SessionRunValues values) {
    SessionRunHook hook = hooks.get(index);
    try {
      hook.afterRun(context, values);
    } catch (RuntimeException e) {
      throw failed(hook, "afterRun", context.globalStep(), e);
    }
  }

  /** A value that a hook feeds, checked: what is wrong with it is that hook's failure. */
  Tensor value(int index, SessionRunArgs.Feed feed, SessionRunContext context) {
    String phase = "feeding '" + feed.tensor().op().name() + "'";
    try {
      Tensor value = feed.value().get();
      if (value == null) {
        throw new IllegalArgumentException("the supplier gave null; it must give a new tensor");
      }
      requireFits(feed.tensor().asOutput(), value);
      return OpenHandles.opened(value);
    } catch (RuntimeException e) {
      throw failed(hooks.get(index), phase, context.globalStep(), e);
    }
  }

  private static void requireFits(Output<?> tensor, Tensor value) {
    try {
      TensorMemory.size(value); // reads the native handle: the only sign of a closed tensor
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(
          "the supplier gave a closed tensor; it must give a new one for each run, which the loop"
              + " closes",
          e);
    }
    if (value.dataType() != tensor.dataType() || !tensor.shape().isCompatibleWith(value.shape())) {
      value.close();
      throw new IllegalArgumentException(
          "the supplier gave a "
              + value.dataType()
              + " of shape "
              + value.shape()
              + ", but the tensor is a "
              + tensor.dataType()
              + " of shape "
              + tensor.shape());
    }
  }

  /** A hook as messages name it. */
  String name(int index) {
    return "hook " + hooks.get(index).getClass().getName() + " (number " + (index + 1) + ")";
  }

  private void forEach(String phase, long step, Consumer<SessionRunHook> call) {
    for (SessionRunHook hook : hooks) {
      try {
        call.accept(hook);
      } catch (RuntimeException e) {
        throw failed(hook, phase, step, e);
      }
    }
  }

  private static RuntimeException failed(
      SessionRunHook hook, String phase, long step, RuntimeException e) {
    return e instanceof RunAbortedException ? e : new HookFailedException(hook, phase, step, e);
  }
}
