package org.estimator4j.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.graph.Variable.Kind;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.family.TType;

/** What parts of a model leave in the graph for others to find. */
final class GraphCollections {

  private final Map<String, Variable<?>> variables = new LinkedHashMap<>();
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  final List<Operand<?>> losses = new ArrayList<>();
  final List<Operand<?>> regularizationLosses = new ArrayList<>();
  final List<Op> updateOps = new ArrayList<>();
  final List<Op> tableInitializers = new ArrayList<>();
  final List<GraphSummary> summaries = new ArrayList<>();

  void addSummary(GraphSummary summary) {
    for (int i = 0; i < summaries.size(); i++) {
      GraphSummary other = summaries.get(i);
      if (other.tag().equals(summary.tag())) {
        if (!other.byDefault() && !summary.byDefault()) {
          throw new IllegalArgumentException(
              "two summaries are called '" + summary.tag() + "'; give one of them another name");
        }
        if (other.byDefault()) {
          summaries.set(i, summary);
        }
        return;
      }
    }
    summaries.add(summary);
  }

  void requireNew(NewVariable<?> variable) {
    Variable<?> existing = variables.get(variable.name());
    if (existing != null) {
      throw new IllegalArgumentException(
          "two variables are called '"
              + variable.name()
              + "': the first is "
              + existing.type().getSimpleName()
              + " "
              + existing.shape()
              + ", the second "
              + variable.type().getSimpleName()
              + " "
              + variable.shape()
              + "; give one of them, or its layer, another name");
    }
  }

  /** The variable of this name, which must be what is wanted. */
  @SuppressWarnings("unchecked") // the types are compared
  <T extends TType> Optional<Variable<T>> reusable(
      NewVariable<T> wanted, Kind kind, boolean required) {
    Variable<?> existing = variables.get(wanted.name());
    if (existing == null) {
      if (required) {
        throw new IllegalArgumentException(
            "there is no variable '"
                + wanted.name()
                + "' to use again; there are "
                + variables.keySet()
                + ". Reuse.AUTO would make it");
      }
      return Optional.empty();
    }
    if (!existing.type().equals(wanted.type())
        || !existing.shape().equals(wanted.shape())
        || kinds.get(wanted.name()) != kind) {
      throw new IllegalArgumentException(
          existing
              + " cannot be used again as "
              + wanted.type().getSimpleName()
              + " "
              + wanted.shape()
              + " ("
              + kind
              + "; it is "
              + kinds.get(wanted.name())
              + ")");
    }
    return Optional.of((Variable<T>) existing);
  }

  Optional<Variable<?>> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  void add(Variable<?> variable, Kind kind) {
    variables.put(variable.name(), variable);
    kinds.put(variable.name(), kind);
  }

  List<Variable<?>> variables(Collection<Kind> wanted) {
    List<Variable<?>> found = new ArrayList<>();
    variables.forEach(
        (name, variable) -> {
          if (wanted.contains(kinds.get(name))) {
            found.add(variable);
          }
        });
    return Collections.unmodifiableList(found);
  }
}
