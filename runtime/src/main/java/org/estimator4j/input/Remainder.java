package org.estimator4j.input;

/** What becomes of the rows that do not fill a last batch. */
public enum Remainder {
  /** They are a smaller batch. */
  KEEP,
  /** They are left out, so that every batch has the same size. */
  DROP
}
