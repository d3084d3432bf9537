package org.estimator4j.config;

/** How a training shows its progress to people. */
public enum ProgressDisplay {

  /** One live line where there is a terminal, lines in the log elsewhere, as in CI. */
  AUTO,

  /** One live line on the standard error stream, whatever that is. */
  LIVE,

  /** Lines in the log. */
  LINES,

  /** Nothing, but warnings and errors in the log, and what the training ended with. */
  QUIET
}
