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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
 * thread of its own, which ends when it is closed; the predictor stays the caller's. What follows
 * an answer, such as {@code thenAccept}, may run in that thread and holds up the others: it must
 * neither wait for another answer nor close the batcher.
 */
public final class MicroBatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MicroBatcher.class);

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
   * @throws IllegalStateException if the batcher is closed, or its predictor; or if it is called by
   *     what follows an answer of this batcher, in the thread that would have to answer
   */
  public Map<String, TensorValue> predict(Map<String, ?> row) {
    requireOtherThread("predict", "ask with submit there, and go on with thenCompose");
    try {
      return submit(row).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void requireOtherThread(String call, String instead) {
    if (Thread.currentThread() == worker) {
      throw new IllegalStateException(
          call
              + " was called by what follows an answer, in the batcher's own thread, and would wait"
              + " for itself for ever; "
              + instead
              + ", or follow with a method such as thenAcceptAsync");
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
    Request first = take();
    while (!first.last()) {
      List<Request> batch = new ArrayList<>(List.of(first));
      Request next = fill(batch);
      answer(batch);
      first = next == null ? take() : next;
    }
  }

  /** An interrupt, as by what follows an answer, does not end the thread: others still wait. */
  private Request take() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        LOG.debug("an interrupt is ignored; close ends the batcher", e);
      }
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
        return null; // as if the time were up
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
    } catch (Throwable e) { // an Error as well: the callers of this batch and of later ones wait
      if (batch.size() == 1) {
        batch.get(0).answer().completeExceptionally(e);
      } else {
        batch.forEach(request -> answer(List.of(request))); // only the one at fault is to fail
      }
    }
  }

  /**
   * Answers what was asked before, and ends the thread; a second call does nothing.
   *
   * @throws IllegalStateException if it is called by what follows an answer, in the thread that it
   *     would wait for; the batcher stays open then
   */
  @Override
  public void close() {
    requireOtherThread("close", "close it where it was opened");
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
