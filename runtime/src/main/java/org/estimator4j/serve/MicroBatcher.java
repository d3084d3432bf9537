package org.estimator4j.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.estimator4j.session.TensorValue;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * Puts the rows of many small callers together into batches, for models that answer a batch hardly
 * slower than a row: each caller waits a little, all together are answered sooner.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.load(savedModel);
 *     MicroBatcher batcher = MicroBatcher.over(predictor, 32, Duration.ofMillis(1))) {
 *   float[] probabilities =
 *       batcher.predict(Map.of("pixels", pixels[0])).get("probabilities").asFloats();
 * }
 * }</pre>
 *
 * <p>For any number of threads. Rows are answered in the order in which they came. It has one
 * thread of its own, which ends when it is closed; the predictor stays the caller's.
 */
public final class MicroBatcher implements AutoCloseable {

  private final Predictor predictor;
  private final int maxBatch;
  private final long maxWaitNanos;
  private final LinkedBlockingQueue<Request> queue = new LinkedBlockingQueue<>();
  private final Thread worker;
  private boolean closed;

  /** A row that waits, or the end behind the last one. */
  private record Request(
      Map<String, ?> row,
      List<Shape> shapes,
      CompletableFuture<Map<String, TensorValue>> answer,
      boolean last) {

    static final Request END = new Request(Map.of(), List.of(), new CompletableFuture<>(), true);
  }

  private MicroBatcher(Predictor predictor, int maxBatch, Duration maxWait) {
    this.predictor = predictor;
    this.maxBatch = maxBatch;
    this.maxWaitNanos = maxWait.toNanos();
    this.worker = new Thread(this::work, "estimator4j-batcher");
    worker.setDaemon(true);
  }

  /**
   * Batches for a predictor.
   *
   * @param predictor answers the batches; stays the caller's, and open for longer
   * @param maxBatch how many rows make a batch at most
   * @param maxWait how long a row waits for others at most; nothing to take only those that wait
   *     already
   * @return the batcher, which the caller closes
   */
  public static MicroBatcher over(Predictor predictor, int maxBatch, Duration maxWait) {
    if (maxBatch < 1) {
      throw new IllegalArgumentException("maxBatch must be more than 0, but is " + maxBatch);
    }
    if (maxWait.isNegative()) {
      throw new IllegalArgumentException("maxWait must not be negative, but is " + maxWait);
    }
    MicroBatcher batcher = new MicroBatcher(predictor, maxBatch, maxWait);
    batcher.worker.start();
    return batcher;
  }

  /**
   * Asks about a row and waits for the answer.
   *
   * @param row as for {@link Predictor#predictRow}
   * @return as from {@link Predictor#predictRow}
   * @throws PredictionException as {@link Predictor#predictRow}
   * @throws IllegalStateException if the batcher is closed, or its predictor
   */
  public Map<String, TensorValue> predict(Map<String, ?> row) {
    try {
      return submit(row).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Asks about a row.
   *
   * @param row as for {@link Predictor#predictRow}; not to be changed before it is answered
   * @return the answer, some time later
   * @throws PredictionException if the row does not fit the model
   * @throws IllegalStateException if the batcher is closed
   */
  public CompletableFuture<Map<String, TensorValue>> submit(Map<String, ?> row) {
    Request request =
        new Request(row, predictor.shapesOfRow(row), new CompletableFuture<>(), false);
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the batcher is closed");
      }
      queue.add(request);
    }
    return request.answer();
  }

  private void work() {
    @Nullable Request first = take();
    while (first != null && !first.last()) {
      List<Request> batch = new ArrayList<>(List.of(first));
      first = fill(batch);
      answer(batch);
      if (first == null) {
        first = take();
      }
    }
  }

  private @Nullable Request take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      return null; // nobody interrupts it but a virtual machine that ends
    }
  }

  /** Adds what comes in time and has the same shapes; gives what came and does not belong. */
  private @Nullable Request fill(List<Request> batch) {
    long deadline = System.nanoTime() + maxWaitNanos;
    while (batch.size() < maxBatch) {
      Request next;
      try {
        next = queue.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        return Request.END;
      }
      if (next == null) {
        return null;
      }
      if (next.last() || !next.shapes().equals(batch.get(0).shapes())) {
        return next;
      }
      batch.add(next);
    }
    return null;
  }

  private void answer(List<Request> batch) {
    try {
      List<Map<String, TensorValue>> answers =
          predictor.predictRows(batch.stream().map(Request::row).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        batch.get(0).answer().completeExceptionally(e);
      } else {
        batch.forEach(request -> answer(List.of(request))); // only the one at fault is to fail
      }
    }
  }

  /** Answers what was asked before, and ends the thread; a second call does nothing. */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        queue.add(Request.END);
      }
    }
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
