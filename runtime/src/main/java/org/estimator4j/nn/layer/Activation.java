package org.estimator4j.nn.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/**
 * What a layer does to its result, element by element as a rule. One of the constants, or one of
 * your own:
 *
 * <pre>{@code
 * Activation swish =
 *     new Activation() {
 *       @Override
 *       public <T extends TFloating> Operand<T> apply(Ops tf, Operand<T> x) {
 *         return tf.math.mul(x, tf.math.sigmoid(x));
 *       }
 *     };
 * layers.dense("hidden", x, 16, swish);
 * }</pre>
 */
@FunctionalInterface
public interface Activation {

  /** Nothing: the layer is linear. */
  Activation LINEAR = Activations::linear;

  /** {@code max(x, 0)}. */
  Activation RELU = Activations::relu;

  /** {@code min(max(x, 0), 6)}. */
  Activation RELU6 = Activations::relu6;

  /** {@code x} where positive, {@code exp(x) - 1} elsewhere. */
  Activation ELU = Activations::elu;

  /** {@code 1 / (1 + exp(-x))}. */
  Activation SIGMOID = Activations::sigmoid;

  /** The hyperbolic tangent. */
  Activation TANH = Activations::tanh;

  /** Probabilities along the last dimension. */
  Activation SOFTMAX = Activations::softmax;

  /**
   * Applies it.
   *
   * @param <T> the element type
   * @param tf the ops to build with
   * @param x what the layer computed
   * @return a tensor of the same shape
   */
  <T extends TFloating> Operand<T> apply(Ops tf, Operand<T> x);
}
