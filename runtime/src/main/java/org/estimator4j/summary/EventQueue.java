package org.estimator4j.summary;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * Events on their way to a sink, in a thread of their own, so that nobody who trains waits for a
 * disk. What cannot be written is lost, with an error in the log; what comes later is tried again.
 */
final class EventQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventFileWriter.class);
  private static final int MAX_EVENTS = 10_000;
  private static final long MAX_BYTES = 256L << 20;
  private static final long SECONDS_TO_CLOSE = 60;
  private static final Item END = new Item(null, null, 0, null);

  private final String name;
  private final EventSink sink;
  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(MAX_EVENTS);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong crowdedOut = new AtomicLong();
  private final Thread thread;
  private long lostInARow;

  EventQueue(String name, EventSink sink) {
    this.name = name;
    this.sink = sink;
    this.thread = new Thread(this::drain, "estimator4j-events");
    thread.setDaemon(true);
    thread.start();
  }

  /** An event to write, or a mark that all before it are written. */
  private static final class Item {

    final @Nullable Event event;

    /** The summary of the event, where that is not parsed yet. */
    final byte @Nullable [] summary;

    final long bytes;
    final @Nullable CountDownLatch done;

    Item(
        @Nullable Event event,
        byte @Nullable [] summary,
        long bytes,
        @Nullable CountDownLatch done) {
      this.event = event;
      this.summary = summary;
      this.bytes = bytes;
      this.done = done;
    }
  }

  /** Never waits. */
  void add(Event event, byte @Nullable [] summary) {
    long bytes = summary == null ? event.getSerializedSize() : summary.length;
    boolean room = waitingBytes.get() + bytes <= MAX_BYTES;
    if (!room || !items.offer(new Item(event, summary, bytes, null))) {
      if (crowdedOut.getAndIncrement() == 0) {
        LOG.error(
            "the disk of {} is slower than the events come: some are lost, the training goes on",
            name);
      }
      return;
    }
    waitingBytes.addAndGet(bytes);
  }

  /** Waits until what was added before is written, or lost. */
  void flush() {
    CountDownLatch done = new CountDownLatch(1);
    try {
      items.put(new Item(null, null, 0, done));
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    try {
      for (Item item = items.take(); item != END; item = items.take()) {
        if (item.event != null) {
          write(item.event, item.summary);
          waitingBytes.addAndGet(-item.bytes);
        }
        if (item.done != null) {
          item.done.countDown();
        }
      }
    } catch (InterruptedException e) {
      LOG.error("the thread that writes {} was interrupted", name, e);
    } finally {
      end();
    }
  }

  private void write(Event event, byte @Nullable [] summary) {
    try {
      Event whole =
          summary == null
              ? event
              : event.toBuilder().setSummary(Summary.parseFrom(summary)).build();
      sink.append(whole.toByteArray());
      if (lostInARow > 0) {
        LOG.warn("events are written to {} again; {} were lost", name, lostInARow);
        lostInARow = 0;
      }
    } catch (InvalidProtocolBufferException e) {
      LOG.error("TensorFlow gave a summary for {} that cannot be read", name, e);
    } catch (IOException e) {
      if (lostInARow++ == 0) {
        LOG.error(
            "cannot write events to {}: {}. They are lost, the training goes on; later ones are"
                + " tried again",
            name,
            e.getMessage());
      }
    }
  }

  private void end() {
    if (lostInARow > 0 || crowdedOut.get() > 0) {
      LOG.warn("{} events of {} were lost", lostInARow + crowdedOut.get(), name);
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
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_CLOSE);
    boolean told = false;
    while (thread.isAlive() && System.nanoTime() < deadline) {
      try {
        told = told || items.offer(END, 1, TimeUnit.SECONDS);
        thread.join(TimeUnit.SECONDS.toMillis(1));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (thread.isAlive()) {
      LOG.error(
          "the disk of {} has not taken the last events in {} seconds; not waiting for it",
          name,
          SECONDS_TO_CLOSE);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
