package org.estimator4j.nn.layer;

import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** Normalisation along the last dimension, as Keras' {@code LayerNormalization}. */
final class LayerNormalization {

  private LayerNormalization() {}

  static <T extends TFloating> Operand<T> of(
      ModelGraph graph, Operand<T> x, long channels, double epsilon) {
    Weights weights = new Weights(graph);
    Shape shape = Shape.of(channels);
    Variable<T> gamma = weights.make("gamma", x.type(), shape, Initializers.ones(), null);
    Variable<T> beta = weights.make("beta", x.type(), shape, Initializers.zeros(), null);
    Ops tf = graph.ops();
    Operand<TInt32> last = tf.constant(-1);
    Operand<T> mean = tf.math.mean(x, last, Mean.keepDims(true));
    Operand<T> variance =
        tf.math.mean(
            tf.math.squaredDifference(x, tf.stopGradient(mean)), last, Mean.keepDims(true));
    Operand<T> small = tf.dtypes.cast(tf.constant(epsilon), x.type());
    Operand<T> factor = tf.math.mul(tf.math.rsqrt(tf.math.add(variance, small)), gamma);
    return tf.math.add(tf.math.mul(tf.math.sub(x, mean), factor), beta);
  }
}
