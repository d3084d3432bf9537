package org.estimator4j.input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.estimator4j.feature.internal.NearNames;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * Reads serialized {@code tf.Example}s without making protobuf objects of them: these cost three
 * times as much as the values. Wire format: Example {1: Features {1: entry {1: key, 2: Feature {1:
 * BytesList | 2: FloatList | 3: Int64List {1: values, packed or not}}}}}.
 */
final class ExampleReader {

  private static final int BYTES = 1;
  private static final int FLOATS = 2;
  private static final int INTS = 3;
  private static final String[] LISTS = {"no", "a bytes", "a float", "an int64"};

  private final ElementSpec spec;
  private final List<Missing> missing;
  private final byte[][] keys;
  private int guess;

  ExampleReader(ElementSpec spec, List<Missing> missing) {
    this.spec = spec;
    this.missing = missing;
    this.keys =
        spec.names().stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
  }

  static boolean supports(Class<? extends TType> type) {
    return type == TString.class || type == TFloat32.class || isInteger(type);
  }

  private static boolean isInteger(Class<? extends TType> type) {
    return type == TInt64.class
        || type == TInt32.class
        || type == TUint8.class
        || type == TBool.class;
  }

  /**
   * The values of a record, the first {@code length} bytes; null if the row is to be left out.
   *
   * @throws IllegalArgumentException if it is no Example or does not fit; the message says why
   */
  Object @Nullable [] read(byte[] record, int length) {
    @Nullable Object[] values = new Object[keys.length];
    ProtoReader in = new ProtoReader(record, length);
    while (in.hasNext()) {
      if (in.nextField() == 1) {
        int features = in.enter();
        while (in.hasNext()) {
          if (in.nextField() == 1) {
            int entry = in.enter();
            readEntry(in, values);
            in.leave(entry);
          } else {
            in.skip();
          }
        }
        in.leave(features);
      } else {
        in.skip();
      }
    }
    return complete(values, record, length);
  }

  private Object @Nullable [] complete(@Nullable Object[] values, byte[] record, int length) {
    Object[] row = new Object[values.length];
    for (int i = 0; i < row.length; i++) {
      Object value = values[i];
      if (value == null) {
        Missing policy = missing.get(i);
        value = policy.value();
        if (policy.kind() == Missing.Kind.SKIP_ROW) {
          return null;
        }
        if (value == null) {
          String name = spec.column(i).name();
          throw new IllegalArgumentException(
              "'"
                  + name
                  + "' is missing; "
                  + NearNames.near(name, ExampleNames.of(record, length))
                      .map(near -> "did you mean '" + near + "'? Else ")
                      .orElse("")
                  + "say .missing(\""
                  + name
                  + "\", Missing.replaceBy(…)) or Missing.skipRow()");
        }
      }
      row[i] = value;
    }
    return row;
  }

  private void readEntry(ProtoReader in, @Nullable Object[] values) {
    int column = -1;
    while (in.hasNext()) {
      switch (in.nextField()) {
        case 1 -> {
          int outer = in.enter();
          column = find(in);
          in.leave(outer);
        }
        case 2 -> {
          int outer = in.enter();
          if (column >= 0) {
            readFeature(in, column, values);
          }
          in.leave(outer);
        }
        default -> in.skip();
      }
    }
  }

  /** Files keep the order of names, so the one behind the last is tried first. */
  private int find(ProtoReader key) {
    for (int i = 0; i < keys.length; i++) {
      int candidate = (guess + i) % keys.length;
      if (key.restEquals(keys[candidate])) {
        guess = candidate + 1;
        return candidate;
      }
    }
    return -1;
  }

  private void readFeature(ProtoReader in, int column, @Nullable Object[] values) {
    ColumnSpec spec = this.spec.column(column);
    int wanted = spec.type() == TString.class ? BYTES : isInteger(spec.type()) ? INTS : FLOATS;
    while (in.hasNext()) {
      int list = in.nextField();
      int outer = in.enter();
      if (list != wanted) {
        if (in.hasNext()) {
          throw new IllegalArgumentException(
              spec
                  + " is read of "
                  + LISTS[wanted]
                  + " list, but there is "
                  + LISTS[list > 3 ? 0 : list]
                  + " list");
        }
      } else if (in.hasNext()) {
        values[column] = value(in, spec, wanted);
      }
      in.leave(outer);
    }
    if (values[column] == null && spec.rowShape().hasUnknownDimension()) {
      Elements<?> elements = ElementKinds.ofType(spec.type());
      values[column] = elements == null ? new String[0] : elements.newArray(0);
    }
  }

  private static Object value(ProtoReader in, ColumnSpec column, int wanted) {
    Object array =
        switch (wanted) {
          case BYTES -> strings(in);
          case FLOATS -> in.floats();
          default -> integers(column, in.varints());
        };
    Object value = column.rowShape().isScalar() ? only(column, array) : array;
    Values.check(column, value);
    return value;
  }

  private static Object only(ColumnSpec column, Object array) {
    int length = java.lang.reflect.Array.getLength(array);
    if (length != 1) {
      throw new IllegalArgumentException(column + " was given " + length + " values");
    }
    return array instanceof float[] floats ? floats[0] : java.lang.reflect.Array.get(array, 0);
  }

  /** Texts; what is no UTF-8, such as an image, as bytes. */
  private static Object[] strings(ProtoReader in) {
    Object[] values = new Object[4];
    int count = 0;
    boolean texts = true;
    while (in.hasNext()) {
      if (in.nextField() != 1) {
        in.skip();
        continue;
      }
      int outer = in.enter();
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      Object value = in.textOrBytes();
      texts &= value instanceof String;
      values[count++] = value;
      in.leave(outer);
    }
    return texts ? Arrays.copyOf(values, count, String[].class) : Arrays.copyOf(values, count);
  }

  private static Object integers(ColumnSpec column, long[] values) {
    Elements<?> elements = ElementKinds.ofType(column.type());
    if (column.type() == TInt64.class || elements == null) {
      return values;
    }
    return narrow(elements, column, values);
  }

  private static <A> A narrow(Elements<A> elements, ColumnSpec column, long[] values) {
    A narrow = elements.newArray(values.length);
    for (int i = 0; i < values.length; i++) {
      long value = values[i];
      Object box;
      boolean fits;
      if (column.type() == TInt32.class) {
        box = (int) value;
        fits = value == (int) value;
      } else if (column.type() == TUint8.class) {
        box = (byte) value;
        fits = value >= 0 && value <= 255;
      } else {
        box = value != 0;
        fits = value == 0 || value == 1;
      }
      if (!fits) {
        throw new IllegalArgumentException(column + " cannot hold " + value);
      }
      elements.set(narrow, i, box);
    }
    return narrow;
  }
}
