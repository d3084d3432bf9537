package org.estimator4j.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.tensorflow.Graph;

/**
 * The names that are taken in a graph, of operations and of scopes alike.
 *
 * <p>Names made here are remembered, and every candidate is looked up in the graph as well, by
 * hash: operations that C++ added by itself (gradients, imported graphs) are never hit, and nothing
 * is ever scanned.
 */
final class OpNames {

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9.][A-Za-z0-9_.\\-/]*");

  private final Graph graph;
  private final Map<String, Integer> nextSuffix = new HashMap<>();

  OpNames(Graph graph) {
    this.graph = graph;
  }

  /** Reserves the name, or the name with the first free suffix {@code _1}, {@code _2}, …. */
  String unique(String wanted) {
    requireValid(wanted);
    if (reserve(wanted)) {
      return wanted;
    }
    int suffix = Math.max(1, nextSuffix.getOrDefault(wanted, 1));
    while (!reserve(wanted + "_" + suffix)) {
      suffix++;
    }
    nextSuffix.put(wanted, suffix + 1);
    return wanted + "_" + suffix;
  }

  /** Reserves exactly this name; false if it is taken. */
  boolean reserve(String name) {
    requireValid(name);
    return graph.operation(name) == null && nextSuffix.putIfAbsent(name, 1) == null;
  }

  static String join(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  static void requireValid(String name) {
    if (!VALID.matcher(name).matches() || name.endsWith("/")) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' cannot name an operation: letters, digits and . first, then also _ - and / are"
              + " allowed");
    }
  }
}
