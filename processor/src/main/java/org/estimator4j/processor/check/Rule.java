package org.estimator4j.processor.check;

import java.util.List;
import org.estimator4j.processor.diagnostic.Diagnostic;

/** One rule of the contract. */
@FunctionalInterface
interface Rule {

  /** What in this model is against the rule, in source order; nothing if it keeps to it. */
  List<Diagnostic> check(Subject subject);
}
