package org.estimator4j.nn.preprocessing;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TIntegral;
import org.tensorflow.types.family.TNumber;

/** From raw features to what layers take, inside of the graph and so exported with the model. */
public final class Preprocessing {

  private final ModelGraph graph;

  /**
   * Preprocessing in a graph.
   *
   * @param graph where the nodes are added
   */
  public Preprocessing(ModelGraph graph) {
    this.graph = graph;
  }

  /**
   * {@code (x - mean) / stddev}.
   *
   * @param <T> the element type
   * @param x any tensor
   * @param mean the mean in the training data
   * @param stddev the standard deviation in the training data, positive
   * @return a tensor of the same shape
   */
  public <T extends TFloating> Operand<T> normalize(Operand<T> x, double mean, double stddev) {
    return normalize(x, new double[] {mean}, new double[] {stddev});
  }

  /**
   * {@code (x - mean) / stddev}, column by column.
   *
   * @param <T> the element type
   * @param x a tensor whose last dimension are the columns
   * @param mean the mean of each column in the training data
   * @param stddev the standard deviation of each column in the training data, positive
   * @return a tensor of the same shape
   */
  public <T extends TFloating> Operand<T> normalize(Operand<T> x, double[] mean, double[] stddev) {
    requireColumns(x, mean, stddev);
    Ops tf = graph.ops().withSubScope("normalize");
    return tf.math.div(
        tf.math.sub(x, tf.dtypes.cast(tf.constant(mean), x.type())),
        tf.dtypes.cast(tf.constant(stddev), x.type()));
  }

  /**
   * A vector for each id, with 1 at the id's place and 0 elsewhere; zeros only for an id that is
   * out of range.
   *
   * @param ids a tensor of any shape
   * @param depth the number of ids
   * @return a tensor of the ids' shape and one dimension of size {@code depth} more
   */
  public Operand<TFloat32> oneHot(Operand<? extends TIntegral> ids, int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("one-hot depth must be positive, got " + depth);
    }
    Ops tf = graph.ops().withSubScope("one_hot");
    Operand<? extends TNumber> numbers = ids;
    return tf.oneHot(numbers, tf.constant(depth), tf.constant(1f), tf.constant(0f));
  }

  /**
   * The number of boundaries that are not above each element: 0 below the first, and so on.
   *
   * @param x numbers of any shape
   * @param boundaries strictly ascending
   * @return a tensor of the same shape
   */
  public Operand<TInt32> bucketize(Operand<? extends TNumber> x, float... boundaries) {
    List<Float> list = new ArrayList<>();
    for (float boundary : boundaries) {
      if (!list.isEmpty() && !(list.get(list.size() - 1) < boundary)) {
        throw new IllegalArgumentException(
            "boundaries must ascend: " + list.get(list.size() - 1) + " is before " + boundary);
      }
      list.add(boundary);
    }
    return graph.ops().bucketize(x, list);
  }

  /**
   * Puts a number in the place of each NaN.
   *
   * @param <T> the element type
   * @param x any tensor
   * @param value the number
   * @return a tensor of the same shape
   */
  public <T extends TFloating> Operand<T> fillMissing(Operand<T> x, double value) {
    Ops tf = graph.ops().withSubScope("fill_missing");
    Operand<T> fill = tf.dtypes.cast(tf.constant(value), x.type());
    return tf.select(tf.math.isNan(x), tf.fill(tf.shape(x), fill), x);
  }

  private static void requireColumns(Operand<?> x, double[] mean, double[] stddev) {
    int rank = x.shape().numDimensions();
    long columns = rank < 1 ? 1 : x.shape().get(rank - 1);
    if (mean.length != stddev.length
        || (mean.length != 1 && columns >= 0 && mean.length != columns)) {
      throw new IllegalArgumentException(
          "normalize: "
              + mean.length
              + " means and "
              + stddev.length
              + " standard deviations for a tensor of shape "
              + x.shape());
    }
    for (double deviation : stddev) {
      if (!(deviation > 0)) {
        throw new IllegalArgumentException(
            "normalize: a standard deviation must be positive, got " + deviation);
      }
    }
  }
}
