package org.estimator4j.serve;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.estimator4j.feature.FeatureKind;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/** Checks what a caller gives for an input, or for a row of it. Immutable. */
final class InputValue {

  private final String name;
  private final TensorSpec spec;
  private final Shape shape;
  private final ElementKind kind;

  InputValue(String name, TensorSpec spec) {
    this(name, spec, spec.shape());
  }

  /** With another shape to check against than the one that messages show. */
  InputValue(String name, TensorSpec spec, Shape shape) {
    this.name = name;
    this.spec = spec;
    this.shape = shape;
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
    boolean known = !shape.isUnknown();
    if (dimensions < 0 || (known && dimensions != shape.numDimensions() - first)) {
      throw wrongType(value, row);
    }
    long[] sizes = new long[dimensions];
    Arrays.fill(sizes, -1);
    measure(value, sizes, 0, row);
    if (known) {
      for (int i = 0; i < dimensions; i++) {
        long declared = shape.get(i + first);
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
          throw missingPart();
        }
        measure(inner, sizes, depth + 1, row);
      }
    }
  }

  PredictionException missingPart() {
    return new PredictionException(
        "input '" + name + "' has a part that is null; give a value for missing ones");
  }

  PredictionException wrongType(Object value, boolean row) {
    String wanted =
        spec.shape().isUnknown()
            ? "an array of " + kind.javaType(0)
            : (spec.kind() == FeatureKind.SPARSE
                    ? (row ? "a SparseRow or " : "a SparseRow[] or ")
                    : "")
                + "a "
                + kind.javaType(spec.shape().numDimensions() - (row ? 1 : 0));
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
