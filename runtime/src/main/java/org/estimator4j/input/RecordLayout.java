package org.estimator4j.input;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * How the components of a record class become features and labels.
 *
 * @param name the class, for people
 * @param spec what rows hold
 * @param accessors for each feature and label what reads it
 */
record RecordLayout<R>(String name, ElementSpec spec, List<Method> accessors) {

  static <R> RecordLayout<R> of(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(type.getName() + " is no record");
    }
    ElementSpec spec = ElementSpec.empty();
    List<Method> features = new ArrayList<>();
    List<Method> labels = new ArrayList<>();
    for (RecordComponent component : components) {
      Feature feature = component.getAnnotation(Feature.class);
      Label label = component.getAnnotation(Label.class);
      Class<? extends TType> tensor = tensor(type, component);
      Method accessor = component.getAccessor();
      // The class may be a private one of the caller, whose own method it is that we call.
      accessor.setAccessible(true);
      if (label != null) {
        spec = spec.label(name(label.name(), component), tensor, shape(label.shape(), component));
        labels.add(accessor);
      } else {
        String name = name(feature == null ? "" : feature.name(), component);
        long[] shape = feature == null ? new long[0] : feature.shape();
        spec = spec.feature(name, tensor, shape(shape, component));
        features.add(accessor);
      }
    }
    features.addAll(labels);
    return new RecordLayout<>(type.getSimpleName(), spec, features);
  }

  private static String name(String given, RecordComponent component) {
    return given.isEmpty() ? component.getName() : given;
  }

  private static Class<? extends TType> tensor(Class<?> type, RecordComponent component) {
    Class<?> value = component.getType();
    if (value == String.class || value == String[].class) {
      return TString.class;
    }
    Elements<?> elements = value.isArray() ? Elements.of(value) : Elements.ofValue(value);
    if (elements == null) {
      throw new IllegalArgumentException(
          type.getSimpleName()
              + "."
              + component.getName()
              + " is a "
              + value.getSimpleName()
              + "; components may be float, double, int, long, byte (uint8), boolean, String and"
              + " arrays of these");
    }
    return elements.type();
  }

  /** The annotation's shape without the batch; an array without one may differ in length. */
  private static Shape shape(long[] annotated, RecordComponent component) {
    if (!component.getType().isArray()) {
      return Shape.scalar();
    }
    return annotated.length < 2
        ? Shape.of(-1)
        : Shape.of(Arrays.copyOfRange(annotated, 1, annotated.length));
  }

  Object[] values(R each) {
    Object[] values = new Object[accessors.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = accessors.get(i).invoke(each);
      } catch (InvocationTargetException e) {
        throw new IllegalArgumentException(String.valueOf(e.getCause()), e.getCause());
      } catch (IllegalAccessException e) {
        throw new IllegalArgumentException(e);
      }
      Values.check(spec.column(i), values[i]);
    }
    return values;
  }
}
