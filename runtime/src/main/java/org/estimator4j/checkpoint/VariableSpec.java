package org.estimator4j.checkpoint;

import java.util.Locale;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.family.TType;

/**
 * The element type and the shape of a variable. Immutable.
 *
 * @param type the element type, as TensorFlow numbers them
 * @param shape the shape; where it is expected, {@code -1} matches any size
 */
public record VariableSpec(DataType type, Shape shape) {

  /**
   * A spec by the Java type.
   *
   * @param type the element type, such as {@code TFloat32.class}
   * @param shape the shape
   * @return the spec
   */
  public static VariableSpec of(Class<? extends TType> type, Shape shape) {
    return new VariableSpec(TensorTypes.dataType(type), shape);
  }

  boolean accepts(VariableSpec stored) {
    return type == stored.type && shape.isCompatibleWith(stored.shape);
  }

  @Override
  public String toString() {
    String name = type.name().startsWith("DT_") ? type.name().substring(3) : type.name();
    return name.toLowerCase(Locale.ROOT) + shape;
  }
}
