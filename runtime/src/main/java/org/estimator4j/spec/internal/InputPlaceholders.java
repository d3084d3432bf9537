package org.estimator4j.spec.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.family.TType;

/** A placeholder for each declared input. */
public final class InputPlaceholders {

  private InputPlaceholders() {}

  /**
   * Adds placeholders.
   *
   * @param graph the graph under construction
   * @param scope the scope of their names, such as {@code features}
   * @param specs what is declared
   * @return the placeholders by the declared name, in order
   */
  public static Map<String, Operand<?>> add(
      ModelGraph graph, String scope, List<FeatureSpec> specs) {
    Map<String, Operand<?>> operands = new LinkedHashMap<>();
    graph.scope(
        scope,
        () -> {
          for (FeatureSpec each : specs) {
            if (each instanceof DenseFeature<?> dense) {
              operands.put(dense.name(), placeholder(graph.ops(), dense));
            }
          }
          return operands;
        });
    return operands;
  }

  private static <T extends TType> Operand<T> placeholder(Ops tf, DenseFeature<T> feature) {
    return tf.withName(opName(feature.name()))
        .placeholder(feature.type(), Placeholder.shape(feature.shape()));
  }

  /** A feature may be named as its data are; an operation's name has fewer characters. */
  private static String opName(String feature) {
    String name = feature.replaceAll("[^A-Za-z0-9_.\\-]", "_");
    return Character.isLetterOrDigit(name.charAt(0)) ? name : "x" + name;
  }
}
