package org.estimator4j.spec.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.session.Scaffold;

/**
 * Which variables of a graph a checkpoint holds, and under which names: all, or those of the
 * scaffold's saver with what no run can be continued without.
 */
public final class SavedVariables {

  /** Variables of ours under this prefix may be missing: Python's checkpoints have none. */
  private static final String OURS = "estimator4j/";

  private final ModelGraph graph;
  private final Map<String, Variable<?>> byName = new LinkedHashMap<>();

  private SavedVariables(ModelGraph graph) {
    this.graph = graph;
  }

  /**
   * What is saved of a graph.
   *
   * @param graph the graph, complete
   * @param scaffold the scaffold of its spec
   * @return the variables
   */
  public static SavedVariables of(ModelGraph graph, Scaffold scaffold) {
    SavedVariables saved = new SavedVariables(graph);
    scaffold.saver().ifPresent(saver -> saved.byName.putAll(saver.variables()));
    for (Variable<?> variable : graph.globalVariables()) {
      boolean needed =
          scaffold.saver().isEmpty()
              || isOurs(variable.name())
              || variable.equals(graph.globalStep().variable());
      if (needed && !saved.byName.containsValue(variable)) {
        saved.byName.put(variable.name(), variable);
      }
    }
    return saved;
  }

  private static boolean isOurs(String name) {
    return name.startsWith(OURS);
  }

  /**
   * Every saved variable.
   *
   * @return the variables by their names in a checkpoint
   */
  public Map<String, Variable<?>> byName() {
    return Collections.unmodifiableMap(byName);
  }

  /**
   * What is restored from a checkpoint: every saved variable but those of ours that it lacks.
   *
   * @param stored the names that the checkpoint has
   * @return the variables by their names in the checkpoint
   */
  public Map<String, Variable<?>> restoredFrom(Collection<String> stored) {
    Map<String, Variable<?>> restored = new LinkedHashMap<>(byName);
    restored.keySet().removeIf(name -> isOurs(name) && !stored.contains(name));
    return restored;
  }

  /**
   * What is to be initialised although there is a checkpoint.
   *
   * @param stored the names that the checkpoint has
   * @return the global variables that are not {@linkplain #restoredFrom restored}
   */
  public List<Variable<?>> initializedBeside(Collection<String> stored) {
    List<Variable<?>> others = new ArrayList<>(graph.globalVariables());
    others.removeAll(restoredFrom(stored).values());
    return others;
  }
}
