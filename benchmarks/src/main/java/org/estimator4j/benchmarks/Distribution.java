package org.estimator4j.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Times of one thing that was done many times. For one thread. */
final class Distribution {

  private static final long MILLISECOND = 1_000_000;

  private long[] nanos = new long[1024];
  private int size;

  void add(long time) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = time;
  }

  @Override
  public String toString() {
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "p50 %6.1f µs  p99 %6.1f  p99.9 %7.1f  max %8.1f; above 1 ms: %d of %,d",
        at(sorted, 0.5),
        at(sorted, 0.99),
        at(sorted, 0.999),
        at(sorted, 1),
        Arrays.stream(sorted).filter(each -> each > MILLISECOND).count(),
        size);
  }

  private static double at(long[] sorted, double part) {
    return sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))] / 1e3;
  }
}
