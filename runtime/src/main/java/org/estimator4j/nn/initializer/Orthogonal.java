package org.estimator4j.nn.initializer;

import org.estimator4j.graph.NewVariable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.Qr;
import org.tensorflow.types.family.TFloating;

/** A random orthogonal matrix: the first factor of a matrix of normally distributed values. */
final class Orthogonal {

  private Orthogonal() {}

  static <T extends TFloating> Operand<T> value(Ops tf, NewVariable<T> variable, double gain) {
    Shape shape = variable.shape();
    int rank = shape.numDimensions();
    if (rank < 2) {
      throw new IllegalArgumentException(
          "variable '"
              + variable.name()
              + "' of shape "
              + shape
              + " cannot be orthogonal: it needs at least two dimensions");
    }
    long columns = shape.get(rank - 1);
    long rows = shape.size() / Math.max(columns, 1);
    Shape tall = Shape.of(Math.max(rows, columns), Math.min(rows, columns));
    Qr<T> factors = tf.linalg.qr(Distribution.standardNormal(tf, variable, tall));
    // The signs make the distribution uniform, and the factorisation unique.
    Operand<T> signs = tf.math.sign(tf.linalg.tensorDiagPart(factors.r()));
    Operand<T> q = tf.math.mul(factors.q(), signs);
    if (rows < columns) {
      q = tf.linalg.transpose(q, tf.constant(new int[] {1, 0}));
    }
    Operand<T> scaled = tf.math.mul(q, tf.dtypes.cast(tf.constant(gain), variable.type()));
    return tf.reshape(scaled, tf.constant(shape));
  }
}
