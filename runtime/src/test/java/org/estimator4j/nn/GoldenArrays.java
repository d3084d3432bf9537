package org.estimator4j.nn;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** Nested lists of test vectors as arrays and constants. */
public final class GoldenArrays {

  private GoldenArrays() {}

  public static Shape shape(Object nested) {
    Shape shape = Shape.scalar();
    Object level = nested;
    while (level instanceof List<?> list) {
      shape = shape.append(list.size());
      level = list.get(0);
    }
    return shape;
  }

  /** The numbers in row-major order; true is 1. */
  public static double[] numbers(@Nullable Object nested) {
    List<Double> found = new ArrayList<>();
    collect(nested, found);
    return found.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(@Nullable Object nested, List<Double> found) {
    if (nested instanceof List<?> list) {
      list.forEach(element -> collect(element, found));
    } else if (nested instanceof Boolean truth) {
      found.add(truth ? 1.0 : 0.0);
    } else {
      found.add(GoldenCase.number(nested));
    }
  }

  public static Class<? extends TNumber> type(@Nullable Object dtype) {
    return switch (String.valueOf(dtype)) {
      case "float32" -> TFloat32.class;
      case "int32" -> TInt32.class;
      case "int64" -> TInt64.class;
      default -> throw new IllegalArgumentException("unknown type " + dtype);
    };
  }

  public static <T extends TNumber> Operand<T> constant(Ops tf, Class<T> type, Object nested) {
    Operand<T> flat = tf.dtypes.cast(tf.constant(numbers(nested)), type);
    return tf.reshape(flat, tf.constant(shape(nested)));
  }
}
