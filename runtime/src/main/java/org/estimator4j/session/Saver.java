package org.estimator4j.session;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.estimator4j.graph.Variable;

/**
 * Which variables a checkpoint holds, and under which names: for a model that reads the checkpoints
 * of another program, or that has variables not worth saving. Immutable.
 *
 * <p>The global step, and what we count ourselves, is saved in any case. What is not saved gets its
 * initial value whenever a session starts, with a checkpoint or without. Retention is a matter of
 * {@code RunConfig}, not of this.
 */
public final class Saver {

  private static final String GLOBAL_STEP = "global_step";

  private final Map<String, Variable<?>> variables;

  private Saver(Map<String, ? extends Variable<?>> variables) {
    variables.forEach(Saver::requireFree);
    this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  private static void requireFree(String name, Variable<?> variable) {
    if (name.equals(GLOBAL_STEP) && !variable.name().equals(GLOBAL_STEP)) {
      throw new IllegalArgumentException(
          "variable '"
              + variable.name()
              + "' cannot be saved as '"
              + GLOBAL_STEP
              + "': the global step is saved under this name in any case");
    }
    if (name.isEmpty() || name.startsWith("estimator4j/")) {
      throw new IllegalArgumentException(
          "a variable cannot be saved as '"
              + name
              + "': a name is not empty, and 'estimator4j/' is ours");
    }
  }

  /**
   * Saves some variables under their own names.
   *
   * @param variables variables of the mode's graph
   * @return the saver
   */
  public static Saver of(Collection<? extends Variable<?>> variables) {
    Map<String, Variable<?>> named = new LinkedHashMap<>();
    variables.forEach(variable -> named.put(variable.name(), variable));
    return new Saver(named);
  }

  /**
   * Saves some variables under names that may differ from their own.
   *
   * @param variables variables of the mode's graph, by their names in the checkpoint
   * @return the saver
   * @throws IllegalArgumentException if a name is empty or begins with {@code estimator4j/}, or if
   *     a variable that is not the global step is named {@code global_step}
   */
  public static Saver named(Map<String, ? extends Variable<?>> variables) {
    return new Saver(variables);
  }

  /**
   * What is saved.
   *
   * @return the variables by their names in the checkpoint; unmodifiable
   */
  public Map<String, Variable<?>> variables() {
    return variables;
  }
}
