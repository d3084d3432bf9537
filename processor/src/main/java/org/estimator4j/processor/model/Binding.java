package org.estimator4j.processor.model;

import java.util.List;

/** What a parameter is given. */
public sealed interface Binding {

  /** Something of the context, by the parameter's type. */
  record Injected(Injectable injectable) implements Binding {}

  /** A feature or a label. */
  record Input(InputMention mention) implements Binding {}

  /** The result of another method. */
  record FromResult(Result result) implements Binding {}

  /** Results of several methods, so that nobody can tell which. */
  record Ambiguous(List<Result> candidates) implements Binding {}

  /** Nothing has this name. */
  record Nothing(String name) implements Binding {}
}
