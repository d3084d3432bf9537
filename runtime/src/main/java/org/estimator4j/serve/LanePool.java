package org.estimator4j.serve;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The lanes of a predictor: as many as threads have asked at the same time, the one that was used
 * last first, as its memory is still in the processor's cache.
 */
final class LanePool implements AutoCloseable {

  private final PredictorSource source;
  private final List<ModelInput> inputs;
  private final List<String> outputs;
  private final Deque<Lane> free = new ArrayDeque<>();
  private int taken;
  private boolean closed;
  private boolean released;

  LanePool(PredictorSource source, List<ModelInput> inputs) {
    this.source = source;
    this.inputs = inputs;
    this.outputs = List.copyOf(source.signature().outputs().keySet());
  }

  synchronized Lane take() {
    if (closed) {
      throw new IllegalStateException("the predictor of " + source.describe() + " is closed");
    }
    Lane lane = free.pollLast();
    if (lane == null) {
      lane = new Lane(source.prepare(), inputs, outputs);
    }
    taken++;
    return lane;
  }

  synchronized void giveBack(Lane lane) {
    free.addLast(lane);
    taken--;
    if (closed && taken == 0) {
      notifyAll();
    }
  }

  /** Waits for the answers that are under way; a second call does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    boolean interrupted = false;
    while (taken > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // what a thread still uses must not be freed
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!released) {
      released = true;
      free.forEach(Lane::close);
      source.close();
    }
  }
}
