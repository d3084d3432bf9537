package org.estimator4j.nn.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** The bodies of the constants of {@link Activation}; lambdas cannot be generic. */
final class Activations {

  private Activations() {}

  static <T extends TFloating> Operand<T> linear(Ops tf, Operand<T> x) {
    return x;
  }

  static <T extends TFloating> Operand<T> relu(Ops tf, Operand<T> x) {
    return tf.nn.relu(x);
  }

  static <T extends TFloating> Operand<T> relu6(Ops tf, Operand<T> x) {
    return tf.nn.relu6(x);
  }

  static <T extends TFloating> Operand<T> elu(Ops tf, Operand<T> x) {
    return tf.nn.elu(x);
  }

  static <T extends TFloating> Operand<T> sigmoid(Ops tf, Operand<T> x) {
    return tf.math.sigmoid(x);
  }

  static <T extends TFloating> Operand<T> tanh(Ops tf, Operand<T> x) {
    return tf.math.tanh(x);
  }

  static <T extends TFloating> Operand<T> softmax(Ops tf, Operand<T> x) {
    return tf.nn.softmax(x);
  }
}
