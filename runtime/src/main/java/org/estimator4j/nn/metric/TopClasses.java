package org.estimator4j.nn.metric;

import org.estimator4j.nn.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TIntegral;

/**
 * The best classes of each row and the true ones.
 *
 * @param tf the ops to build with
 * @param best {@code [batch, …, k]}, the best first
 * @param labels {@code [batch, …, labels]}
 */
record TopClasses(Ops tf, Operand<TInt64> best, Operand<TInt64> labels) {

  /** What is right and wrong in each row, {@code [batch, …]}. */
  record Counts(
      Operand<TFloat64> hits, Operand<TFloat64> falsePositives, Operand<TFloat64> falseNegatives) {}

  static void requireFit(
      String name, Operand<? extends TIntegral> labels, Operand<? extends TFloating> scores) {
    Shape of = scores.shape();
    Shape by = labels.shape();
    int rank = of.numDimensions();
    int labelled = by.numDimensions();
    boolean fits =
        rank >= 2
            && (labelled == rank || labelled == rank - 1)
            && by.take(rank - 1).isCompatibleWith(of.take(rank - 1));
    if (!fits) {
      throw new IllegalArgumentException(
          MetricBuilder.title(name)
              + ": labels of shape [batch] or [batch, labels] and scores of shape [batch, classes]"
              + " are wanted, got labels "
              + by
              + " and scores "
              + of);
    }
  }

  static TopClasses of(
      Ops tf, int k, Operand<? extends TIntegral> labels, Operand<? extends TFloating> scores) {
    Operand<TInt64> best =
        Numbers.cast(tf, tf.nn.topK(scores, tf.constant(k), TInt32.class).indices(), TInt64.class);
    Operand<TInt64> classes = Numbers.cast(tf, labels, TInt64.class);
    boolean several = labels.shape().numDimensions() == scores.shape().numDimensions();
    return new TopClasses(tf, best, several ? classes : tf.expandDims(classes, tf.constant(-1)));
  }

  Counts all() {
    Operand<TBool> right = isIn(best, labels);
    Operand<TBool> missed =
        tf.math.logicalNot(tf.math.logicalOr(isIn(labels, best), isRepeated(labels)));
    return new Counts(count(right), count(tf.math.logicalNot(right)), count(missed));
  }

  Counts of(long classId) {
    Operand<TBool> said = any(tf.math.equal(best, tf.constant(classId)));
    Operand<TBool> named = any(tf.math.equal(labels, tf.constant(classId)));
    return new Counts(
        number(tf.math.logicalAnd(said, named)),
        number(tf.math.logicalAnd(said, tf.math.logicalNot(named))),
        number(tf.math.logicalAnd(tf.math.logicalNot(said), named)));
  }

  /** The average precision of each row, {@code [batch, …]}. */
  Operand<TFloat64> averagePrecisions(int k) {
    Operand<TFloat64> right = number(isIn(best, labels));
    Operand<TFloat64> places = tf.range(tf.constant(1.0), tf.constant(k + 1.0), tf.constant(1.0));
    Operand<TFloat64> precisions = tf.math.div(tf.math.cumsum(right, tf.constant(-1)), places);
    Operand<TFloat64> sum = tf.reduceSum(tf.math.mul(precisions, right), tf.constant(-1));
    Operand<TFloat64> relevant =
        tf.math.minimum(
            tf.reduceSum(tf.onesLike(Numbers.cast(tf, labels, TFloat64.class)), tf.constant(-1)),
            tf.constant((double) k));
    return tf.math.divNoNan(sum, relevant);
  }

  /** For each element of a row whether it is among the elements of the other row. */
  private Operand<TBool> isIn(Operand<TInt64> elements, Operand<TInt64> others) {
    return any(
        tf.math.equal(
            tf.expandDims(elements, tf.constant(-1)), tf.expandDims(others, tf.constant(-2))));
  }

  /** For each element of a row whether it is equal to an earlier one. */
  private Operand<TBool> isRepeated(Operand<TInt64> elements) {
    Operand<TFloat64> equal =
        number(
            tf.math.equal(
                tf.expandDims(elements, tf.constant(-1)),
                tf.expandDims(elements, tf.constant(-2))));
    // How many equal ones there are up to the element, itself included.
    Operand<TFloat64> upTo =
        tf.reduceSum(tf.linalg.bandPart(equal, tf.constant(-1), tf.constant(0)), tf.constant(-1));
    return tf.math.greater(upTo, tf.constant(1.0));
  }

  private Operand<TBool> any(Operand<TBool> x) {
    return tf.reduceAny(x, tf.constant(-1));
  }

  private Operand<TFloat64> count(Operand<TBool> x) {
    return tf.reduceSum(number(x), tf.constant(-1));
  }

  private Operand<TFloat64> number(Operand<TBool> x) {
    return tf.dtypes.cast(x, TFloat64.class);
  }
}
