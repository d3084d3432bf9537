package org.estimator4j.nn.loss;

import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TIntegral;
import org.tensorflow.types.family.TType;

/**
 * Losses of a model. Each call adds one to the graph and to its {@linkplain ModelGraph#losses
 * losses}.
 */
public final class Losses {

  private final ModelGraph graph;

  /**
   * Losses of a graph.
   *
   * @param graph where they are added
   */
  public Losses(ModelGraph graph) {
    this.graph = graph;
  }

  /**
   * The mean of the cross-entropies between softmax of the logits and the classes that the labels
   * name; 0 for an empty batch.
   *
   * @param <T> the element type of the logits
   * @param labels classes {@code [batch, …]}, int32 or int64, from 0 to {@code classes - 1}
   * @param logits scores {@code [batch, …, classes]}, not yet probabilities; with more than two
   *     dimensions the number of classes must be known
   * @return a scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> sparseSoftmaxCrossEntropy(
      Operand<? extends TIntegral> labels, Operand<T> logits) {
    Shape shape = logits.shape();
    int rank = shape.numDimensions();
    if (rank < 2
        || !labels.shape().isCompatibleWith(shape.take(rank - 1))
        || (rank > 2 && shape.get(rank - 1) == Shape.UNKNOWN_SIZE)) {
      throw new IllegalArgumentException(
          "labels of shape [batch] and logits of shape [batch, classes] are wanted, got labels "
              + labels.shape()
              + " and logits "
              + shape);
    }
    return graph.scope(
        "sparse_softmax_cross_entropy_loss",
        () -> {
          Ops tf = graph.ops();
          Operand<T> each =
              rank == 2
                  ? crossEntropy(tf, labels, logits)
                  : crossEntropy(
                      tf, flat(tf, labels, -1), flat(tf, logits, -1, shape.get(rank - 1)));
          Operand<T> loss = mean(tf, each);
          graph.addLoss(loss);
          return loss;
        });
  }

  private static <T extends TFloating> Operand<T> crossEntropy(
      Ops tf, Operand<? extends TIntegral> labels, Operand<T> logits) {
    return tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, labels).loss();
  }

  private static <T extends TType> Operand<T> flat(Ops tf, Operand<T> x, long... shape) {
    return tf.reshape(x, tf.constant(shape));
  }

  private static <T extends TFloating> Operand<T> mean(Ops tf, Operand<T> each) {
    Operand<T> sum = tf.withName("sum").reduceSum(each, tf.constant(0));
    Operand<T> count = tf.withName("num_present").dtypes.cast(tf.size(each), each.type());
    return tf.withName("value").math.divNoNan(sum, count);
  }
}
