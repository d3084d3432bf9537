package org.estimator4j.nn.optimizer;

import org.estimator4j.graph.Initializer;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/** Variables that belong to a training, not to the model: saved, and not trained. */
final class Slots {

  private Slots() {}

  /** A variable of this name, or of the name with the first free suffix. */
  static <T extends TType> Variable<T> create(
      ModelGraph graph, String wanted, Class<T> type, Shape shape, Initializer<T> initializer) {
    String name = wanted;
    for (int suffix = 1; graph.findVariable(name).isPresent(); suffix++) {
      name = wanted + "_" + suffix;
    }
    return graph.rootVariable(name, type, shape).trainable(false).initializer(initializer).create();
  }
}
