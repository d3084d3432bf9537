package org.estimator4j.samples.settings;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.estimator4j.annotation.Loss;
import org.estimator4j.annotation.Mode;
import org.estimator4j.annotation.ModelFn;
import org.estimator4j.annotation.Predictions;
import org.estimator4j.annotation.TrainOp;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.nn.layer.Layers;
import org.estimator4j.nn.loss.Losses;
import org.estimator4j.nn.optimizer.GradientDescent;
import org.estimator4j.nn.optimizer.Optimizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Its methods take the hyperparameters and the configuration where they want them. */
final class AnnotatedModel {

  final List<Seen> seen = new ArrayList<>();

  @ModelFn
  Operand<TFloat32> logits(
      Layers layers,
      Mode mode,
      Params params,
      RunConfig config,
      @Feature(shape = {-1, 2}) Operand<TFloat32> point) {
    seen.add(new Seen("logits", mode, params, config));
    return layers.dense("hidden", point, params.getInt("units"));
  }

  @Predictions
  Operand<TFloat32> predictions(
      Ops tf, Mode mode, RunConfig config, Params params, Operand<TFloat32> logits) {
    seen.add(new Seen("predictions", mode, params, config));
    return tf.nn.softmax(logits);
  }

  @Loss
  Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> side) {
    return losses.sparseSoftmaxCrossEntropy(side, logits);
  }

  @TrainOp
  Optimizer optimizer(Params params, RunConfig config) {
    seen.add(new Seen("optimizer", Mode.TRAIN, params, config));
    return new GradientDescent(params.getFloat("learning_rate"));
  }
}
