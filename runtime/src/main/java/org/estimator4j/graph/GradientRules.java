package org.estimator4j.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the operations of one graph are differentiated, where TensorFlow's own gradient is not. */
final class GradientRules {

  private final Map<String, GradientRule> rules = new HashMap<>(BuiltInGradients.RULES);
  private final Map<String, GradientRule> registered = new HashMap<>();

  /**
   * The rules that every graph has.
   *
   * @param graph where branches and bodies of loops find the functions of their gradients
   */
  GradientRules(ModelGraph graph) {
    ResourceGradients.addTo(rules);
    for (String type : List.of("If", "StatelessIf")) {
      rules.put(type, step -> IfGradient.differentiate(graph, step));
    }
    for (String type : List.of("While", "StatelessWhile")) {
      rules.put(type, step -> WhileGradient.differentiate(graph, step));
    }
  }

  /** One of the user's, before any other of the type. */
  void register(String opType, GradientRule rule) {
    rules.put(opType, rule);
    registered.put(opType, rule);
  }

  /** The graph of a function has the rules of the user, and its own for what is nested in it. */
  void registerIn(ModelGraph function) {
    registered.forEach(function::registerGradient);
  }

  Map<String, GradientRule> byType() {
    return rules;
  }

  Set<String> types() {
    return rules.keySet();
  }
}
