package org.estimator4j.nn.initializer;

import org.estimator4j.graph.Initializer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/** The usual first values of variables. */
public final class Initializers {

  private Initializers() {}

  /**
   * Zeros.
   *
   * @param <T> the element type of the variable
   * @return the initialiser
   */
  public static <T extends TNumber> Initializer<T> zeros() {
    return constant(0);
  }

  /**
   * Ones.
   *
   * @param <T> the element type of the variable
   * @return the initialiser
   */
  public static <T extends TNumber> Initializer<T> ones() {
    return constant(1);
  }

  /**
   * The same number everywhere.
   *
   * @param <T> the element type of the variable
   * @param value the number
   * @return the initialiser
   */
  public static <T extends TNumber> Initializer<T> constant(double value) {
    return (tf, variable) ->
        tf.fill(tf.constant(variable.shape()), tf.dtypes.cast(tf.constant(value), variable.type()));
  }

  /**
   * Glorot's uniform values, in {@code [-limit, limit)} with {@code limit = sqrt(6 / (fanIn +
   * fanOut))}; what Python's layers start their kernels with.
   *
   * @param <T> the element type of the variable
   * @return the initialiser
   */
  public static <T extends TFloating> Initializer<T> glorotUniform() {
    return (tf, variable) -> {
      Fans fans = Fans.of(variable.shape());
      double limit = Math.sqrt(6.0 / (fans.in() + fans.out()));
      Operand<T> unit =
          tf.random.statelessRandomUniform(
              tf.constant(variable.shape()), variable.seed(tf), variable.type());
      return tf.math.add(
          tf.math.mul(unit, scalar(tf, 2 * limit, variable.type())),
          scalar(tf, -limit, variable.type()));
    };
  }

  private static <T extends TNumber> Operand<T> scalar(Ops tf, double value, Class<T> type) {
    return tf.dtypes.cast(tf.constant(value), type);
  }

  /** How many inputs and outputs an element of a kernel connects. */
  private record Fans(double in, double out) {

    static Fans of(Shape shape) {
      int rank = shape.numDimensions();
      if (rank == 0) {
        return new Fans(1, 1);
      }
      if (rank == 1) {
        return new Fans(shape.get(0), shape.get(0));
      }
      double receptiveField = 1;
      for (int i = 0; i < rank - 2; i++) {
        receptiveField *= shape.get(i);
      }
      return new Fans(receptiveField * shape.get(rank - 2), receptiveField * shape.get(rank - 1));
    }
  }
}
