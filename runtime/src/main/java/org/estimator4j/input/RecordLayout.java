package org.estimator4j.input;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.estimator4j.annotation.DType;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.estimator4j.feature.FeatureKind;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * How the components of a record class, or a data class, become features and labels.
 *
 * @param name the class, for people
 * @param spec what rows hold
 * @param accessors for each feature and label what reads it
 */
record RecordLayout<R>(String name, ElementSpec spec, List<Method> accessors) {

  static <R> RecordLayout<R> of(Class<R> type) {
    ElementSpec spec = ElementSpec.empty();
    List<Method> features = new ArrayList<>();
    List<Method> labels = new ArrayList<>();
    for (RecordMember component : RecordMember.of(type)) {
      Feature feature = component.feature();
      Label label = component.label();
      boolean sparse = component.type() == SparseRow.class;
      Class<? extends TType> tensor =
          sparse ? declaredType(type, component, feature, label) : tensor(type, component);
      FeatureKind kind = sparse ? FeatureKind.SPARSE : FeatureKind.DENSE;
      if (label != null) {
        String name = name(label.name(), component);
        spec = spec.label(new ColumnSpec(name, tensor, shape(label.shape(), component), kind));
        labels.add(component.accessor());
      } else {
        String name = name(feature == null ? "" : feature.name(), component);
        long[] shape = feature == null ? new long[0] : feature.shape();
        spec = spec.feature(new ColumnSpec(name, tensor, shape(shape, component), kind));
        features.add(component.accessor());
      }
    }
    features.addAll(labels);
    return new RecordLayout<>(type.getSimpleName(), spec, features);
  }

  private static String name(String given, RecordMember component) {
    return given.isEmpty() ? component.name() : given;
  }

  /** What the values of a sparse component are: its class does not say it. */
  private static Class<? extends TType> declaredType(
      Class<?> type, RecordMember component, @Nullable Feature feature, @Nullable Label label) {
    DType dtype =
        label != null ? label.dtype() : feature != null ? feature.dtype() : DType.INFERRED;
    return switch (dtype) {
      case FLOAT32 -> TFloat32.class;
      case FLOAT64 -> TFloat64.class;
      case INT32 -> TInt32.class;
      case INT64 -> TInt64.class;
      case UINT8 -> TUint8.class;
      case BOOL -> TBool.class;
      case STRING -> TString.class;
      case INFERRED ->
          throw new IllegalArgumentException(
              type.getSimpleName()
                  + "."
                  + component.name()
                  + " is a SparseRow, whose values may be of any type; write @Feature(dtype ="
                  + " DType.FLOAT32, shape = {-1, 1000}) "
                  + component.name());
    };
  }

  private static Class<? extends TType> tensor(Class<?> type, RecordMember component) {
    Class<?> value = component.type();
    if (value == String.class || value == String[].class) {
      return TString.class;
    }
    Elements<?> elements = value.isArray() ? ElementKinds.of(value) : ElementKinds.ofValue(value);
    if (elements == null) {
      throw new IllegalArgumentException(
          type.getSimpleName()
              + "."
              + component.name()
              + " is a "
              + value.getSimpleName()
              + "; components may be float, double, int, long, byte (uint8), boolean, String,"
              + " arrays of these and SparseRow");
    }
    return elements.type();
  }

  /** The annotation's shape without the batch; an array without one may differ in length. */
  private static Shape shape(long[] annotated, RecordMember component) {
    if (!component.type().isArray() && component.type() != SparseRow.class) {
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
