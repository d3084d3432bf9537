package org.estimator4j.nn.optimizer;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.estimator4j.graph.Initializer;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.estimator4j.nn.schedule.Schedule;
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
  private final Schedule rate;
  private final StepSettings settings;
  private final Map<String, Operand<?>> tensors = new HashMap<>();

  OptimizerState(ModelGraph graph, Schedule rate, StepSettings settings) {
    this.graph = graph;
    this.rate = rate;
    this.settings = settings;
  }

  /**
   * A slot variable, of the shape of the variable that it belongs to, zeros at first.
   *
   * @param <T> the element type
   * @param variable the variable it belongs to
   * @param slot the name; the slot is called {@code <variable>/<slot>}, with the first free suffix
   *     {@code _1}, {@code _2}, … if there is one of this name, as in Python
   * @return the slot
   */
  public <T extends TFloating> Variable<T> zeros(Variable<T> variable, String slot) {
    return slot(variable, slot, Initializers.zeros());
  }

  /**
   * A slot variable, of the shape of the variable that it belongs to.
   *
   * @param <T> the element type
   * @param variable the variable it belongs to
   * @param slot the name, as for {@link #zeros}
   * @param initializer makes its first value
   * @return the slot
   */
  public <T extends TFloating> Variable<T> slot(
      Variable<T> variable, String slot, Initializer<T> initializer) {
    return Slots.create(
        graph, variable.name() + "/" + slot, variable.type(), variable.shape(), initializer);
  }

  /**
   * A float32 scalar that all variables share.
   *
   * @param name its name, with a suffix if another optimizer has one of this name
   * @param value its first value
   * @return the variable
   */
  public Variable<TFloat32> scalar(String name, float value) {
    return Slots.create(graph, name, TFloat32.class, Shape.scalar(), (tf, v) -> tf.constant(value));
  }

  /**
   * The learning rate for a variable at this step, with the variable's multiplier.
   *
   * @param <T> the element type
   * @param variable the variable
   * @return a scalar
   */
  public <T extends TFloating> Operand<T> learningRate(Variable<T> variable) {
    Class<T> type = variable.type();
    float multiplier = settings.rateMultiplier(variable);
    Operand<T> plain = once("learning_rate", type, () -> as(graph.ops(), currentRate(), type));
    return multiplier == 1
        ? plain
        : once(
            "learning_rate × " + multiplier,
            type,
            () -> graph.ops().math.mul(plain, as(graph.ops(), constant(multiplier), type)));
  }

  /** The learning rate without any multiplier. */
  Operand<TFloat32> learningRate() {
    return once(
        "learning_rate", TFloat32.class, () -> as(graph.ops(), currentRate(), TFloat32.class));
  }

  private Operand<? extends TFloating> currentRate() {
    return rate.at(graph.ops().withSubScope("learning_rate"), graph.globalStep().read());
  }

  private Operand<TFloat32> constant(float value) {
    return graph.ops().constant(value);
  }

  /**
   * A hyperparameter, made once for each element type. Whatever the type, the value has passed
   * through float32, as in the reference.
   *
   * @param <T> the element type
   * @param name its name, such as {@code beta1}
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
    String key = name + " " + type;
    Operand<?> made = tensors.get(key);
    if (made == null) {
      made = maker.get();
      tensors.put(key, made);
    }
    return (Operand<T>) made;
  }

  @SuppressWarnings("unchecked") // the type was compared
  private static <T extends TFloating> Operand<T> as(
      Ops tf, Operand<? extends TFloating> x, Class<T> type) {
    return x.type() == type ? (Operand<T>) x : tf.dtypes.cast(x, type);
  }
}
