package org.estimator4j.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.types.TInt64;
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
    if (operand == null && operands.containsKey(name + FeatureKind.VALUES)) {
      requireKind(name, FeatureKind.DENSE);
    }
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
   * The three tensors of a sparse one.
   *
   * @param <T> its element type
   * @param spec the declaration
   * @return the tensors
   * @throws IllegalArgumentException if there is none of this name, or it is of another kind or
   *     type
   */
  public <T extends TType> SparseOperand<T> get(SparseFeature<T> spec) {
    return sparse(spec.name(), spec.type());
  }

  /**
   * The two tensors of a ragged one.
   *
   * @param <T> its element type
   * @param spec the declaration
   * @return the tensors
   * @throws IllegalArgumentException if there is none of this name, or it is of another kind or
   *     type
   */
  public <T extends TType> RaggedOperand<T> get(RaggedFeature<T> spec) {
    return ragged(spec.name(), spec.type());
  }

  /**
   * The three tensors of a sparse one.
   *
   * @param <T> its element type
   * @param name the declared name
   * @param type its element type, as it was declared
   * @return the tensors
   * @throws IllegalArgumentException if there is none of this name, or it is of another kind or
   *     type
   */
  public <T extends TType> SparseOperand<T> sparse(String name, Class<T> type) {
    requireKind(name, FeatureKind.SPARSE);
    return new SparseOperand<>(
        get(name + FeatureKind.INDICES, TInt64.class),
        get(name + FeatureKind.VALUES, type),
        get(name + FeatureKind.DENSE_SHAPE, TInt64.class));
  }

  /**
   * The two tensors of a ragged one.
   *
   * @param <T> its element type
   * @param name the declared name
   * @param type its element type, as it was declared
   * @return the tensors
   * @throws IllegalArgumentException if there is none of this name, or it is of another kind or
   *     type
   */
  public <T extends TType> RaggedOperand<T> ragged(String name, Class<T> type) {
    requireKind(name, FeatureKind.RAGGED);
    return new RaggedOperand<>(
        get(name + FeatureKind.VALUES, type), get(name + FeatureKind.ROW_SPLITS, TInt64.class));
  }

  private void requireKind(String name, FeatureKind wanted) {
    FeatureKind kind =
        operands.containsKey(name + FeatureKind.ROW_SPLITS)
            ? FeatureKind.RAGGED
            : operands.containsKey(name + FeatureKind.INDICES)
                ? FeatureKind.SPARSE
                : FeatureKind.DENSE;
    if (kind != wanted && (kind != FeatureKind.DENSE || operands.containsKey(name))) {
      throw new IllegalArgumentException(
          what + " '" + name + "' is " + text(kind) + ", but was asked for as " + text(wanted));
    }
  }

  private static String text(FeatureKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The names that are present; a sparse or ragged one has a name for each of its tensors, such as
   * {@code words/values}.
   *
   * @return the names in the order of declaration
   */
  public Set<String> names() {
    return operands.keySet();
  }

  /**
   * The tensors by name; see {@link #names()}.
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
