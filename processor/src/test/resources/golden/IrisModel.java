package org.estimator4j.samples.iris;

import java.util.Map;
import org.estimator4j.annotation.DType;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.estimator4j.annotation.Mode;
import org.estimator4j.annotation.ModelFn;
import org.estimator4j.config.Params;
import org.estimator4j.feature.Features;
import org.estimator4j.feature.Labels;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.layer.Activation;
import org.estimator4j.nn.layer.Layers;
import org.estimator4j.nn.loss.Losses;
import org.estimator4j.nn.metric.Metrics;
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.spec.EstimatorSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Tells the species of an iris, the way a {@code model_fn} of Python's {@code tf.estimator} does.
 */
public final class IrisModel {

  static final int SPECIES = 3;

  @ModelFn(
      features =
          @Feature(
              name = "measurements",
              dtype = DType.FLOAT32,
              shape = {-1, 4}),
      labels = @Label(name = "species", dtype = DType.INT32))
  EstimatorSpec modelFn(
      Features features,
      Labels labels,
      Mode mode,
      Params params,
      ModelGraph graph,
      Layers layers,
      Losses losses,
      Metrics metrics) {
    Ops tf = graph.ops();
    Operand<TFloat32> measurements = features.get("measurements", TFloat32.class);
    Operand<TFloat32> hidden =
        layers.dense("hidden", measurements, params.getInt("hidden_units"), Activation.RELU);
    Operand<TFloat32> logits = layers.dense("logits", hidden, SPECIES);
    Operand<TInt64> species = tf.math.argMax(logits, tf.constant(-1));
    if (mode == Mode.PREDICT) {
      return EstimatorSpec.builder(mode)
          .predictions(Map.of("species", species, "probabilities", tf.nn.softmax(logits)))
          .build();
    }

    Operand<TInt32> truth = labels.get("species", TInt32.class);
    Operand<TFloat32> loss = losses.sparseSoftmaxCrossEntropy(truth, logits);
    if (mode == Mode.EVAL) {
      return EstimatorSpec.builder(mode)
          .loss(loss)
          .evalMetricOps(Map.of("accuracy", metrics.accuracy("accuracy", truth, species)))
          .build();
    }
    return EstimatorSpec.builder(mode)
        .loss(loss)
        .trainOp(new Adam(params.getFloat("learning_rate")).minimize(graph, loss))
        .build();
  }
}
