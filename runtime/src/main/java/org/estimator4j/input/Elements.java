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
      new Elements<>(float[].class, Float.class, TFloat32.class) {
        @Override
        int length(float[] array) {
          return array.length;
        }

        @Override
        float[] newArray(int length) {
          return new float[length];
        }

        @Override
        Object get(float[] array, int index) {
          return array[index];
        }

        @Override
        void set(float[] array, int index, Object value) {
          array[index] = (Float) value;
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
      new Elements<>(double[].class, Double.class, TFloat64.class) {
        @Override
        int length(double[] array) {
          return array.length;
        }

        @Override
        double[] newArray(int length) {
          return new double[length];
        }

        @Override
        Object get(double[] array, int index) {
          return array[index];
        }

        @Override
        void set(double[] array, int index, Object value) {
          array[index] = (Double) value;
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
      new Elements<>(int[].class, Integer.class, TInt32.class) {
        @Override
        int length(int[] array) {
          return array.length;
        }

        @Override
        int[] newArray(int length) {
          return new int[length];
        }

        @Override
        Object get(int[] array, int index) {
          return array[index];
        }

        @Override
        void set(int[] array, int index, Object value) {
          array[index] = (Integer) value;
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
      new Elements<>(long[].class, Long.class, TInt64.class) {
        @Override
        int length(long[] array) {
          return array.length;
        }

        @Override
        long[] newArray(int length) {
          return new long[length];
        }

        @Override
        Object get(long[] array, int index) {
          return array[index];
        }

        @Override
        void set(long[] array, int index, Object value) {
          array[index] = (Long) value;
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
      new Elements<>(byte[].class, Byte.class, TUint8.class) {
        @Override
        int length(byte[] array) {
          return array.length;
        }

        @Override
        byte[] newArray(int length) {
          return new byte[length];
        }

        @Override
        Object get(byte[] array, int index) {
          return array[index];
        }

        @Override
        void set(byte[] array, int index, Object value) {
          array[index] = (Byte) value;
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
      new Elements<>(boolean[].class, Boolean.class, TBool.class) {
        @Override
        int length(boolean[] array) {
          return array.length;
        }

        @Override
        boolean[] newArray(int length) {
          return new boolean[length];
        }

        @Override
        Object get(boolean[] array, int index) {
          return array[index];
        }

        @Override
        void set(boolean[] array, int index, Object value) {
          array[index] = (Boolean) value;
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
  private final Class<?> boxClass;
  private final Class<? extends TType> type;

  private Elements(Class<A> arrayClass, Class<?> boxClass, Class<? extends TType> type) {
    this.arrayClass = arrayClass;
    this.boxClass = boxClass;
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

  /** The kind whose arrays become tensors of a type, or null if they do not come of primitives. */
  static @Nullable Elements<?> ofType(Class<?> type) {
    for (Elements<?> elements : ALL) {
      if (elements.type == type) {
        return elements;
      }
    }
    return null;
  }

  /** The kind of one value, {@code float} or {@code Float}, or null if it is none of ours. */
  static @Nullable Elements<?> ofValue(Class<?> valueClass) {
    for (Elements<?> elements : ALL) {
      if (elements.boxClass == valueClass || elements.arrayClass.getComponentType() == valueClass) {
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

  /** The class of one value: {@code Float}. */
  final Class<?> boxClass() {
    return boxClass;
  }

  final boolean isArray(Object value) {
    return arrayClass.isInstance(value);
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

  abstract A newArray(int length);

  /** An element in its box. */
  abstract Object get(A array, int index);

  /** Sets an element to what a box of {@link #boxClass()} holds. */
  abstract void set(A array, int index, Object value);

  /** A writer to the memory of a tensor of {@link #type()}. */
  abstract Writer<A> writer(ByteBuffer memory);

  abstract void hash(A array, int from, int length, RowHash hash);
}
