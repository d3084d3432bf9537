package org.estimator4j.processor.plan;

/** A line of a mode's method that declares a local variable. */
public sealed interface Statement {

  /** The name of the variable. */
  String local();

  /** Takes a feature or label out of the context. */
  record Take(String local, InputPlan input) implements Statement {}

  /** Keeps the result of a call. */
  record Keep(String local, Call call) implements Statement {}
}
