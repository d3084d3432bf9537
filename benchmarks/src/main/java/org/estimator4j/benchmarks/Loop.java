package org.estimator4j.benchmarks;

/** One of the loops that take turns. */
interface Loop extends AutoCloseable {

  /** Takes so many steps and tells what one of them cost. */
  Cost run(int steps);

  @Override
  default void close() {}

  /**
   * The cost of a step.
   *
   * @param microseconds its time
   * @param bytes the Java memory that all threads allocated meanwhile
   */
  record Cost(double microseconds, double bytes) {}
}
