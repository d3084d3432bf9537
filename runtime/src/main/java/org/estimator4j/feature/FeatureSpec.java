package org.estimator4j.feature;

import java.util.List;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * The declaration of one input of a model, a feature or a label: its name, its element type, and
 * how many placeholders carry it. Immutable.
 *
 * <p>The interface is sealed so that code that feeds models handles every kind or does not compile.
 */
public sealed interface FeatureSpec permits DenseFeature, SparseFeature, RaggedFeature {

  /**
   * The name by which an input gives this feature.
   *
   * @return the name, never empty
   */
  String name();

  /**
   * The type of one element.
   *
   * @return the TensorFlow type, such as {@code TFloat32.class}
   */
  Class<? extends TType> type();

  /**
   * The shape of the feature as a whole.
   *
   * @return the sizes with the batch dimension first; {@code -1} is a size that differs
   */
  Shape shape();

  /**
   * How its values lie in tensors.
   *
   * @return the kind
   */
  FeatureKind kind();

  /**
   * The tensors that carry it.
   *
   * @return one to three, in the order in which they are fed
   */
  default List<FeaturePart> parts() {
    return kind().parts(name(), type(), shape());
  }

  /**
   * Declares a feature that is one tensor.
   *
   * @param <T> the element type
   * @param name the name by which an input gives it, not empty
   * @param type the element type
   * @param shape the shape with the batch dimension first; {@code -1} is a size that differs from
   *     batch to batch
   * @return the declaration
   * @throws IllegalArgumentException if the name is empty or the shape has no batch dimension
   */
  static <T extends TType> DenseFeature<T> dense(String name, Class<T> type, Shape shape) {
    return new DenseFeature<>(name, type, shape);
  }

  /**
   * Declares a feature of which most values are absent.
   *
   * @param <T> the element type
   * @param name the name by which an input gives it, not empty
   * @param type the element type
   * @param shape the batch dimension and the size of a row, {@code -1} if that differs
   * @return the declaration
   * @throws IllegalArgumentException if the name is empty or the shape has not two dimensions
   */
  static <T extends TType> SparseFeature<T> sparse(String name, Class<T> type, Shape shape) {
    return new SparseFeature<>(name, type, shape);
  }

  /**
   * Declares a feature whose rows differ in length.
   *
   * @param <T> the element type
   * @param name the name by which an input gives it, not empty
   * @param type the element type
   * @param shape the batch dimension, {@code -1} for the length of a row, and what follows
   * @return the declaration
   * @throws IllegalArgumentException if the name is empty or the second size is not -1
   */
  static <T extends TType> RaggedFeature<T> ragged(String name, Class<T> type, Shape shape) {
    return new RaggedFeature<>(name, type, shape);
  }
}
