package org.estimator4j.feature;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * The declaration of one input of a model, a feature or a label: its name, its element type, and
 * how many placeholders carry it. Immutable.
 *
 * <p>Today there is one kind, {@link DenseFeature}; the interface is sealed so that code that feeds
 * models handles every kind or does not compile.
 */
public sealed interface FeatureSpec permits DenseFeature {

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
}
