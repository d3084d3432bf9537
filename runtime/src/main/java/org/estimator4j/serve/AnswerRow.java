package org.estimator4j.serve;

import java.lang.reflect.Array;
import java.util.Map;
import org.estimator4j.session.TensorValue;

/**
 * The outputs of one row by name, as Java's types; for generated code. Immutable.
 *
 * @param values the outputs, without the dimension of the batch
 */
public record AnswerRow(Map<String, TensorValue> values) {

  /**
   * One output as it is.
   *
   * @param name its name
   * @return the value
   */
  public TensorValue value(String name) {
    TensorValue value = values.get(name);
    if (value == null) {
      throw new PredictionException(
          "there is no output '" + name + "'; there are " + values.keySet());
    }
    return value;
  }

  /**
   * One output as a Java value.
   *
   * @param <A> the Java type
   * @param name its name
   * @param type such as {@code Long.class}, {@code float[].class} or {@code String[][].class}
   * @return the value
   * @throws PredictionException if it has another number of dimensions
   */
  public <A> A get(String name, Class<A> type) {
    TensorValue value = value(name);
    int dimensions = 0;
    for (Class<?> part = type; part.isArray(); part = part.getComponentType()) {
      dimensions++;
    }
    if (value.shape().numDimensions() != dimensions) {
      throw new PredictionException(
          "output '"
              + name
              + "' has rows of shape "
              + value.shape()
              + ", which are no "
              + type.getSimpleName());
    }
    return type.cast(convert(value, type));
  }

  private static Object convert(TensorValue value, Class<?> type) {
    if (!type.isArray()) {
      return element(value, type);
    }
    if (type == float[].class) {
      return value.asFloats();
    }
    if (type == double[].class) {
      return value.asDoubles();
    }
    if (type == long[].class) {
      return value.asLongs();
    }
    if (type == String[].class) {
      return value.asStrings();
    }
    int size = Math.toIntExact(value.shape().get(0));
    Class<?> component = type.getComponentType();
    Object array = Array.newInstance(component, size);
    for (int i = 0; i < size; i++) {
      Array.set(array, i, convert(value.row(i), component));
    }
    return array;
  }

  private static Object element(TensorValue value, Class<?> type) {
    if (type == Float.class || type == float.class) {
      return (float) value.asDouble();
    }
    if (type == Double.class || type == double.class) {
      return value.asDouble();
    }
    if (type == Boolean.class || type == boolean.class) {
      return value.asBoolean();
    }
    if (type == String.class) {
      return value.asString();
    }
    long number = value.asLong();
    if (type == Integer.class || type == int.class) {
      return Math.toIntExact(number);
    }
    return number;
  }
}
