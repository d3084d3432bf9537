package org.estimator4j.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Where in its names a graph is being built: variables come back to the prefix of a scope that is
 * entered again, while its operations get a suffix of their own, as in Python.
 */
final class ScopeStack {

  private final Deque<Level> levels = new ArrayDeque<>();
  private final ModelScope root;

  /** A prefix for variables, the scope of the operations that belong to it, and what is shared. */
  private record Level(String prefix, ModelScope operations, Reuse reuse) {}

  ScopeStack(ModelScope root) {
    this.root = root;
    levels.push(new Level("", root, Reuse.NEVER));
  }

  ModelScope root() {
    return root;
  }

  ModelScope operations() {
    return levels.element().operations();
  }

  Reuse reuse() {
    return levels.element().reuse();
  }

  /** The full name of a variable that is made here. */
  String fullName(String name) {
    OpNames.requireValid(name);
    return OpNames.join(levels.element().prefix(), name);
  }

  <R> R within(String name, Reuse reuse, Supplier<R> body) {
    String prefix = fullName(name);
    levels.push(new Level(prefix, operations().withSubScope(name), reuse));
    try {
      return body.get();
    } finally {
      levels.pop();
    }
  }
}
