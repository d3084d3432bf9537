package org.estimator4j.graph;

import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Tensors from and to plain numbers, in row-major order; for tests. */
public final class Tensors {

  private Tensors() {}

  public static Tensor of(Class<? extends TType> type, Shape shape, double... values) {
    int[] next = {0};
    if (type == TFloat32.class) {
      return TFloat32.tensorOf(
          shape, t -> t.scalars().forEach(s -> s.setFloat((float) values[next[0]++])));
    }
    if (type == TFloat64.class) {
      return TFloat64.tensorOf(
          shape, t -> t.scalars().forEach(s -> s.setDouble(values[next[0]++])));
    }
    if (type == TInt32.class) {
      return TInt32.tensorOf(
          shape, t -> t.scalars().forEach(s -> s.setInt((int) values[next[0]++])));
    }
    if (type == TInt64.class) {
      return TInt64.tensorOf(
          shape, t -> t.scalars().forEach(s -> s.setLong((long) values[next[0]++])));
    }
    throw new IllegalArgumentException("no tensors of " + type);
  }

  public static double[] values(Tensor tensor) {
    double[] values = new double[Math.toIntExact(tensor.shape().size())];
    int[] next = {0};
    if (tensor instanceof TFloat32 t) {
      t.scalars().forEach(s -> values[next[0]++] = s.getFloat());
    } else if (tensor instanceof TFloat64 t) {
      t.scalars().forEach(s -> values[next[0]++] = s.getDouble());
    } else if (tensor instanceof TInt32 t) {
      t.scalars().forEach(s -> values[next[0]++] = s.getInt());
    } else if (tensor instanceof TInt64 t) {
      t.scalars().forEach(s -> values[next[0]++] = s.getLong());
    } else if (tensor instanceof TBool t) {
      t.scalars().forEach(s -> values[next[0]++] = s.getBoolean() ? 1 : 0);
    } else {
      throw new IllegalArgumentException("no numbers in " + tensor);
    }
    return values;
  }
}
