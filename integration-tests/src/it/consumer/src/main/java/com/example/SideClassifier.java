package com.example;

import java.util.Map;
import org.estimator4j.annotation.EvalMetricOps;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.estimator4j.annotation.Loss;
import org.estimator4j.annotation.ModelFn;
import org.estimator4j.annotation.Predictions;
import org.estimator4j.annotation.TrainOp;
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

/** Tells on which side of a line a point lies. */
public final class SideClassifier {

  private final Settings settings;

  public SideClassifier(Settings settings) {
    this.settings = settings;
  }

  @ModelFn
  Operand<TFloat32> logits(Layers layers, @Feature(shape = {-1, 2}) Operand<TFloat32> point) {
    return layers.dense("logits", point, 2);
  }

  @Predictions
  Answer answer(Ops tf, Operand<TFloat32> logits) {
    return new Answer(tf.math.argMax(logits, tf.constant(-1)));
  }

  record Answer(Operand<TInt64> side) {}

  @Loss
  Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> side) {
    return losses.sparseSoftmaxCrossEntropy(side, logits);
  }

  @TrainOp
  Optimizer optimizer() {
    return new Adam(settings.learningRate());
  }

  @EvalMetricOps
  Map<String, EvalMetric> metrics(
      Metrics metrics, Operand<TFloat32> logits, @Label Operand<TInt32> side) {
    return Map.of("accuracy", metrics.accuracyOfLogits("accuracy", side, logits));
  }
}
