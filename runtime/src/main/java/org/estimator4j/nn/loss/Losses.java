package org.estimator4j.nn.loss;

import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TIntegral;

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
   * The mean over the batch of the cross-entropy between softmax of the logits and the classes that
   * the labels name; 0 for an empty batch.
   *
   * @param <T> the element type of the logits
   * @param labels classes {@code [batch]}, int32 or int64, from 0 to {@code classes - 1}
   * @param logits scores {@code [batch, classes]}, not yet probabilities
   * @return a scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> sparseSoftmaxCrossEntropy(
      Operand<? extends TIntegral> labels, Operand<T> logits) {
    Shape expected = logits.shape();
    if (expected.numDimensions() < 2
        || !labels.shape().isCompatibleWith(expected.take(expected.numDimensions() - 1))) {
      throw new IllegalArgumentException(
          "labels of shape [batch] and logits of shape [batch, classes] are wanted, got labels "
              + labels.shape()
              + " and logits "
              + logits.shape());
    }
    return graph.scope(
        "sparse_softmax_cross_entropy_loss",
        () -> {
          Ops tf = graph.ops();
          Operand<T> each = tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, labels).loss();
          Operand<T> loss = mean(tf.withName("value"), each);
          graph.addLoss(loss);
          return loss;
        });
  }

  private static <T extends TFloating> Operand<T> mean(Ops tf, Operand<T> each) {
    Operand<T> sum =
        tf.withName("sum").reduceSum(each, tf.range(tf.constant(0), tf.rank(each), tf.constant(1)));
    Operand<T> count = tf.withName("num_present").dtypes.cast(tf.size(each), each.type());
    return tf.math.divNoNan(sum, count);
  }
}
