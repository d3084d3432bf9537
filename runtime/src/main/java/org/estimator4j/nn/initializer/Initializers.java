package org.estimator4j.nn.initializer;

import org.estimator4j.graph.Initializer;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/**
 * The usual first values of variables, distributed as those of {@code tf.compat.v1.initializers}.
 * Random ones are made of the run's seed and the variable's name alone.
 *
 * <pre>{@code
 * layers.dense("hidden", x, Dense.units(16).kernelInitializer(Initializers.heNormal()));
 * }</pre>
 */
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
   * Given numbers, in row-major order; such as the vectors of trained words.
   *
   * @param <T> the element type of the variable
   * @param values as many as the variable has elements
   * @return the initialiser
   */
  public static <T extends TNumber> Initializer<T> values(double... values) {
    double[] copy = values.clone();
    return (tf, variable) -> {
      if (variable.shape().size() != copy.length) {
        throw new IllegalArgumentException(
            "variable '"
                + variable.name()
                + "' of shape "
                + variable.shape()
                + " cannot be initialised with "
                + copy.length
                + " values");
      }
      return tf.dtypes.cast(
          tf.reshape(tf.constant(copy), tf.constant(variable.shape())), variable.type());
    };
  }

  /**
   * Uniform values.
   *
   * @param <T> the element type of the variable
   * @param from the smallest
   * @param to above the largest
   * @return the initialiser
   */
  public static <T extends TFloating> Initializer<T> randomUniform(double from, double to) {
    return (tf, variable) -> Distribution.uniform(tf, variable, from, to);
  }

  /**
   * Normally distributed values.
   *
   * @param <T> the element type of the variable
   * @param mean their mean
   * @param deviation their standard deviation
   * @return the initialiser
   */
  public static <T extends TFloating> Initializer<T> randomNormal(double mean, double deviation) {
    return (tf, variable) -> Distribution.normal(tf, variable, mean, deviation);
  }

  /**
   * Normally distributed values, without those farther than two standard deviations from the mean.
   *
   * @param <T> the element type of the variable
   * @param mean their mean
   * @param deviation the standard deviation before the far ones are left out
   * @return the initialiser
   */
  public static <T extends TFloating> Initializer<T> truncatedNormal(
      double mean, double deviation) {
    return (tf, variable) -> Distribution.truncatedNormal(tf, variable, mean, deviation);
  }

  /**
   * Glorot's uniform values, in {@code [-limit, limit)} with {@code limit = sqrt(6 / (fanIn +
   * fanOut))}; what Python's layers start their kernels with.
   *
   * @param <T> the element type of the variable
   * @return the initialiser
   * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio</a>
   */
  public static <T extends TFloating> Initializer<T> glorotUniform() {
    return (tf, variable) -> Distribution.scaledUniform(tf, variable, 1, Fans::mean);
  }

  /**
   * Glorot's normal values: truncated, with the variance {@code 2 / (fanIn + fanOut)}.
   *
   * @param <T> the element type of the variable
   * @return the initialiser
   */
  public static <T extends TFloating> Initializer<T> glorotNormal() {
    return (tf, variable) -> Distribution.scaledNormal(tf, variable, 1, Fans::mean);
  }

  /**
   * He's uniform values, in {@code [-limit, limit)} with {@code limit = sqrt(6 / fanIn)}; for
   * layers with a ReLU.
   *
   * @param <T> the element type of the variable
   * @return the initialiser
   * @see <a href="https://arxiv.org/abs/1502.01852">He et al.</a>
   */
  public static <T extends TFloating> Initializer<T> heUniform() {
    return (tf, variable) -> Distribution.scaledUniform(tf, variable, 2, Fans::in);
  }

  /**
   * He's normal values: truncated, with the variance {@code 2 / fanIn}.
   *
   * @param <T> the element type of the variable
   * @return the initialiser
   */
  public static <T extends TFloating> Initializer<T> heNormal() {
    return (tf, variable) -> Distribution.scaledNormal(tf, variable, 2, Fans::in);
  }

  /**
   * LeCun's uniform values, in {@code [-limit, limit)} with {@code limit = sqrt(3 / fanIn)}.
   *
   * @param <T> the element type of the variable
   * @return the initialiser
   */
  public static <T extends TFloating> Initializer<T> lecunUniform() {
    return (tf, variable) -> Distribution.scaledUniform(tf, variable, 1, Fans::in);
  }

  /**
   * LeCun's normal values: truncated, with the variance {@code 1 / fanIn}.
   *
   * @param <T> the element type of the variable
   * @return the initialiser
   */
  public static <T extends TFloating> Initializer<T> lecunNormal() {
    return (tf, variable) -> Distribution.scaledNormal(tf, variable, 1, Fans::in);
  }

  /**
   * A random orthogonal matrix: all dimensions but the last taken as one, its columns, or its rows
   * if these are fewer, are perpendicular and of length {@code gain}.
   *
   * @param <T> the element type of the variable, which needs at least two dimensions
   * @param gain a factor
   * @return the initialiser
   * @see <a href="https://arxiv.org/abs/1312.6120">Saxe et al.</a>
   */
  public static <T extends TFloating> Initializer<T> orthogonal(double gain) {
    return (tf, variable) -> Orthogonal.value(tf, variable, gain);
  }
}
