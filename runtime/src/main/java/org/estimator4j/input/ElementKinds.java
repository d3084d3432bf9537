package org.estimator4j.input;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** The kinds of primitive arrays that become tensors, and how each is found. */
final class ElementKinds {

  static final Elements<float[]> FLOATS = new FloatElements();
  static final Elements<double[]> DOUBLES = new DoubleElements();
  static final Elements<int[]> INTS = new IntElements();
  static final Elements<long[]> LONGS = new LongElements();
  static final Elements<byte[]> BYTES = new ByteElements();
  static final Elements<boolean[]> BOOLEANS = new BooleanElements();

  private static final List<Elements<?>> ALL =
      List.of(FLOATS, DOUBLES, INTS, LONGS, BYTES, BOOLEANS);

  private ElementKinds() {}

  /** The kind of this class of arrays, or null if it is none of primitives that we take. */
  static @Nullable Elements<?> of(Class<?> arrayClass) {
    for (Elements<?> elements : ALL) {
      if (elements.arrayClass() == arrayClass) {
        return elements;
      }
    }
    return null;
  }

  /** The kind whose arrays become tensors of a type, or null if they do not come of primitives. */
  static @Nullable Elements<?> ofType(Class<?> type) {
    for (Elements<?> elements : ALL) {
      if (elements.type() == type) {
        return elements;
      }
    }
    return null;
  }

  /** The kind of one value, {@code float} or {@code Float}, or null if it is none of ours. */
  static @Nullable Elements<?> ofValue(Class<?> valueClass) {
    for (Elements<?> elements : ALL) {
      if (elements.boxClass() == valueClass
          || elements.arrayClass().getComponentType() == valueClass) {
        return elements;
      }
    }
    return null;
  }

  /** The Java type of the values in tensors of a type: {@code float}. */
  static String javaName(Class<? extends TType> type) {
    for (Elements<?> elements : ALL) {
      if (elements.type() == type) {
        return elements.arrayClass().getComponentType().getSimpleName();
      }
    }
    return type == TString.class ? "String" : type.getSimpleName();
  }
}
