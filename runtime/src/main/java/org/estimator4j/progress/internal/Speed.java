package org.estimator4j.progress.internal;

/** The speed since a mark; not known before the second mark. */
final class Speed {

  private boolean marked;
  private long step;
  private long examples;
  private long nanos;
  private double stepsPerSecond = Double.NaN;
  private double examplesPerSecond = Double.NaN;

  void mark(long nowStep, long nowExamples, long nowNanos) {
    if (marked) {
      double seconds = (nowNanos - nanos) / 1e9;
      stepsPerSecond = (nowStep - step) / seconds;
      examplesPerSecond = (nowExamples - examples) / seconds;
    }
    marked = true;
    step = nowStep;
    examples = nowExamples;
    nanos = nowNanos;
  }

  /** So much time of no steps, such as an evaluation, does not count. */
  void pause(long pausedNanos) {
    nanos += pausedNanos;
  }

  long nanosSinceMark(long nowNanos) {
    return nowNanos - nanos;
  }

  double stepsPerSecond() {
    return stepsPerSecond;
  }

  double examplesPerSecond() {
    return examplesPerSecond;
  }
}
