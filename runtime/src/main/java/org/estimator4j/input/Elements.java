package org.estimator4j.input;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * What differs between the kinds of primitive arrays.
 *
 * @param <A> the array, such as {@code float[]}
 */
abstract class Elements<A> {

  /** Copies parts of arrays into the memory of one tensor. */
  interface Writer<A> {

    /** Copies {@code length} elements to the tensor's element number {@code at} and behind. */
    void put(int at, A array, int from, int length);
  }

  static final Elements<float[]> FLOATS =
      new Elements<>(float[].class, TFloat32.class) {
        @Override
        int length(float[] array) {
          return array.length;
        }

        @Override
        Writer<float[]> writer(ByteBuffer memory) {
          FloatBuffer to = memory.asFloatBuffer();
          return to::put;
        }

        @Override
        void hash(float[] array, int from, int length, RowHash hash) {
          for (int i = from; i < from + length; i++) {
            hash.add(Float.floatToIntBits(array[i]));
          }
        }
      };

  static final Elements<double[]> DOUBLES =
      new Elements<>(double[].class, TFloat64.class) {
        @Override
        int length(double[] array) {
          return array.length;
        }

        @Override
        Writer<double[]> writer(ByteBuffer memory) {
          DoubleBuffer to = memory.asDoubleBuffer();
          return to::put;
        }

        @Override
        void hash(double[] array, int from, int length, RowHash hash) {
          for (int i = from; i < from + length; i++) {
            hash.add(Double.doubleToLongBits(array[i]));
          }
        }
      };

  static final Elements<int[]> INTS =
      new Elements<>(int[].class, TInt32.class) {
        @Override
        int length(int[] array) {
          return array.length;
        }

        @Override
        Writer<int[]> writer(ByteBuffer memory) {
          IntBuffer to = memory.asIntBuffer();
          return to::put;
        }

        @Override
        void hash(int[] array, int from, int length, RowHash hash) {
          for (int i = from; i < from + length; i++) {
            hash.add(array[i]);
          }
        }
      };

  static final Elements<long[]> LONGS =
      new Elements<>(long[].class, TInt64.class) {
        @Override
        int length(long[] array) {
          return array.length;
        }

        @Override
        Writer<long[]> writer(ByteBuffer memory) {
          LongBuffer to = memory.asLongBuffer();
          return to::put;
        }

        @Override
        void hash(long[] array, int from, int length, RowHash hash) {
          for (int i = from; i < from + length; i++) {
            hash.add(array[i]);
          }
        }
      };

  static final Elements<byte[]> BYTES =
      new Elements<>(byte[].class, TUint8.class) {
        @Override
        int length(byte[] array) {
          return array.length;
        }

        @Override
        Writer<byte[]> writer(ByteBuffer memory) {
          return memory::put;
        }

        @Override
        void hash(byte[] array, int from, int length, RowHash hash) {
          for (int i = from; i < from + length; i++) {
            hash.add(array[i]);
          }
        }
      };

  static final Elements<boolean[]> BOOLEANS =
      new Elements<>(boolean[].class, TBool.class) {
        @Override
        int length(boolean[] array) {
          return array.length;
        }

        @Override
        Writer<boolean[]> writer(ByteBuffer memory) {
          return (at, array, from, length) -> {
            for (int i = 0; i < length; i++) {
              memory.put(at + i, (byte) (array[from + i] ? 1 : 0));
            }
          };
        }

        @Override
        void hash(boolean[] array, int from, int length, RowHash hash) {
          for (int i = from; i < from + length; i++) {
            hash.add(array[i] ? 1 : 0);
          }
        }
      };

  private static final List<Elements<?>> ALL =
      List.of(FLOATS, DOUBLES, INTS, LONGS, BYTES, BOOLEANS);

  private final Class<A> arrayClass;
  private final Class<? extends TType> type;

  private Elements(Class<A> arrayClass, Class<? extends TType> type) {
    this.arrayClass = arrayClass;
    this.type = type;
  }

  /** The kind of this class of arrays, or null if it is none of primitives that we take. */
  static @Nullable Elements<?> of(Class<?> arrayClass) {
    for (Elements<?> elements : ALL) {
      if (elements.arrayClass == arrayClass) {
        return elements;
      }
    }
    return null;
  }

  /** The Java type of the values in tensors of a type: {@code float}. */
  static String javaName(Class<? extends TType> type) {
    for (Elements<?> elements : ALL) {
      if (elements.type == type) {
        return elements.arrayClass.getComponentType().getSimpleName();
      }
    }
    return type == TString.class ? "String" : type.getSimpleName();
  }

  /** The element type of tensors. */
  final Class<? extends TType> type() {
    return type;
  }

  final A cast(Object array) {
    return arrayClass.cast(array);
  }

  /** A writer to a slot of {@link #type()}. */
  @SuppressWarnings("unchecked") // whoever made the slot made it for these elements
  final Writer<A> writer(ColumnSlot slot) {
    return ((TensorSlot<A>) slot).writer();
  }

  abstract int length(A array);

  /** A writer to the memory of a tensor of {@link #type()}. */
  abstract Writer<A> writer(ByteBuffer memory);

  abstract void hash(A array, int from, int length, RowHash hash);
}
