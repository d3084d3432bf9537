package org.estimator4j.nn.layer;

import java.util.List;
import java.util.stream.IntStream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.Initializer;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * Batch normalisation, as {@code tf.compat.v1.layers.batch_normalization} does it: images of
 * float32 by the fused operation, all else from its parts. For images the moving variance is that
 * of a sample, {@code n / (n - 1)} of what the batch is normalised with, as the fused operation has
 * it; elsewhere it is the same.
 */
final class BatchNormalization<T extends TFloating> {

  private final ModelGraph graph;
  private final Ops tf;
  private final BatchNorm settings;
  private final Operand<T> x;
  private final Operand<T> gamma;
  private final Operand<T> beta;
  private final Variable<T> movingMean;
  private final Variable<T> movingVariance;

  /** Adds the variables; in the scope of the layer. */
  BatchNormalization(ModelGraph graph, Operand<T> x, long channels, BatchNorm settings) {
    this.graph = graph;
    this.tf = graph.ops();
    this.settings = settings;
    this.x = x;
    Shape shape = Shape.of(channels);
    Initializer<T> zeros = Initializers.zeros();
    Initializer<T> ones = Initializers.ones();
    this.gamma = settings.scale() ? variable("gamma", shape, ones, true) : filled(shape, 1);
    this.beta = settings.center() ? variable("beta", shape, zeros, true) : filled(shape, 0);
    this.movingMean = variable("moving_mean", shape, zeros, false);
    this.movingVariance = variable("moving_variance", shape, ones, false);
  }

  Operand<T> build() {
    boolean training = graph.mode() == Mode.TRAIN && !settings.frozen();
    boolean image = x.shape().numDimensions() == 4;
    if (image && x.type() == TFloat32.class) {
      return fused(training);
    }
    if (!training) {
      return normalize(movingMean, movingVariance);
    }
    Operand<TInt32> axes = tf.constant(IntStream.range(0, x.shape().numDimensions() - 1).toArray());
    Operand<T> mean = tf.math.mean(x, axes);
    // The derivative of the variance with respect to the mean is zero.
    Operand<T> variance = tf.math.mean(tf.math.squaredDifference(x, tf.stopGradient(mean)), axes);
    Operand<T> y = normalize(mean, variance);
    update(mean, image ? ofSample(variance) : variance);
    return y;
  }

  private Operand<T> fused(boolean training) {
    // While training, only with a factor other than 1 would the averages be read.
    FusedBatchNorm<T, T> norm =
        tf.nn.fusedBatchNorm(
            x,
            gamma,
            beta,
            training ? filled(Shape.of(0), 0) : movingMean,
            training ? filled(Shape.of(0), 0) : movingVariance,
            FusedBatchNorm.epsilon((float) settings.epsilon()),
            FusedBatchNorm.isTraining(training));
    if (training) {
      update(norm.batchMean(), norm.batchVariance());
    }
    return norm.y();
  }

  private Operand<T> normalize(Operand<T> mean, Operand<T> variance) {
    Operand<T> factor =
        tf.math.mul(gamma, tf.math.rsqrt(tf.math.add(variance, scalar(settings.epsilon()))));
    return tf.math.add(tf.math.mul(x, factor), tf.math.sub(beta, tf.math.mul(mean, factor)));
  }

  private Operand<T> ofSample(Operand<T> variance) {
    Operand<T> n = tf.dtypes.cast(tf.math.div(tf.size(x), tf.size(variance)), x.type());
    Operand<T> freedom = tf.math.maximum(tf.math.sub(n, scalar(1)), scalar(1));
    return tf.math.mul(variance, tf.math.div(n, freedom));
  }

  private void update(Operand<T> mean, Operand<T> variance) {
    update(movingMean, mean);
    update(movingVariance, variance);
  }

  /** Moves an average; after the other uses of a layer that is used more than once. */
  private void update(Variable<T> average, Operand<T> value) {
    List<Op> earlier =
        graph.updateOps().stream()
            .filter(op -> op.op().type().equals("AssignSubVariableOp"))
            .filter(
                op -> ((org.tensorflow.GraphOperation) op.op()).input(0).equals(average.handle()))
            .toList();
    Operand<T> old =
        earlier.isEmpty() ? average : average.read(tf.withControlDependencies(earlier));
    Operand<T> delta = tf.math.mul(tf.math.sub(old, value), scalar(1 - settings.momentum()));
    graph.addUpdateOp(average.assignSub(average.afterReads(tf), delta));
  }

  private Variable<T> variable(
      String name, Shape shape, Initializer<T> initializer, boolean trainable) {
    return graph
        .variable(name, x.type(), shape)
        .initializer(initializer)
        .trainable(trainable)
        .create();
  }

  private Operand<T> filled(Shape shape, double value) {
    return tf.fill(tf.constant(shape), scalar(value));
  }

  private Operand<T> scalar(double value) {
    return tf.dtypes.cast(tf.constant(value), x.type());
  }
}
