package org.estimator4j.input;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TString;

/** What the values of {@link Row}s have in common. */
final class Values {

  private static final int SHOWN = 8;

  private Values() {}

  /** Refuses a value that does not fit. */
  static void check(ColumnSpec column, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(
          "'" + column.name() + "' is null; give a value for missing ones, such as NaN or \"\"");
    }
    Shape shape = column.rowShape();
    if (!isOfType(column, value)) {
      throw new IllegalArgumentException(
          column
              + " takes "
              + Elements.javaName(column.type())
              + (shape.isScalar() ? "" : "[]")
              + ", but was given the "
              + value.getClass().getSimpleName()
              + " "
              + text(value));
    }
    if (!shape.isScalar()) {
      long unit = rowUnit(shape);
      int length = Array.getLength(value);
      boolean fits = shape.get(0) < 0 ? length % unit == 0 : length == unit * shape.get(0);
      if (!fits) {
        throw new IllegalArgumentException(column + " was given " + length + " values");
      }
    }
  }

  private static boolean isOfType(ColumnSpec column, Object value) {
    boolean scalar = column.rowShape().isScalar();
    if (column.type() == TString.class) {
      return scalar ? value instanceof String : value instanceof String[];
    }
    Elements<?> elements = Elements.ofType(column.type());
    return elements != null
        && (scalar ? elements.boxClass().isInstance(value) : elements.isArray(value));
  }

  /** The number of values in each part along the first dimension. */
  static long rowUnit(Shape shape) {
    return shape.numDimensions() == 1 ? 1 : shape.tail().size();
  }

  /** A value for people: long arrays are cut. */
  static String text(Object value) {
    if (value instanceof String string) {
      return '"' + (string.length() > 40 ? string.substring(0, 40) + "…" : string) + '"';
    }
    if (!value.getClass().isArray()) {
      return value.toString();
    }
    int length = Array.getLength(value);
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < Math.min(length, SHOWN); i++) {
      text.append(i == 0 ? "" : ", ").append(text(Array.get(value, i)));
    }
    return text.append(length > SHOWN ? ", … " + length + " in all]" : "]").toString();
  }

  /** Adds a value to a hash just as the columns in memory do. */
  static void hash(ColumnSpec column, Object value, RowHash hash) {
    if (value instanceof String text) {
      hash.add(text);
    } else if (value instanceof String[] texts) {
      for (String text : texts) {
        hash.add(text);
      }
    } else {
      Elements<?> elements = Elements.ofType(column.type());
      if (elements != null) {
        hash(elements, value, hash);
      }
    }
  }

  private static <A> void hash(Elements<A> elements, Object value, RowHash hash) {
    A array;
    if (elements.isArray(value)) {
      array = elements.cast(value);
    } else {
      array = elements.newArray(1);
      elements.set(array, 0, value);
    }
    elements.hash(array, 0, elements.length(array), hash);
  }
}
