package org.estimator4j.serve;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.BooleanNdArray;
import org.tensorflow.ndarray.ByteNdArray;
import org.tensorflow.ndarray.DoubleNdArray;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.IntNdArray;
import org.tensorflow.ndarray.LongNdArray;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.ShortNdArray;

/** TensorFlow's arrays as Java's: their memory may be of any layout. */
final class NdArrayValues {

  private NdArrayValues() {}

  /** A nested array of the elements' type; null if that is none of Java's. */
  static @Nullable Object toArray(NdArray<?> array) {
    Shape shape = array.shape();
    Class<?> component = componentOf(array);
    if (component == null) {
      return null;
    }
    if (shape.numDimensions() == 0) {
      return array.getObject();
    }
    int[] sizes = new int[shape.numDimensions()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.toIntExact(shape.get(i));
    }
    Object nested = Array.newInstance(component, sizes);
    array
        .scalars()
        .forEachIndexed(
            (place, scalar) -> {
              Object part = nested;
              for (int i = 0; i < place.length - 1; i++) {
                part = Array.get(part, (int) place[i]);
              }
              Array.set(part, (int) place[place.length - 1], scalar.getObject());
            });
    return nested;
  }

  private static @Nullable Class<?> componentOf(NdArray<?> array) {
    if (array instanceof FloatNdArray) {
      return float.class;
    }
    if (array instanceof DoubleNdArray) {
      return double.class;
    }
    if (array instanceof IntNdArray) {
      return int.class;
    }
    if (array instanceof LongNdArray) {
      return long.class;
    }
    if (array instanceof ShortNdArray) {
      return short.class;
    }
    if (array instanceof ByteNdArray) {
      return byte.class;
    }
    if (array instanceof BooleanNdArray) {
      return boolean.class;
    }
    if (array.shape().size() == 0) {
      return String.class;
    }
    Object first = array.scalars().iterator().next().getObject();
    return first instanceof String ? String.class : first instanceof byte[] ? byte[].class : null;
  }
}
