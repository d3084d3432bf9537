package org.estimator4j.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.estimator4j.checkpoint.LogCapture;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.Event;

class EventQueueTest {

  private final MoodyDisk disk = new MoodyDisk();

  private static EventQueue.Encoding event(long step) {
    return () -> Event.newBuilder().setStep(step).build();
  }

  @Test
  void aFullDiskLosesEventsAndNothingElse() {
    disk.work();
    try (LogCapture log = new LogCapture()) {
      EventQueue queue = new EventQueue("events", disk);
      queue.add(0, event(1));
      queue.flush();
      disk.full(true);
      queue.add(0, event(2));
      queue.add(0, event(3));
      queue.flush();
      disk.full(false);
      queue.add(0, event(4));
      queue.flush();
      disk.full(true);
      queue.add(0, event(5));
      queue.flush();
      disk.full(false);
      queue.add(0, event(6));
      queue.close();
      assertEquals(List.of(1L, 4L, 6L), disk.steps());
      String text = log.text();
      assertTrue(
          text.contains(
              "cannot write events to events: No space left on device. They are lost, the training"
                  + " goes on; later ones are tried again"),
          text);
      assertEquals(2, text.split("No space left", -1).length, "said once: " + text);
      assertTrue(text.contains("events are written to events again; 2 were lost"), text);
      assertTrue(text.contains("3 events of events were lost"), text);
    }
  }

  @Test
  void aDiskThatHangsHoldsNobodyUp() {
    try (LogCapture log = new LogCapture()) {
      EventQueue queue = new EventQueue("events", disk, 4000);
      for (int i = 0; i < 5; i++) {
        queue.add(1000, event(i));
      }
      assertEquals(
          2,
          log.text()
              .split("the disk of events is slower than the events come: some are lost", -1)
              .length,
          "said once, while it hangs: " + log.text());
      disk.work();
      queue.close();
      assertEquals(List.of(0L, 1L, 2L), disk.steps());
      assertTrue(log.text().contains("2 events of events were lost"), log.text());
    }
  }

  @Test
  void whatWaitsIsMeasuredNotCounted() {
    EventQueue queue = new EventQueue("events", disk);
    for (int i = 0; i < 50_000; i++) {
      queue.add(0, event(i));
    }
    disk.work();
    queue.close();
    assertEquals(50_000, disk.steps().size());
  }

  @Test
  void theCallerEncodesNothing() {
    disk.work();
    List<String> threads = new ArrayList<>();
    EventQueue queue = new EventQueue("events", disk);
    queue.add(
        0,
        () -> {
          threads.add(Thread.currentThread().getName());
          return Event.getDefaultInstance();
        });
    queue.close();
    assertEquals(List.of("estimator4j-events"), threads);
  }

  @Test
  void whatCannotBeEncodedIsLeftOut() {
    disk.work();
    try (LogCapture log = new LogCapture()) {
      EventQueue queue = new EventQueue("events", disk, 4100);
      queue.add(
          0,
          () -> {
            throw new InvalidProtocolBufferException("garbled");
          });
      queue.add(
          0,
          () -> {
            throw new IllegalStateException("odd");
          });
      queue.add(
          3000,
          () -> {
            throw new StackOverflowError("deep");
          });
      queue.add(
          0,
          () -> {
            throw new UnsayableError();
          });
      queue.flush();
      queue.add(3000, event(3)); // for which there is room: nothing waits
      queue.close();
      assertEquals(List.of(3L), disk.steps());
      assertTrue(
          log.text().contains("a summary for events is none that can be read; it is left out"),
          log.text());
      assertTrue(
          log.text().contains("an event for events cannot be put together; it is left out"),
          log.text());
      assertTrue(log.text().contains("StackOverflowError: deep"), log.text());
      assertTrue(log.text().contains("4 events of events were lost"), log.text());
    }
  }

  /** As an error while the memory is full: it cannot be logged. */
  private static final class UnsayableError extends Error {

    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }
  }

  @Test
  void nobodyNeedsToFlush() throws InterruptedException {
    CountDownLatch encoded = new CountDownLatch(2);
    disk.work();
    try (EventQueue queue = new EventQueue("events", disk)) {
      for (int i = 0; i < 2; i++) {
        queue.add(
            0,
            () -> {
              encoded.countDown();
              return Event.getDefaultInstance();
            });
      }
      assertTrue(encoded.await(60, TimeUnit.SECONDS), "the thread looks by itself");
    }
  }

  @Test
  void aSmallHeapIsNotFilledWithEvents() {
    assertEquals(256L << 20, EventQueue.bound(8L << 30));
    assertEquals(64L << 20, EventQueue.bound(512L << 20));
  }
}
