package org.estimator4j.samples.digits;

import org.estimator4j.annotation.EvalMetricOps;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.estimator4j.annotation.Loss;
import org.estimator4j.annotation.ModelFn;
import org.estimator4j.annotation.Output;
import org.estimator4j.annotation.Predictions;
import org.estimator4j.annotation.TrainOp;
import org.estimator4j.nn.layer.Activation;
import org.estimator4j.nn.layer.Conv2d;
import org.estimator4j.nn.layer.Layers;
import org.estimator4j.nn.loss.Losses;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.nn.metric.Metrics;
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.nn.optimizer.Optimizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Tells which digit an image of 8 × 8 pixels shows. */
public final class DigitsClassifier {

  static final int DIGITS = 10;

  private final float learningRate;

  /**
   * A classifier.
   *
   * @param learningRate of Adam
   */
  public DigitsClassifier(float learningRate) {
    this.learningRate = learningRate;
  }

  /** The network, shared by every mode. Its result is an input of the methods below, by name. */
  @ModelFn
  Operand<TFloat32> logits(
      Layers layers, @Feature(shape = {-1, 8, 8, 1}) Operand<TFloat32> pixels) {
    Conv2d conv = Conv2d.filters(32).same().activation(Activation.RELU);
    Operand<TFloat32> edges = layers.conv2d("edges", pixels, conv);
    Operand<TFloat32> strokes = layers.maxPool2d("strokes", edges, 2, 2);
    Operand<TFloat32> shapes = layers.conv2d("shapes", strokes, conv);
    Operand<TFloat32> flat = layers.flatten(layers.maxPool2d("parts", shapes, 2, 2));
    Operand<TFloat32> hidden = layers.dense("hidden", flat, 64, Activation.RELU);
    return layers.dense("logits", layers.dropout("dropout", hidden, 0.4), DIGITS);
  }

  /** What the model says: a record, so the compiler knows the outputs' names and types. */
  record Answer(
      @Output(shape = -1) Operand<TInt64> digit,
      @Output(shape = {-1, DIGITS}) Operand<TFloat32> probabilities) {}

  @Predictions
  Answer answer(Ops tf, Operand<TFloat32> logits) {
    return new Answer(tf.math.argMax(logits, tf.constant(-1)), tf.nn.softmax(logits));
  }

  @Loss
  Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> digit) {
    return losses.sparseSoftmaxCrossEntropy(digit, logits);
  }

  @TrainOp
  Optimizer optimizer() {
    return new Adam(learningRate);
  }

  /** What {@code evaluate} reports beside the loss. */
  record Quality(EvalMetric accuracy, @Output(name = "confusion_matrix") EvalMetric confusion) {}

  @EvalMetricOps
  Quality quality(Ops tf, Metrics metrics, Operand<TFloat32> logits, @Label Operand<TInt32> digit) {
    return new Quality(
        metrics.accuracyOfLogits("accuracy", digit, logits),
        metrics.confusionMatrix(
            "confusion_matrix", digit, tf.math.argMax(logits, tf.constant(-1)), DIGITS));
  }
}
