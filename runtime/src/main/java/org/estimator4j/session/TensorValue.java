package org.estimator4j.session;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * A copy of a tensor on the Java heap: nothing to close, safe for any number of threads. Immutable.
 */
public final class TensorValue {

  private static final Set<Class<?>> ARRAYS =
      Set.of(
          float[].class,
          double[].class,
          int[].class,
          long[].class,
          boolean[].class,
          String[].class,
          byte[][].class);

  private final Object data;
  private final int offset;
  private final Shape shape;

  private TensorValue(Object data, int offset, Shape shape) {
    this.data = data;
    this.offset = offset;
    this.shape = shape;
  }

  /**
   * Copies a tensor.
   *
   * @param tensor the tensor, of a number type, truth values or strings; stays the caller's
   * @return the copy
   */
  public static TensorValue copyOf(Tensor tensor) {
    return new TensorValue(TensorElements.of((TType) tensor), 0, tensor.shape());
  }

  /**
   * A value made on the heap.
   *
   * @param shape its shape, all of it known
   * @param elements in row-major order: a {@code float[]}, {@code double[]}, {@code int[]}, {@code
   *     long[]}, {@code boolean[]}, {@code String[]}, or {@code byte[][]} for strings that are no
   *     text; copied
   * @return the value
   * @throws IllegalArgumentException if the elements are no such array, or not as many as the shape
   *     has
   */
  public static TensorValue of(Shape shape, Object elements) {
    if (!ARRAYS.contains(elements.getClass())) {
      throw new IllegalArgumentException(
          "elements are an array of float, double, int, long, boolean, String or byte[], but got "
              + elements.getClass().getSimpleName());
    }
    int count = Array.getLength(elements);
    if (count != shape.size()) {
      throw new IllegalArgumentException(count + " elements do not fill the shape " + shape);
    }
    if (elements instanceof String[] texts) {
      byte[][] bytes = new byte[count][];
      Arrays.setAll(bytes, i -> texts[i].getBytes(StandardCharsets.UTF_8));
      return new TensorValue(bytes, 0, shape);
    }
    if (elements instanceof byte[][] strings) {
      byte[][] bytes = new byte[count][];
      Arrays.setAll(bytes, i -> strings[i].clone());
      return new TensorValue(bytes, 0, shape);
    }
    Object copy = Array.newInstance(elements.getClass().getComponentType(), count);
    System.arraycopy(elements, 0, copy, 0, count);
    return new TensorValue(copy, 0, shape);
  }

  /**
   * The shape.
   *
   * @return the shape, scalar for a single value
   */
  public Shape shape() {
    return shape;
  }

  /**
   * What the elements are on the heap.
   *
   * @return {@code float}, {@code double}, {@code int}, {@code long}, {@code boolean} or {@code
   *     String}
   */
  public Class<?> elementType() {
    return data instanceof byte[][] ? String.class : data.getClass().getComponentType();
  }

  /**
   * A part along the first dimension, without copying.
   *
   * @param index from 0 to the first dimension's size
   * @return the part, with one dimension less
   */
  public TensorValue row(long index) {
    if (shape.numDimensions() == 0) {
      throw new IllegalArgumentException("a scalar has no rows");
    }
    if (index < 0 || index >= shape.get(0)) {
      throw new IndexOutOfBoundsException("row " + index + " of " + shape.get(0));
    }
    Shape row = shape.tail();
    return new TensorValue(data, Math.toIntExact(offset + index * row.size()), row);
  }

  /**
   * A single whole number.
   *
   * @return the value
   * @throws IllegalArgumentException if this is not one element, or no whole number
   */
  public long asLong() {
    requireOne();
    try {
      return Array.getLong(data, offset);
    } catch (IllegalArgumentException e) {
      throw wrongType("a whole number", e);
    }
  }

  /**
   * A single number.
   *
   * @return the value
   * @throws IllegalArgumentException if this is not one element, or no number
   */
  public double asDouble() {
    requireOne();
    return doubleAt(offset);
  }

  /**
   * A single truth value.
   *
   * @return the value
   * @throws IllegalArgumentException if this is not one element, or no truth value
   */
  public boolean asBoolean() {
    requireOne();
    try {
      return Array.getBoolean(data, offset);
    } catch (IllegalArgumentException e) {
      throw wrongType("a truth value", e);
    }
  }

  /**
   * A single text.
   *
   * @return the value, decoded as UTF-8; what is no UTF-8 becomes {@code U+FFFD}
   * @throws IllegalArgumentException if this is not one element, or no string
   */
  public String asString() {
    requireOne();
    return asStrings()[0];
  }

  /**
   * A single string as it is: such as an image, or a serialised message.
   *
   * @return a new array
   * @throws IllegalArgumentException if this is not one element, or no string
   */
  public byte[] asBytes() {
    requireOne();
    return asByteArrays()[0];
  }

  /**
   * All elements in row-major order.
   *
   * @return a new array
   * @throws IllegalArgumentException if they are no numbers
   */
  public float[] asFloats() {
    float[] floats = new float[count()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubleAt(offset + i);
    }
    return floats;
  }

  /**
   * All elements in row-major order.
   *
   * @return a new array
   * @throws IllegalArgumentException if they are no numbers
   */
  public double[] asDoubles() {
    double[] doubles = new double[count()];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = doubleAt(offset + i);
    }
    return doubles;
  }

  /**
   * All elements in row-major order.
   *
   * @return a new array
   * @throws IllegalArgumentException if they are no whole numbers
   */
  public long[] asLongs() {
    long[] longs = new long[count()];
    for (int i = 0; i < longs.length; i++) {
      try {
        longs[i] = Array.getLong(data, offset + i);
      } catch (IllegalArgumentException e) {
        throw wrongType("whole numbers", e);
      }
    }
    return longs;
  }

  /**
   * All elements in row-major order.
   *
   * @return a new array, decoded as UTF-8; what is no UTF-8 becomes {@code U+FFFD}
   * @throws IllegalArgumentException if they are no strings
   */
  public String[] asStrings() {
    byte[][] bytes = strings();
    String[] texts = new String[count()];
    Arrays.setAll(texts, i -> new String(bytes[offset + i], StandardCharsets.UTF_8));
    return texts;
  }

  /**
   * All strings in row-major order, as they are: they need not be text.
   *
   * @return new arrays
   * @throws IllegalArgumentException if the elements are no strings
   */
  public byte[][] asByteArrays() {
    byte[][] bytes = strings();
    byte[][] copies = new byte[count()][];
    Arrays.setAll(copies, i -> bytes[offset + i].clone());
    return copies;
  }

  private byte[][] strings() {
    if (data instanceof byte[][] bytes) {
      return bytes;
    }
    throw wrongType("texts", null);
  }

  /**
   * All elements in row-major order.
   *
   * @return a new array
   * @throws IllegalArgumentException if they are no truth values
   */
  public boolean[] asBooleans() {
    if (!(data instanceof boolean[] truths)) {
      throw wrongType("truth values", null);
    }
    return Arrays.copyOfRange(truths, offset, offset + count());
  }

  private double doubleAt(int index) {
    try {
      return Array.getDouble(data, index);
    } catch (IllegalArgumentException e) {
      throw wrongType("numbers", e);
    }
  }

  private int count() {
    return Math.toIntExact(shape.size());
  }

  private void requireOne() {
    if (count() != 1) {
      throw new IllegalArgumentException(
          "one value was asked for, but the shape is "
              + shape
              + "; take a row, or all as an array");
    }
  }

  private IllegalArgumentException wrongType(String wanted, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        wanted + " were asked for, but the elements are " + elementType().getSimpleName(), cause);
  }

  @Override
  public String toString() {
    if (shape.numDimensions() == 0) {
      return data instanceof byte[][] ? asString() : String.valueOf(Array.get(data, offset));
    }
    StringBuilder text = new StringBuilder("[");
    for (long i = 0; i < shape.get(0); i++) {
      text.append(i == 0 ? "" : ", ").append(row(i));
    }
    return text.append(']').toString();
  }
}
