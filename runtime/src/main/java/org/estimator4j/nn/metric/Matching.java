package org.estimator4j.nn.metric;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Comparisons of labels and predictions. */
final class Matching {

  private Matching() {}

  /** 1 where the prediction equals the label, 0 elsewhere. */
  static <T extends TType> Operand<TFloat64> hits(
      Ops tf, String metric, Operand<T> labels, Operand<? extends TType> predictions) {
    Shape a = labels.shape();
    Shape b = predictions.shape();
    if (!a.isCompatibleWith(b)) {
      throw new IllegalArgumentException(
          "metric '"
              + metric
              + "': labels have shape "
              + a
              + " and predictions "
              + b
              + "; they must be the same");
    }
    Ops scope = tf.withSubScope(metric + "/hits");
    return scope.dtypes.cast(
        scope.math.equal(labels, cast(scope, predictions, labels.type())), TFloat64.class);
  }

  @SuppressWarnings("unchecked") // the type was compared
  private static <T extends TType> Operand<T> cast(
      Ops tf, Operand<? extends TType> x, Class<T> type) {
    return x.type().equals(type) ? (Operand<T>) x : tf.dtypes.cast(x, type);
  }

  /** A matrix that counts pairs of a label, the row, and a prediction, the column. */
  static Operand<TInt64> countPairs(
      Ops tf, Operand<TInt64> labels, Operand<TInt64> predictions, int numClasses) {
    Operand<TInt64> pairs =
        tf.stack(java.util.List.of(labels, predictions), org.tensorflow.op.core.Stack.axis(1L));
    Operand<TInt64> shape = tf.constant(new long[] {numClasses, numClasses});
    return tf.scatterNd(pairs, tf.onesLike(labels), shape);
  }

  static Operand<TInt32> allDimensions(Ops tf, Operand<?> x) {
    return tf.range(tf.constant(0), tf.rank(x), tf.constant(1));
  }
}
