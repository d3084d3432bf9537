package org.estimator4j.serve;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * One input of a signature: checks what a caller gives for it, and copies it into memory.
 * Immutable.
 */
final class InputValue {

  private final String name;
  private final TensorSpec spec;
  private final ElementKind kind;

  InputValue(String name, TensorSpec spec) {
    this.name = name;
    this.spec = spec;
    ElementKind known = ElementKind.of(spec.type());
    if (known == null) {
      throw new SavedModelException(
          "input '" + name + "' is a " + spec + ", which nothing in Java stands for");
    }
    this.kind = known;
  }

  String name() {
    return name;
  }

  TensorSpec spec() {
    return spec;
  }

  ElementKind kind() {
    return kind;
  }

  /** What a caller gives, as an array of Java's; one of TensorFlow's becomes one. */
  Object array(Object value, boolean row) {
    if (!(value instanceof NdArray<?> given)) {
      return value;
    }
    boolean otherType = given instanceof TType tensor && !tensor.type().equals(spec.type());
    Object array = otherType ? null : NdArrayValues.toArray(given);
    if (array == null) {
      throw wrongType(given, row);
    }
    return array;
  }

  /**
   * The sizes of what a caller gives, which fits the signature.
   *
   * @param value an array of the right type and number of dimensions
   * @param row whether it is a single row, without the dimension of the batch
   */
  long[] sizes(Object value, boolean row) {
    int first = row ? 1 : 0;
    int dimensions = dimensions(value);
    boolean known = !spec.shape().isUnknown();
    if (dimensions < 0 || (known && dimensions != spec.shape().numDimensions() - first)) {
      throw wrongType(value, row);
    }
    long[] sizes = new long[dimensions];
    Arrays.fill(sizes, -1);
    measure(value, sizes, 0, row);
    if (known) {
      for (int i = 0; i < dimensions; i++) {
        long declared = spec.shape().get(i + first);
        if (sizes[i] < 0) {
          sizes[i] = Math.max(0, declared); // nothing is there to tell, as the batch is empty
        } else if (declared >= 0 && declared != sizes[i]) {
          throw wrongShape(sizes, row);
        }
      }
    } else {
      for (int i = 0; i < dimensions; i++) {
        sizes[i] = Math.max(0, sizes[i]);
      }
    }
    return sizes;
  }

  /** The number of dimensions, or -1 if the elements are of another kind. */
  private int dimensions(Object value) {
    if (kind.isElement(value) || isBytes(value)) {
      return 0;
    }
    int dimensions = 0;
    Class<?> type = value.getClass();
    while (type.isArray() && !(kind == ElementKind.STRING && type == byte[].class)) {
      type = type.getComponentType();
      dimensions++;
    }
    boolean bytes = kind == ElementKind.STRING && type == byte[].class;
    return dimensions > 0 && (bytes || type == kind.component()) ? dimensions : -1;
  }

  private boolean isBytes(Object value) {
    return kind == ElementKind.STRING && value instanceof byte[];
  }

  private void measure(Object part, long[] sizes, int depth, boolean row) {
    if (depth == sizes.length) {
      return;
    }
    int size = Array.getLength(part);
    if (sizes[depth] < 0) {
      sizes[depth] = size;
    } else if (sizes[depth] != size) {
      throw new PredictionException(
          "input '"
              + name
              + "' must be of one shape, but has parts of "
              + sizes[depth]
              + " and of "
              + size
              + " in dimension "
              + (depth + (row ? 1 : 0)));
    }
    if (part instanceof Object[] parts) {
      for (Object inner : parts) {
        if (inner == null) {
          throw new PredictionException(
              "input '" + name + "' has a part that is null; give a value for missing ones");
        }
        measure(inner, sizes, depth + 1, row);
      }
    }
  }

  /** Copies a value to the buffer's position, and moves it behind. */
  void write(Object value, ByteBuffer to) {
    Object array = kind.isElement(value) ? kind.arrayOf(value) : value;
    if (kind.isArray(array)) {
      kind.put(to, array);
      to.position(to.position() + Array.getLength(array) * kind.bytes());
    } else {
      for (Object part : (Object[]) array) {
        write(part, to);
      }
    }
  }

  /** Copies a value of strings, from an index on, and gives the index behind. */
  int writeStrings(Object value, byte[][] to, int at) {
    if (value instanceof byte[] bytes) {
      to[at] = bytes;
      return at + 1;
    }
    if (value instanceof String text) {
      to[at] = text.getBytes(StandardCharsets.UTF_8);
      return at + 1;
    }
    int next = at;
    for (Object part : (Object[]) value) {
      next = writeStrings(part, to, next);
    }
    return next;
  }

  private PredictionException wrongType(Object value, boolean row) {
    String wanted =
        spec.shape().isUnknown()
            ? "an array of " + kind.javaType(0)
            : "a " + kind.javaType(spec.shape().numDimensions() - (row ? 1 : 0));
    String given =
        value instanceof TType tensor
            ? tensor.type().getSimpleName() + " " + tensor.shape()
            : value.getClass().getSimpleName();
    return new PredictionException(
        "input '"
            + name
            + "' is a "
            + spec
            + ": give "
            + (row ? "for one row " : "for a batch ")
            + wanted
            + ", not a "
            + given);
  }

  private PredictionException wrongShape(long[] sizes, boolean row) {
    Shape declared = row ? spec.shape().tail() : spec.shape();
    return new PredictionException(
        "input '"
            + name
            + "' has "
            + (row ? "rows of shape " : "shape ")
            + declared
            + ", but was given "
            + Shape.of(sizes));
  }
}
