package org.estimator4j.nn.optimizer;

import org.estimator4j.graph.Initializer;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/** Makes the variables that an optimizer keeps its state in; they are saved and not trained. */
public final class Slots {

  private final ModelGraph graph;

  Slots(ModelGraph graph) {
    this.graph = graph;
  }

  /**
   * A slot variable, of the shape of the variable that it belongs to, zeros at first.
   *
   * @param <T> the element type
   * @param variable the variable it belongs to
   * @param slot the name; the slot is called {@code <variable>/<slot>}, with a suffix if another
   *     optimizer has one of this name
   * @return the slot
   */
  public <T extends TFloating> Variable<T> zeros(Variable<T> variable, String slot) {
    Initializer<T> zeros = Initializers.zeros();
    return graph
        .rootVariable(free(variable.name() + "/" + slot), variable.type(), variable.shape())
        .trainable(false)
        .initializer(zeros)
        .create();
  }

  /**
   * A float32 scalar that all variables share.
   *
   * @param name its name, with a suffix if another optimizer has one of this name
   * @param value its first value
   * @return the variable
   */
  public Variable<TFloat32> scalar(String name, float value) {
    return graph
        .rootVariable(free(name), TFloat32.class, Shape.scalar())
        .trainable(false)
        .initializer((tf, v) -> tf.constant(value))
        .create();
  }

  private String free(String wanted) {
    String name = wanted;
    for (int suffix = 1; graph.findVariable(name).isPresent(); suffix++) {
      name = wanted + "_" + suffix;
    }
    return name;
  }
}
