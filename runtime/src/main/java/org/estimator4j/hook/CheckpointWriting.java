package org.estimator4j.hook;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointStore;
import org.estimator4j.checkpoint.NonFiniteVariableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Tensor;

/** One checkpoint on its way to the disk, in the thread that trains or in one of its own. */
final class CheckpointWriting {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointWriting.class);

  private final FutureTask<Checkpoint> task;

  /**
   * Is about to write.
   *
   * @param values closed when they are written
   */
  CheckpointWriting(
      CheckpointStore store, long step, Map<String, Tensor> values, Map<String, byte[]> states) {
    this.task = new FutureTask<>(() -> write(store, step, values, states));
  }

  private static Checkpoint write(
      CheckpointStore store, long step, Map<String, Tensor> values, Map<String, byte[]> states) {
    // A thread that is interrupted cannot write to a channel: who trains is told afterwards.
    boolean interrupted = Thread.interrupted();
    try {
      return store.save(step, values, states);
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
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Writes now. */
  CheckpointWriting inThisThread() {
    task.run();
    return this;
  }

  /** Writes while the caller goes on. */
  CheckpointWriting inBackground() {
    Thread thread = new Thread(task, "estimator4j-save");
    thread.setDaemon(true); // a process that ends leaves the checkpoint before this one
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      task.run(); // no more threads are to be had; the values must be written and closed
    }
    return this;
  }

  /** Waits for the end, however it ends; {@link #result} tells. */
  void await() {
    try {
      result();
    } catch (RuntimeException | Error e) {
      LOG.debug("told when the result is asked for", e);
    }
  }

  boolean isDone() {
    return task.isDone();
  }

  /**
   * Waits for the end and gives the checkpoint, or throws why there is none. An interrupt does not
   * cut it short.
   */
  Checkpoint result() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // saving throws nothing checked
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
