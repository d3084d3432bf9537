package org.estimator4j.serve;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint16;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** What stands for the elements of a tensor in Java, and how an array of them becomes bytes. */
enum ElementKind {
  FLOAT("float", float.class, Float.class, 4) {
    @Override
    void put(ByteBuffer to, Object array) {
      to.asFloatBuffer().put((float[]) array);
    }
  },
  DOUBLE("double", double.class, Double.class, 8) {
    @Override
    void put(ByteBuffer to, Object array) {
      to.asDoubleBuffer().put((double[]) array);
    }
  },
  INT("int", int.class, Integer.class, 4) {
    @Override
    void put(ByteBuffer to, Object array) {
      to.asIntBuffer().put((int[]) array);
    }
  },
  LONG("long", long.class, Long.class, 8) {
    @Override
    void put(ByteBuffer to, Object array) {
      to.asLongBuffer().put((long[]) array);
    }
  },
  SHORT("short", short.class, Short.class, 2) {
    @Override
    void put(ByteBuffer to, Object array) {
      to.asShortBuffer().put((short[]) array);
    }
  },
  BYTE("byte", byte.class, Byte.class, 1) {
    @Override
    void put(ByteBuffer to, Object array) {
      to.duplicate().put((byte[]) array);
    }
  },
  BOOLEAN("boolean", boolean.class, Boolean.class, 1) {
    @Override
    void put(ByteBuffer to, Object array) {
      boolean[] truths = (boolean[]) array;
      for (int i = 0; i < truths.length; i++) {
        to.put(to.position() + i, (byte) (truths[i] ? 1 : 0));
      }
    }
  },
  /** The upper half of a float's bits. */
  BFLOAT16("float", float.class, Float.class, 2) {
    @Override
    void put(ByteBuffer to, Object array) {
      float[] floats = (float[]) array;
      for (int i = 0; i < floats.length; i++) {
        to.putShort(to.position() + 2 * i, Halves.toBfloat16(floats[i]));
      }
    }
  },
  FLOAT16("float", float.class, Float.class, 2) {
    @Override
    void put(ByteBuffer to, Object array) {
      float[] floats = (float[]) array;
      for (int i = 0; i < floats.length; i++) {
        to.putShort(to.position() + 2 * i, Halves.toFloat16(floats[i]));
      }
    }
  },
  /** Not of fixed size: see {@link StringSlot}. */
  STRING("String", String.class, String.class, 0) {
    @Override
    void put(ByteBuffer to, Object array) {
      throw new IllegalStateException("strings have no fixed size");
    }
  };

  private static final Map<Class<? extends TType>, ElementKind> KINDS =
      Map.of(
          TFloat32.class, FLOAT,
          TFloat64.class, DOUBLE,
          TInt32.class, INT,
          TInt64.class, LONG,
          TUint16.class, SHORT,
          TUint8.class, BYTE,
          TBool.class, BOOLEAN,
          TBfloat16.class, BFLOAT16,
          TFloat16.class, FLOAT16,
          TString.class, STRING);

  private final String javaName;
  private final Class<?> component;
  private final Class<?> boxed;
  private final int bytes;

  ElementKind(String javaName, Class<?> component, Class<?> boxed, int bytes) {
    this.javaName = javaName;
    this.component = component;
    this.boxed = boxed;
    this.bytes = bytes;
  }

  static @Nullable ElementKind of(Class<? extends TType> type) {
    return KINDS.get(type);
  }

  /** Copies a whole array to the buffer's position, which stays where it is. */
  abstract void put(ByteBuffer to, Object array);

  /** Whether this is an array of the kind, of one dimension. */
  boolean isArray(Object value) {
    return value.getClass().getComponentType() == component;
  }

  /** Whether this is one element. */
  boolean isElement(Object value) {
    return value.getClass() == boxed;
  }

  /** An array of one element. */
  Object arrayOf(Object element) {
    Object array = Array.newInstance(component, 1);
    Array.set(array, 0, element);
    return array;
  }

  /** The type of one element, as an array has it. */
  Class<?> component() {
    return component;
  }

  int bytes() {
    return bytes;
  }

  /** The Java type of so many dimensions, such as {@code float[][]}. */
  String javaType(int dimensions) {
    return javaName + "[]".repeat(dimensions);
  }
}
