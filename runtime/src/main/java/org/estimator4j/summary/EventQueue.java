package org.estimator4j.summary;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.proto.Event;

/**
 * Events on their way to a sink, in a thread of their own, which also encodes them, so that nobody
 * who trains waits for a disk. What cannot be written is lost, with an error in the log; what comes
 * later is tried again.
 *
 * <p>Whoever adds an event takes no lock, and as a rule does not even wake the thread: that looks
 * again by itself, seldom while nothing comes. With a lock and a wake-up for each event, four times
 * as many calls took a millisecond on two cores (benchmark {@code summaries}).
 */
final class EventQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventFileWriter.class);

  /** So much may wait, or an eighth of the heap if that is less. */
  private static final long MAX_BYTES = 256L << 20;

  /** What an event weighs beside its content. */
  private static final long OVERHEAD = 256;

  /** So much is not left waiting until the thread looks again. */
  private static final long WAKING_BYTES = 1L << 20;

  private static final long SHORTEST_REST = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(320);
  private static final long SECONDS_TO_CLOSE = 60;

  /** On a disk that is almost full some events find room and some do not. */
  private static final long NANOS_BETWEEN_COMPLAINTS = TimeUnit.SECONDS.toNanos(60);

  private final String name;
  private final EventSink sink;
  private final long maxBytes;
  private final Queue<Item> items = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong crowdedOut = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;
  private long lost;
  private boolean losing;
  private long toldNanos = System.nanoTime() - NANOS_BETWEEN_COMPLAINTS;

  EventQueue(String name, EventSink sink) {
    this(name, sink, bound(Runtime.getRuntime().maxMemory()));
  }

  /** A queue in which not more than so many bytes wait. */
  EventQueue(String name, EventSink sink, long maxBytes) {
    this.name = name;
    this.sink = sink;
    this.maxBytes = maxBytes;
    this.thread = new Thread(this::drain, "estimator4j-events");
    thread.setDaemon(true);
    thread.start();
  }

  static long bound(long heap) {
    return Math.min(MAX_BYTES, heap / 8);
  }

  /** An event that is not put together yet. */
  @FunctionalInterface
  interface Encoding {
    Event encode() throws InvalidProtocolBufferException;
  }

  /** An event to write, or a mark that all before it are written. */
  private record Item(@Nullable Encoding event, long bytes, @Nullable CountDownLatch done) {}

  /**
   * Never waits.
   *
   * @param content how many bytes it holds on to, about
   * @param event is called by another thread, later
   */
  void add(long content, Encoding event) {
    long bytes = content + OVERHEAD;
    long waiting = waitingBytes.addAndGet(bytes);
    if (waiting > maxBytes) {
      waitingBytes.addAndGet(-bytes);
      if (crowdedOut.getAndIncrement() == 0) {
        LOG.error(
            "the disk of {} is slower than the events come: some are lost, the training goes on",
            name);
      }
      return;
    }
    items.add(new Item(event, bytes, null));
    if (waiting >= WAKING_BYTES && waiting - bytes < WAKING_BYTES) {
      LockSupport.unpark(thread);
    }
  }

  /** Waits until what was added before is written, or lost. */
  void flush() {
    CountDownLatch done = new CountDownLatch(1);
    items.add(new Item(null, 0, done));
    LockSupport.unpark(thread);
    try {
      while (!done.await(1, TimeUnit.SECONDS) && thread.isAlive()) {
        LOG.debug("waiting for the disk of {}", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    long rest = SHORTEST_REST;
    while (true) {
      boolean last = closing; // asked before the queue, which nobody adds to afterwards
      Item item = items.poll();
      if (item != null) {
        done(item);
        rest = SHORTEST_REST;
      } else if (last) {
        end();
        return;
      } else {
        LockSupport.parkNanos(this, rest);
        rest = Math.min(LONGEST_REST, 2 * rest);
      }
    }
  }

  private void done(Item item) {
    try {
      if (item.event != null) {
        write(item.event);
      }
    } catch (Error e) {
      // Not even the log took it. It is counted; this thread has to go on for the others.
    } finally {
      waitingBytes.addAndGet(-item.bytes);
      if (item.done != null) {
        item.done.countDown();
      }
    }
  }

  private void write(Encoding event) {
    try {
      sink.append(event.encode().toByteArray());
      if (losing) {
        LOG.warn("events are written to {} again; {} were lost", name, lost);
        losing = false;
      }
    } catch (InvalidProtocolBufferException e) {
      lost++;
      LOG.error("a summary for {} is none that can be read; it is left out", name, e);
    } catch (IOException e) {
      lost++;
      if (!losing && System.nanoTime() - toldNanos >= NANOS_BETWEEN_COMPLAINTS) {
        losing = true;
        toldNanos = System.nanoTime();
        LOG.error(
            "cannot write events to {}: {}. They are lost, the training goes on; later ones are"
                + " tried again",
            name,
            e.getMessage());
      }
    } catch (RuntimeException | Error e) { // too large a picture for the memory that is left
      lost++;
      LOG.error("an event for {} cannot be put together; it is left out", name, e);
    }
  }

  private void end() {
    if (lost > 0 || crowdedOut.get() > 0) {
      LOG.warn("{} events of {} were lost", lost + crowdedOut.get(), name);
    }
    try {
      sink.close();
    } catch (IOException e) {
      LOG.error("cannot close {}: {}", name, e.getMessage());
    }
  }

  /** Writes what waits, and ends the thread. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_CLOSE);
    while (thread.isAlive() && System.nanoTime() < deadline) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(1));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (thread.isAlive()) {
      LOG.error(
          "the disk of {} has not taken the last events in {} seconds; not waiting for it, {} are"
              + " left",
          name,
          SECONDS_TO_CLOSE,
          items.size());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
