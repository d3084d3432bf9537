package org.estimator4j.input;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.BooleanNdArray;
import org.tensorflow.ndarray.ByteNdArray;
import org.tensorflow.ndarray.DoubleNdArray;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.IntNdArray;
import org.tensorflow.ndarray.LongNdArray;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TString;

/** Makes columns of arrays of arrays, after checking that they are rectangular. */
final class NestedArrays {

  private NestedArrays() {}

  static Column column(String name, Object[] rows) {
    Class<?> leaf = rows.getClass();
    int dimensions = 0;
    while (leaf.getComponentType() != null && leaf.getComponentType().isArray()) {
      leaf = leaf.getComponentType();
      dimensions++;
    }
    Elements<?> elements = ElementKinds.of(leaf);
    if (elements == null && leaf != String[].class) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is of type "
              + rows.getClass().getSimpleName()
              + "; arrays may be of float, double, int, long, byte (uint8), boolean and String");
    }
    long[] sizes = new long[dimensions];
    Arrays.fill(sizes, rows.length == 0 ? Shape.UNKNOWN_SIZE : 0);
    if (rows.length > 0) {
      measure(name, rows[0], sizes, 0);
      for (int i = 0; i < rows.length; i++) {
        check(name, i, rows[i], sizes, 0);
      }
    }
    Shape rowShape = Shape.of(sizes);
    if (elements == null) {
      return new StringColumn(new ColumnSpec(name, TString.class, rowShape), rows);
    }
    return new NestedColumn<>(new ColumnSpec(name, elements.type(), rowShape), elements, rows);
  }

  /** Takes the sizes from the first row, whose parts must all be there. */
  private static void measure(String name, @Nullable Object part, long[] sizes, int depth) {
    if (depth == sizes.length) {
      return;
    }
    if (part == null) {
      throw new IllegalArgumentException("'" + name + "': row 0 is null, or a part of it");
    }
    int size = Array.getLength(part);
    sizes[depth] = size;
    if (size > 0 && part instanceof Object[] parts) {
      measure(name, parts[0], sizes, depth + 1);
    }
  }

  /** Without reflection where rows are many: at the start of a program it is slow. */
  private static int length(Object array) {
    return array instanceof float[] floats
        ? floats.length
        : array instanceof Object[] parts ? parts.length : Array.getLength(array);
  }

  private static void check(String name, int row, @Nullable Object part, long[] sizes, int depth) {
    if (part == null) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "': row "
              + row
              + " is null, or a part of it; give a value for missing ones");
    }
    if (depth == sizes.length) {
      return;
    }
    int size = length(part);
    if (size != sizes[depth]) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' must have rows of one shape, but row 0 has "
              + Shape.of(sizes)
              + " and row "
              + row
              + " has "
              + size
              + " in place of the "
              + sizes[depth]);
    }
    if (part instanceof Object[] parts) {
      for (Object inner : parts) {
        check(name, row, inner, sizes, depth + 1);
      }
    }
  }

  /** Copies a TensorFlow array: its memory may be of any layout. */
  static Column column(String name, NdArray<?> array) {
    Shape shape = array.shape();
    if (shape.numDimensions() == 0) {
      throw new IllegalArgumentException(
          "'" + name + "' is a scalar; its first dimension must be the rows");
    }
    int size = Math.toIntExact(shape.size());
    Shape rowShape = shape.tail();
    if (array instanceof FloatNdArray floats) {
      float[] values = new float[size];
      floats.copyTo(DataBuffers.of(values, false, false));
      return FlatColumn.of(name, ElementKinds.FLOATS, values, rowShape);
    }
    if (array instanceof DoubleNdArray doubles) {
      double[] values = new double[size];
      doubles.copyTo(DataBuffers.of(values, false, false));
      return FlatColumn.of(name, ElementKinds.DOUBLES, values, rowShape);
    }
    if (array instanceof IntNdArray ints) {
      int[] values = new int[size];
      ints.copyTo(DataBuffers.of(values, false, false));
      return FlatColumn.of(name, ElementKinds.INTS, values, rowShape);
    }
    if (array instanceof LongNdArray longs) {
      long[] values = new long[size];
      longs.copyTo(DataBuffers.of(values, false, false));
      return FlatColumn.of(name, ElementKinds.LONGS, values, rowShape);
    }
    if (array instanceof ByteNdArray bytes) {
      byte[] values = new byte[size];
      bytes.copyTo(DataBuffers.of(values, false, false));
      return FlatColumn.of(name, ElementKinds.BYTES, values, rowShape);
    }
    if (array instanceof BooleanNdArray booleans) {
      boolean[] values = new boolean[size];
      booleans.copyTo(DataBuffers.of(values, false, false));
      return FlatColumn.of(name, ElementKinds.BOOLEANS, values, rowShape);
    }
    throw new IllegalArgumentException(
        "'"
            + name
            + "' is of type "
            + array.getClass().getSimpleName()
            + "; arrays may be of float, double, int, long, byte (uint8) and boolean; give strings"
            + " as a String[]");
  }
}
