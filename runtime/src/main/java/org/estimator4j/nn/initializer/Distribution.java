package org.estimator4j.nn.initializer;

import java.util.function.ToDoubleFunction;
import org.estimator4j.graph.NewVariable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;

/** Random values, keyed by the variable. */
final class Distribution {

  /** What is left of a standard deviation of 1 when all beyond two of them is left out. */
  private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

  private Distribution() {}

  static <T extends TFloating> Operand<T> uniform(
      Ops tf, NewVariable<T> variable, double from, double to) {
    return moved(
        tf,
        tf.random.statelessRandomUniform(shape(tf, variable), variable.seed(tf), variable.type()),
        from,
        to - from);
  }

  static <T extends TFloating> Operand<T> normal(
      Ops tf, NewVariable<T> variable, double mean, double deviation) {
    return moved(tf, standardNormal(tf, variable, variable.shape()), mean, deviation);
  }

  static <T extends TFloating> Operand<T> standardNormal(
      Ops tf, NewVariable<T> variable, Shape shape) {
    return tf.random.statelessRandomNormal(tf.constant(shape), variable.seed(tf), variable.type());
  }

  static <T extends TFloating> Operand<T> truncatedNormal(
      Ops tf, NewVariable<T> variable, double mean, double deviation) {
    return moved(
        tf,
        tf.random.statelessTruncatedNormal(shape(tf, variable), variable.seed(tf), variable.type()),
        mean,
        deviation);
  }

  /** With the variance {@code scale / fan}. */
  static <T extends TFloating> Operand<T> scaledUniform(
      Ops tf, NewVariable<T> variable, double scale, ToDoubleFunction<Fans> fan) {
    double limit = Math.sqrt(3 * scale / fan.applyAsDouble(Fans.of(variable.shape())));
    return uniform(tf, variable, -limit, limit);
  }

  /** With the variance {@code scale / fan}, after the far values are left out. */
  static <T extends TFloating> Operand<T> scaledNormal(
      Ops tf, NewVariable<T> variable, double scale, ToDoubleFunction<Fans> fan) {
    double deviation = Math.sqrt(scale / fan.applyAsDouble(Fans.of(variable.shape())));
    return truncatedNormal(tf, variable, 0, deviation / TRUNCATED_DEVIATION);
  }

  private static Operand<TInt64> shape(Ops tf, NewVariable<?> variable) {
    return tf.constant(variable.shape());
  }

  private static <T extends TFloating> Operand<T> moved(
      Ops tf, Operand<T> x, double by, double factor) {
    Operand<T> scaled = tf.math.mul(x, tf.dtypes.cast(tf.constant(factor), x.type()));
    return tf.math.add(scaled, tf.dtypes.cast(tf.constant(by), x.type()));
  }
}
