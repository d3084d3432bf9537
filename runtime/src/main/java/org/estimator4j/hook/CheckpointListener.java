package org.estimator4j.hook;

import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.session.HookSession;

/**
 * Is told about every checkpoint of a training: the one at its start (if the step that it starts at
 * has none yet), those in between, and the one at its end (if anything changed since the last).
 *
 * <pre>
 * begin
 *   beforeSave … afterSave          // for each checkpoint
 * end                               // or abandon, when the training failed
 * </pre>
 *
 * <p>Order: listeners are called in the order in which they were given, in every phase. Threads:
 * all calls come from the thread that trains. Failures: an exception ends the training; it names
 * the listener and the phase, and the listeners after it are not called. Thrown by {@code
 * beforeSave} nothing is saved; thrown by {@code afterSave} the checkpoint stays. A save that fails
 * is not followed by {@code afterSave}. A listener keeps no state from an earlier call: {@code
 * begin} starts afresh.
 *
 * @see <a
 *     href="https://www.tensorflow.org/api_docs/python/tf/estimator/CheckpointSaverListener">tf.estimator.CheckpointSaverListener</a>
 */
public interface CheckpointListener {

  /**
   * Called once, before anything runs.
   *
   * @param session the session; its graph can be looked at, nothing should be run
   */
  default void begin(HookSession session) {}

  /**
   * Called before a checkpoint is written. Variables that it changes are saved as changed.
   *
   * @param session the session; operations can be run
   * @param step the global step
   */
  default void beforeSave(HookSession session, long step) {}

  /**
   * Called when a checkpoint is complete on disk; where checkpoints are written in the background,
   * at the end of a later step.
   *
   * @param session the session; operations can be run
   * @param checkpoint the checkpoint
   * @return whether to end the training. It ends at once after a checkpoint between two steps, and
   *     after the first step after the checkpoint at the start; at the end it is ending anyway.
   */
  default boolean afterSave(HookSession session, Checkpoint checkpoint) {
    return false;
  }

  /**
   * Called at the normal end of the training, after the last checkpoint.
   *
   * @param session the session; operations can be run
   * @param step the global step
   */
  default void end(HookSession session, long step) {}

  /**
   * Called instead of {@link #end} when the training failed.
   *
   * @param session the session, about to be closed; nothing should be run
   */
  default void abandon(HookSession session) {}
}
