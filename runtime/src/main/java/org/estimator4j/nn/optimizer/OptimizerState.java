package org.estimator4j.nn.optimizer;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.estimator4j.graph.Initializer;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/**
 * What an optimizer keeps in one graph: variables that are saved and not trained, and its
 * hyperparameters as tensors.
 */
public final class OptimizerState {

  private final ModelGraph graph;
  private final Map<String, Operand<?>> tensors = new HashMap<>();

  OptimizerState(ModelGraph graph) {
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

  /**
   * A hyperparameter, made once for each element type. Whatever the type, the value has passed
   * through float32, as in the reference.
   *
   * @param <T> the element type
   * @param name its name, such as {@code learning_rate}
   * @param value its value
   * @param type the element type
   * @return a scalar
   */
  public <T extends TFloating> Operand<T> hyperparameter(String name, float value, Class<T> type) {
    Ops tf = graph.ops().withName(name);
    return once(name, type, () -> as(tf, tf.constant(value), type));
  }

  /**
   * The value of a shared scalar at the start of the step, converted once for each element type.
   *
   * @param <T> the element type
   * @param scalar the scalar
   * @param type the element type
   * @return a scalar
   */
  public <T extends TFloating> Operand<T> value(Variable<TFloat32> scalar, Class<T> type) {
    return once(scalar.name(), type, () -> as(graph.ops(), scalar, type));
  }

  @SuppressWarnings("unchecked") // the type is part of the key
  private <T extends TFloating> Operand<T> once(
      String name, Class<T> type, Supplier<Operand<T>> maker) {
    return (Operand<T>) tensors.computeIfAbsent(name + " " + type, key -> maker.get());
  }

  @SuppressWarnings("unchecked") // the type was compared
  private static <T extends TFloating> Operand<T> as(Ops tf, Operand<TFloat32> x, Class<T> type) {
    return type == TFloat32.class ? (Operand<T>) x : tf.dtypes.cast(x, type);
  }

  private String free(String wanted) {
    String name = wanted;
    for (int suffix = 1; graph.findVariable(name).isPresent(); suffix++) {
      name = wanted + "_" + suffix;
    }
    return name;
  }
}
