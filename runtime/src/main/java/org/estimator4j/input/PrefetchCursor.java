package org.estimator4j.input;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.estimator4j.tensorflow.OpenHandles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out what a thread of its own reads from another cursor. The thread ends with the input, at
 * the first failure, or when this is closed.
 */
final class PrefetchCursor implements InputCursor {

  private static final AtomicInteger THREADS = new AtomicInteger();
  private static final Object END = new Object();
  private static final Logger LOG = LoggerFactory.getLogger(Input.class);
  private static final int SECONDS_UNTIL_WARNING = 60;

  /** Time for an input that does not answer to an interrupt, such as a read of a dead network. */
  private static final Duration TIME_TO_END = Duration.ofSeconds(10);

  private final InputCursor inner;
  private final BlockingQueue<Object> ready;
  private final Thread thread;
  private volatile boolean stopping;
  private long position;
  private boolean ended;
  private @Nullable Throwable failure;

  /** Takes the cursor over. */
  PrefetchCursor(InputCursor inner, int depth, long position) {
    this.inner = inner;
    this.ready = new ArrayBlockingQueue<>(depth);
    this.position = position;
    this.thread = new Thread(this::read, "estimator4j-prefetch-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    OpenHandles.opened(this);
    thread.start();
  }

  private void read() {
    while (!stopping) {
      Object item = readOne();
      if (!put(item) || !(item instanceof Batch)) {
        return;
      }
    }
  }

  /** Waits for a free place; without one the cursor was closed meanwhile. */
  private boolean put(Object item) {
    if (stopping) { // the input may have used the interrupt up
      discard(item);
      return false;
    }
    try {
      ready.put(item);
      return true;
    } catch (InterruptedException e) { // only close() interrupts, and ends this thread
      discard(item);
      return false;
    }
  }

  /** A batch, the end, or why there is none. */
  private Object readOne() {
    try {
      Batch batch = inner.next();
      return batch == null ? END : batch;
    } catch (Throwable e) { // passed on to whoever asks for the batch, errors too
      return new Failure(e);
    }
  }

  @Override
  public @Nullable Batch next() {
    if (stopping) {
      throw new IllegalStateException("the cursor is closed");
    }
    if (failure != null) {
      throw rethrow(failure);
    }
    if (ended) {
      return null;
    }
    Object item = take();
    if (item instanceof Batch batch) {
      position++;
      return batch;
    }
    if (item instanceof Failure failed) {
      failure = failed.cause();
      failure.addSuppressed(new IllegalStateException("in a prefetch thread; asked for here"));
      throw rethrow(failure);
    }
    ended = true;
    return null;
  }

  private Object take() {
    try {
      Object item = ready.poll(SECONDS_UNTIL_WARNING, TimeUnit.SECONDS);
      if (item == null) {
        LOG.warn(
            "the input has given no batch for {} s; still waiting. What its thread does: jstack, {}",
            SECONDS_UNTIL_WARNING,
            thread.getName());
        item = ready.take();
      }
      return item;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {
    if (stopping) {
      return;
    }
    stopping = true;
    thread.interrupt();
    boolean interrupted = join();
    ready.forEach(PrefetchCursor::discard);
    ready.clear();
    try {
      if (thread.isAlive()) {
        LOG.warn(
            "the input does not end within {} s; its thread {} is left behind, and what it holds is"
                + " not freed",
            TIME_TO_END.toSeconds(),
            thread.getName());
      } else {
        inner.close();
      }
    } finally {
      OpenHandles.closed(this);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for the thread, but not for ever. */
  private boolean join() {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join(TIME_TO_END.toMillis());
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static void discard(Object item) {
    if (item instanceof Batch batch) {
      batch.close();
    }
  }

  private static RuntimeException rethrow(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    return new IllegalStateException(failure);
  }

  private record Failure(Throwable cause) {}
}
