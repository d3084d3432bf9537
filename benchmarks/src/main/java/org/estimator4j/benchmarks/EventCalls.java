package org.estimator4j.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.estimator4j.summary.EventFileWriter;

/**
 * How long a call that writes an event keeps its caller, beside a piece of arithmetic that takes
 * about as long and asks for nothing: what is slow in both is the machine, not the writer.
 */
final class EventCalls {

  private static final int CALLS = 200_000;
  private static final int WARM_UP = 20_000;

  /** So many turns of the arithmetic take half a microsecond. */
  private static final int TURNS = 400;

  private static long sink;

  private EventCalls() {}

  static void measure(Path dir) {
    Distribution nothing = new Distribution();
    Distribution calls = new Distribution();
    long collections = 0;
    try (EventFileWriter writer = EventFileWriter.open(dir)) {
      for (int i = -WARM_UP; i < CALLS; i++) {
        if (i == 0) {
          collections = collections();
        }
        long start = System.nanoTime();
        arithmetic();
        long between = System.nanoTime();
        writer.scalar("loss", i, i);
        long end = System.nanoTime();
        if (i >= 0) {
          nothing.add(between - start);
          calls.add(end - between);
        }
        if (i % 1000 == 0) {
          writer.flush();
        }
      }
    }
    System.out.println("nothing but arithmetic:  " + nothing);
    System.out.println("a call that writes:      " + calls);
    System.out.println("collections of garbage meanwhile: " + (collections() - collections));
  }

  private static void arithmetic() {
    long value = sink;
    for (int i = 0; i < TURNS; i++) {
      value = value * 6364136223846793005L + 1442695040888963407L;
    }
    sink = value;
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
