package org.estimator4j.session;

/**
 * Code that runs around the steps of a training, an evaluation or a prediction. The caller's loop
 * is
 *
 * <pre>
 * begin(session)                        // the graph is complete; nothing has run
 * … variables are restored or initialised …
 * afterCreateSession(session)
 * while (!context.stopRequested()) {
 *   args = beforeRun(context)           // what is wanted of this step
 *   … one run of TensorFlow, with what every hook wants …
 *   afterRun(context, values)           // skipped when the run failed
 * }
 * end(session)                          // or abandon(session), when anything failed
 * </pre>
 *
 * <p>Order: every phase calls the hooks in the order in which they were given. Threads: all calls
 * come from the thread that called {@code train}, {@code evaluate} or {@code predict}; a hook must
 * not call the estimator. Failures: an exception ends the call, names the hook and the phase, and
 * skips what follows, {@code end} included; the session is closed. A hook keeps no state from an
 * earlier call: {@code begin} starts afresh.
 *
 * <p>Timers belong here: a hook that is not due returns {@link SessionRunArgs#none()} from {@code
 * beforeRun}, which costs nothing. Return the same {@code SessionRunArgs} object each time one is
 * due: runs are prepared once for each combination of objects.
 *
 * @see <a
 *     href="https://www.tensorflow.org/api_docs/python/tf/compat/v1/train/SessionRunHook">tf.compat.v1.train.SessionRunHook</a>
 */
public interface SessionRunHook {

  /**
   * Called once, before anything runs: variables may have no values yet.
   *
   * @param session the session; its graph can be looked at, nothing should be run
   */
  default void begin(HookSession session) {}

  /**
   * Called when variables have values, and again after a recovery.
   *
   * @param session the session; operations can be run
   */
  default void afterCreateSession(HookSession session) {}

  /**
   * Called before each run.
   *
   * @param context the state of the loop
   * @return what this hook wants of the run; {@link SessionRunArgs#none()} if nothing
   */
  default SessionRunArgs beforeRun(SessionRunContext context) {
    return SessionRunArgs.none();
  }

  /**
   * Called after each run that did not fail.
   *
   * @param context the state of the loop; its global step counts this run
   * @param values what this hook asked for in {@link #beforeRun}, valid until this method returns
   */
  default void afterRun(SessionRunContext context, SessionRunValues values) {}

  /**
   * Called at the normal end: the input ended, a limit was reached, or a stop was requested.
   *
   * @param session the session; operations can be run
   */
  default void end(HookSession session) {}

  /**
   * Called instead of {@link #end} when the call does not end normally: something threw, or a
   * stream of predictions was closed early. Frees what the hook holds. (The reference has no such
   * call.)
   *
   * @param session the session, about to be closed; nothing should be run
   */
  default void abandon(HookSession session) {}
}
