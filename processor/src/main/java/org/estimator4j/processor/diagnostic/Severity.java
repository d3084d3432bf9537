package org.estimator4j.processor.diagnostic;

/** What a problem does to the compilation. */
public enum Severity {
  /** The compilation fails; no usable factory is written. */
  ERROR,
  /** Almost certainly a mistake; the compilation goes on. */
  WARNING,
  /** Something worth knowing. */
  NOTE
}
