package org.estimator4j.samples.fashion;

import org.estimator4j.annotation.EvalMetricOps;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.estimator4j.annotation.Loss;
import org.estimator4j.annotation.Mode;
import org.estimator4j.annotation.ModelFn;
import org.estimator4j.annotation.Output;
import org.estimator4j.annotation.Predictions;
import org.estimator4j.annotation.TrainOp;
import org.estimator4j.config.Params;
import org.estimator4j.nn.layer.Activation;
import org.estimator4j.nn.layer.Conv2d;
import org.estimator4j.nn.layer.Layers;
import org.estimator4j.nn.loss.Losses;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.nn.metric.Metrics;
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.nn.optimizer.Optimizer;
import org.estimator4j.summary.Summaries;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Tells what piece of clothing a photograph of 28 × 28 pixels shows. */
public final class FashionClassifier {

  static final int KINDS = 10;
  static final int SIDE = 28;

  private static final float BRIGHTEST = 255;
  private static final long STEPS_BETWEEN_PICTURES = 500;

  /** The network, shared by every mode. Its result is an input of the methods below, by name. */
  @ModelFn
  Operand<TFloat32> logits(
      Ops tf,
      Mode mode,
      Layers layers,
      Params params,
      Summaries summaries,
      @Feature(shape = {-1, SIDE, SIDE}) Operand<TUint8> pixels) {
    Operand<TUint8> images = tf.reshape(pixels, tf.constant(new int[] {-1, SIDE, SIDE, 1}));
    Operand<TFloat32> light =
        tf.math.div(tf.dtypes.cast(images, TFloat32.class), tf.constant(BRIGHTEST));
    Conv2d conv = Conv2d.filters(32).same().activation(Activation.RELU);
    Operand<TFloat32> edges = layers.maxPool2d("pool1", layers.conv2d("conv1", light, conv), 2, 2);
    Conv2d more = Conv2d.filters(64).same().activation(Activation.RELU);
    Operand<TFloat32> parts = layers.maxPool2d("pool2", layers.conv2d("conv2", edges, more), 2, 2);
    Operand<TFloat32> hidden = layers.dense("hidden", layers.flatten(parts), 128, Activation.RELU);
    if (mode == Mode.TRAIN) {
      Summaries rare = summaries.every(STEPS_BETWEEN_PICTURES);
      rare.image("clothes", images);
      rare.histogram("hidden_activations", hidden);
    }
    return layers.dense(
        "logits", layers.dropout("dropout", hidden, params.getFloat("dropout")), KINDS);
  }

  /** What the model says: a record, so the compiler knows the outputs' names and types. */
  record Answer(
      Operand<TInt64> kind, @Output(shape = {-1, KINDS}) Operand<TFloat32> probabilities) {}

  @Predictions
  Answer answer(Ops tf, Operand<TFloat32> logits) {
    return new Answer(tf.math.argMax(logits, tf.constant(-1)), tf.nn.softmax(logits));
  }

  @Loss
  Operand<TFloat32> loss(
      Ops tf, Losses losses, Operand<TFloat32> logits, @Label Operand<TUint8> kind) {
    return losses.sparseSoftmaxCrossEntropy(tf.dtypes.cast(kind, TInt32.class), logits);
  }

  @TrainOp
  Optimizer optimizer(Params params) {
    return new Adam(params.getFloat("learning_rate"));
  }

  /** What {@code evaluate} reports beside the loss. */
  record Quality(EvalMetric accuracy, @Output(name = "confusion_matrix") EvalMetric confusion) {}

  @EvalMetricOps
  Quality quality(Ops tf, Metrics metrics, Operand<TFloat32> logits, @Label Operand<TUint8> kind) {
    Operand<TInt32> truth = tf.dtypes.cast(kind, TInt32.class);
    return new Quality(
        metrics.accuracyOfLogits("accuracy", truth, logits),
        metrics.confusionMatrix(
            "confusion_matrix", truth, tf.math.argMax(logits, tf.constant(-1)), KINDS));
  }
}
