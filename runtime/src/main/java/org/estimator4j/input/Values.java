package org.estimator4j.input;

import java.lang.reflect.Array;
import java.util.regex.Pattern;
import org.estimator4j.feature.FeatureKind;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TString;

/** What the values of {@link Row}s have in common. */
final class Values {

  /** So many elements of an array are shown to people. */
  static final int SHOWN = 8;

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int SHOWN_BYTES = 4;

  private Values() {}

  /** Refuses a value that does not fit. */
  static void check(ColumnSpec column, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(
          "'" + column.name() + "' is null; give a value for missing ones, such as NaN or \"\"");
    }
    if (value instanceof SparseRow sparse && column.kind() == FeatureKind.SPARSE) {
      checkSparse(column, sparse);
      return;
    }
    Shape shape = column.rowShape();
    requireType(column, value);
    if (!shape.isScalar()) {
      long unit = rowUnit(shape);
      int length = Array.getLength(value);
      boolean open = shape.get(0) < 0;
      boolean atMost = column.kind() == FeatureKind.SPARSE;
      boolean fits =
          open
              ? length % unit == 0
              : atMost ? length <= shape.get(0) : length == unit * shape.get(0);
      if (!fits) {
        throw new IllegalArgumentException(column + " was given " + length + " values");
      }
    }
  }

  private static void checkSparse(ColumnSpec column, SparseRow row) {
    requireType(column, row.values());
    long[] places = row.places();
    long size = column.rowShape().get(0);
    if (size >= 0 && places.length > 0 && places[places.length - 1] >= size) {
      throw new IllegalArgumentException(
          column + " was given a value at the place " + places[places.length - 1]);
    }
  }

  private static void requireType(ColumnSpec column, Object value) {
    if (!isOfType(column, value)) {
      throw new IllegalArgumentException(
          column
              + " takes "
              + ElementKinds.javaName(column.type())
              + (column.rowShape().isScalar() ? "" : "[]")
              + ", but was given the "
              + value.getClass().getSimpleName()
              + " "
              + text(value));
    }
  }

  private static boolean isOfType(ColumnSpec column, Object value) {
    boolean scalar = column.rowShape().isScalar();
    if (column.type() == TString.class) {
      return scalar ? value instanceof String || value instanceof byte[] : isStrings(value);
    }
    Elements<?> elements = ElementKinds.ofType(column.type());
    return elements != null
        && (scalar ? elements.boxClass().isInstance(value) : elements.isArray(value));
  }

  /** Texts, or bytes, or some of each. */
  private static boolean isStrings(Object value) {
    if (value instanceof String[] || value instanceof byte[][]) {
      return true;
    }
    if (value.getClass() != Object[].class) {
      return false;
    }
    for (Object each : (Object[]) value) {
      if (!(each instanceof String || each instanceof byte[])) {
        return false;
      }
    }
    return true;
  }

  /** The number of values in a row that is an array or sparse. */
  static int length(Object value) {
    return Array.getLength(value instanceof SparseRow sparse ? sparse.values() : value);
  }

  /** The number of values in each part along the first dimension. */
  static long rowUnit(Shape shape) {
    return shape.numDimensions() == 1 ? 1 : shape.tail().size();
  }

  /** A value for people: long arrays are cut. */
  static String text(Object value) {
    if (value instanceof String string) {
      return '"' + onOneLine(string.length() > 40 ? string.substring(0, 40) + "…" : string) + '"';
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

  /** A line break in a value breaks neither a table nor a message. */
  private static String onOneLine(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(
            control ->
                switch (control.group().charAt(0)) {
                  case '\n' -> "\\\\n";
                  case '\r' -> "\\\\r";
                  case '\t' -> "\\\\t";
                  default -> String.format("\\\\u%04x", (int) control.group().charAt(0));
                });
  }

  /** Bytes that are no text, for people. */
  static String bytesText(byte[] bytes) {
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < Math.min(bytes.length, SHOWN_BYTES); i++) {
      text.append(String.format("%02x", bytes[i]));
    }
    return text.append(bytes.length > SHOWN_BYTES ? "… " + bytes.length + " bytes" : "").toString();
  }

  /** Adds a value to a hash just as the columns in memory do. */
  static void hash(ColumnSpec column, Object value, RowHash hash) {
    if (value instanceof SparseRow sparse) {
      for (long place : sparse.places()) {
        hash.add(place);
      }
      hash(column, sparse.values(), hash);
    } else if (column.type() == TString.class) {
      if (value instanceof Object[] texts) {
        for (Object text : texts) {
          hashString(text, hash);
        }
      } else {
        hashString(value, hash);
      }
    } else {
      Elements<?> elements = ElementKinds.ofType(column.type());
      if (elements != null) {
        hash(elements, value, hash);
      }
    }
  }

  private static void hashString(Object value, RowHash hash) {
    if (value instanceof byte[] bytes) {
      ElementKinds.BYTES.hash(bytes, 0, bytes.length, hash);
    } else {
      hash.add((String) value);
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
