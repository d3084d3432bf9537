package org.estimator4j.nn.regularizer;

import org.estimator4j.graph.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * The usual penalties on weights, as in {@code tf.keras.regularizers}.
 *
 * <pre>{@code
 * layers.dense("hidden", x, Dense.units(16).kernelRegularizer(Regularizers.l2(1e-4)));
 * List<Operand<?>> penalties = graph.regularizationLosses();
 * }</pre>
 */
public final class Regularizers {

  private Regularizers() {}

  /**
   * {@code factor · Σ |w|}.
   *
   * @param <T> the element type of the variable
   * @param factor not negative
   * @return the regulariser
   * @throws IllegalArgumentException if the factor is negative or not finite
   */
  public static <T extends TFloating> Regularizer<T> l1(double factor) {
    return l1l2(factor, 0);
  }

  /**
   * {@code factor · Σ w²}; {@code tf.nn.l2_loss} is half of that sum.
   *
   * @param <T> the element type of the variable
   * @param factor not negative
   * @return the regulariser
   * @throws IllegalArgumentException if the factor is negative or not finite
   */
  public static <T extends TFloating> Regularizer<T> l2(double factor) {
    return l1l2(0, factor);
  }

  /**
   * {@code l1 · Σ |w| + l2 · Σ w²}.
   *
   * @param <T> the element type of the variable
   * @param l1 not negative
   * @param l2 not negative
   * @return the regulariser
   * @throws IllegalArgumentException if a factor is negative or not finite
   */
  public static <T extends TFloating> Regularizer<T> l1l2(double l1, double l2) {
    requireFactor("L1", l1);
    requireFactor("L2", l2);
    return (tf, weights) -> {
      if (l1 == 0) {
        return scaled(tf, l2, tf.math.square(weights));
      }
      Operand<T> absolute = scaled(tf, l1, tf.math.abs(weights));
      return l2 == 0 ? absolute : tf.math.add(absolute, scaled(tf, l2, tf.math.square(weights)));
    };
  }

  private static <T extends TFloating> Operand<T> scaled(Ops tf, double factor, Operand<T> terms) {
    int[] axes = new int[terms.shape().numDimensions()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i;
    }
    Operand<TInt32> all = tf.constant(axes);
    return tf.math.mul(tf.reduceSum(terms, all), tf.dtypes.cast(tf.constant(factor), terms.type()));
  }

  private static void requireFactor(String which, double factor) {
    if (!(factor >= 0 && Double.isFinite(factor))) {
      throw new IllegalArgumentException(
          "the factor of an " + which + " penalty must be finite and not negative, got " + factor);
    }
  }
}
