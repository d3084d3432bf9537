package org.estimator4j.graph;

/** What it means in a {@linkplain ModelGraph#scope scope} when a variable's name is taken. */
public enum Reuse {
  /** An error: each variable is made once. */
  NEVER,
  /** The variable is shared; one that is not there is made. Python's {@code AUTO_REUSE}. */
  AUTO,
  /** The variable is shared; one that is not there is an error. Python's {@code reuse=True}. */
  REQUIRED
}
