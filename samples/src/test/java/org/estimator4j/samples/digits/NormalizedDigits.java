package org.estimator4j.samples.digits;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.EvaluationHooks;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.estimator4j.annotation.Loss;
import org.estimator4j.annotation.Mode;
import org.estimator4j.annotation.ModelFn;
import org.estimator4j.annotation.Predictions;
import org.estimator4j.annotation.TrainOp;
import org.estimator4j.nn.layer.Activation;
import org.estimator4j.nn.layer.Conv2d;
import org.estimator4j.nn.layer.Layers;
import org.estimator4j.nn.loss.Losses;
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.nn.optimizer.Optimizer;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.session.TensorValue;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Digits with everything that behaves differently in training: batch normalisation and dropout. */
final class NormalizedDigits {

  /** The probabilities of each batch of the last evaluation. */
  final List<float[]> evaluated = new ArrayList<>();

  @ModelFn
  Operand<TFloat32> logits(
      Layers layers, @Feature(shape = {-1, 8, 8, 1}) Operand<TFloat32> pixels) {
    Operand<TFloat32> edges = layers.conv2d("edges", pixels, Conv2d.filters(16).same());
    Operand<TFloat32> normal = layers.batchNorm("normal", edges);
    Operand<TFloat32> flat = layers.flatten(layers.maxPool2d("pool", normal, 2, 2));
    Operand<TFloat32> hidden = layers.dense("hidden", flat, 32, Activation.RELU);
    return layers.dense("logits", layers.dropout("dropout", hidden, 0.5), 10);
  }

  @Predictions(modes = {Mode.EVAL, Mode.PREDICT})
  Operand<TFloat32> probabilities(Ops tf, Operand<TFloat32> logits) {
    return tf.nn.softmax(logits);
  }

  @Loss
  Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> digit) {
    return losses.sparseSoftmaxCrossEntropy(digit, logits);
  }

  @TrainOp
  Optimizer optimizer() {
    return new Adam(1e-3);
  }

  @EvaluationHooks
  SessionRunHook keep(Operand<TFloat32> probabilities) {
    SessionRunArgs wanted = SessionRunArgs.fetch(probabilities);
    return new SessionRunHook() {
      @Override
      public SessionRunArgs beforeRun(SessionRunContext context) {
        return wanted;
      }

      @Override
      public void afterRun(SessionRunContext context, SessionRunValues values) {
        evaluated.add(TensorValue.copyOf(values.get(probabilities)).asFloats());
      }
    };
  }
}
