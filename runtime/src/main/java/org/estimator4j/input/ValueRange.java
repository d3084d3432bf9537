package org.estimator4j.input;

import java.lang.reflect.Array;
import org.estimator4j.feature.internal.NearNames;
import org.tensorflow.types.TBool;

/** Numbers from the least to the most, both included. */
record ValueRange(double least, double most) {

  /** The column that is checked, after all that can be wrong without data. */
  int column(ElementSpec spec, String name, Missing outside) {
    int index = spec.names().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("range: " + NearNames.unknown(name, spec.names()));
    }
    ColumnSpec column = spec.column(index);
    Elements<?> elements = ElementKinds.ofType(column.type());
    if (elements == null || column.type() == TBool.class) {
      throw new IllegalArgumentException("range: " + column + " holds no numbers");
    }
    if (!(least <= most)) {
      throw new IllegalArgumentException(
          "range: the least (" + least + ") is above the most (" + most + ")");
    }
    Object value = outside.value();
    if (value != null && !elements.boxClass().isInstance(value)) {
      throw new IllegalArgumentException(
          "range: "
              + column
              + " cannot be replaced by the "
              + value.getClass().getSimpleName()
              + " "
              + Values.text(value));
    }
    return index;
  }

  boolean holds(Object value) {
    Object values = value instanceof SparseRow sparse ? sparse.values() : value;
    if (!values.getClass().isArray()) {
      return isInside(values);
    }
    for (int i = 0; i < Array.getLength(values); i++) {
      if (!isInside(Array.get(values, i))) {
        return false;
      }
    }
    return true;
  }

  private boolean isInside(Object value) {
    double number = number(value);
    return number >= least && number <= most;
  }

  private static double number(Object value) {
    return value instanceof Byte unsigned ? unsigned & 0xFF : ((Number) value).doubleValue();
  }

  Object replaced(Object values, Object other) {
    int length = Array.getLength(values);
    Object copy = Array.newInstance(values.getClass().getComponentType(), length);
    for (int i = 0; i < length; i++) {
      Object value = Array.get(values, i);
      Array.set(copy, i, isInside(value) ? value : other);
    }
    return copy;
  }

  String problem(ColumnSpec column, Object value) {
    return column + " is " + Values.text(value) + ", which is not " + this;
  }

  @Override
  public String toString() {
    return "from " + text(least) + " to " + text(most);
  }

  private static String text(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e15
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }
}
