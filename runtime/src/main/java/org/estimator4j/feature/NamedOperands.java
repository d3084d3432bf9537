package org.estimator4j.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/** Tensors of the graph under construction by name: what features and labels have in common. */
abstract sealed class NamedOperands permits Features, Labels {

  private final String what;
  private final Map<String, Operand<?>> operands;

  NamedOperands(String what, Map<String, ? extends Operand<?>> operands) {
    this.what = what;
    this.operands = Collections.unmodifiableMap(new LinkedHashMap<>(operands));
  }

  /**
   * The tensor of this name.
   *
   * @param <T> its element type
   * @param name the declared name
   * @param type its element type, as it was declared
   * @return the tensor; its first dimension is the batch
   * @throws IllegalArgumentException if there is none of this name, or it has another type
   */
  public <T extends TType> Operand<T> get(String name, Class<T> type) {
    Operand<?> operand = operands.get(name);
    if (operand == null) {
      throw new IllegalArgumentException(
          "the model has no " + what + " '" + name + "'; it declares " + operands.keySet());
    }
    if (!operand.type().equals(type)) {
      throw new IllegalArgumentException(
          what
              + " '"
              + name
              + "' is declared as "
              + operand.type().getSimpleName()
              + ", but was asked for as "
              + type.getSimpleName());
    }
    @SuppressWarnings("unchecked") // the type was compared
    Operand<T> typed = (Operand<T>) operand;
    return typed;
  }

  /**
   * The tensor that a declaration stands for.
   *
   * @param <T> its element type
   * @param spec the declaration
   * @return the tensor; its first dimension is the batch
   * @throws IllegalArgumentException if there is none of this name, or it has another type
   */
  public <T extends TType> Operand<T> get(DenseFeature<T> spec) {
    return get(spec.name(), spec.type());
  }

  /**
   * The names that are present.
   *
   * @return the names in the order of declaration
   */
  public Set<String> names() {
    return operands.keySet();
  }

  /**
   * The tensors by name.
   *
   * @return an unmodifiable map in the order of declaration
   */
  public Map<String, Operand<?>> asMap() {
    return operands;
  }

  /**
   * Whether nothing is present, as with labels in PREDICT.
   *
   * @return true if there is no tensor at all
   */
  public boolean isEmpty() {
    return operands.isEmpty();
  }

  @Override
  public String toString() {
    return what + "s " + operands.keySet();
  }
}
