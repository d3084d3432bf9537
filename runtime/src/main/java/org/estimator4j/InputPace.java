package org.estimator4j;

import java.util.function.LongSupplier;

/**
 * Watches the first steps of an evaluation or prediction, to see whether its input is worth a
 * thread that reads ahead. Handing a batch from thread to thread costs more than gathering a few
 * rows that are in memory; parsing a file, or gathering many rows, costs more than that. The
 * batches are the same either way.
 */
final class InputPace {

  /** The first steps prepare the graph, and the first batches their memory. */
  private static final int SKIPPED = 3;

  private static final int WATCHED = 6;

  /** Reading ahead pays if the input takes more than this part of a step. */
  private static final double SLOW = 1.0 / 12;

  private final int prefetch;
  private final LongSupplier nanoTime;
  private int batches;
  private long asked;
  private long answered;
  private long inInput;
  private long inSteps;

  InputPace(int prefetch) {
    this(prefetch, System::nanoTime);
  }

  InputPace(int prefetch, LongSupplier nanoTime) {
    this.prefetch = prefetch;
    this.nanoTime = nanoTime;
  }

  /** How many batches to hold ready. */
  int prefetch() {
    return prefetch;
  }

  /** A batch is asked for. */
  void asked() {
    asked = nanoTime.getAsLong();
    if (batches > SKIPPED) {
      inSteps += asked - answered;
    }
  }

  /** It was given; true when enough was seen. */
  boolean answered() {
    answered = nanoTime.getAsLong();
    if (batches > SKIPPED) {
      inInput += answered - asked;
    }
    batches++;
    return batches > SKIPPED + WATCHED;
  }

  /** Whether the input takes a considerable part of the time. */
  boolean isSlow() {
    return inInput > inSteps * SLOW;
  }
}
