package org.estimator4j.spec.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.feature.FeaturePart;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;

/** A placeholder for each tensor of the declared inputs. */
public final class InputPlaceholders {

  private InputPlaceholders() {}

  /**
   * Adds placeholders.
   *
   * @param graph the graph under construction
   * @param scope the scope of their names, such as {@code features}
   * @param specs what is declared
   * @return the placeholders in order, by the names of {@link FeatureSpec#parts()}
   */
  public static Map<String, Operand<?>> add(
      ModelGraph graph, String scope, List<FeatureSpec> specs) {
    Map<String, Operand<?>> operands = new LinkedHashMap<>();
    graph.scope(
        scope,
        () -> {
          for (FeatureSpec each : specs) {
            for (FeaturePart part : each.parts()) {
              operands.put(part.name(), placeholder(graph.ops(), part));
            }
          }
          return operands;
        });
    return operands;
  }

  private static Operand<?> placeholder(Ops tf, FeaturePart part) {
    return tf.withName(opName(part.name()))
        .placeholder(part.type(), Placeholder.shape(part.shape()));
  }

  /** A feature may be named as its data are; an operation's name has fewer characters. */
  private static String opName(String feature) {
    String name = feature.replaceAll("[^A-Za-z0-9_.\\-]", "_");
    return Character.isLetterOrDigit(name.charAt(0)) ? name : "x" + name;
  }
}
