package org.estimator4j.samples.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.estimator4j.annotation.DType;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.estimator4j.annotation.Mode;
import org.estimator4j.annotation.ModelFn;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.feature.Features;
import org.estimator4j.feature.Labels;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.layer.Layers;
import org.estimator4j.nn.loss.Losses;
import org.estimator4j.nn.optimizer.GradientDescent;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecBuilder;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A {@code model_fn} with {@code params} and {@code config}. */
final class PortedModel {

  final List<Seen> seen = new ArrayList<>();

  @ModelFn(
      features =
          @Feature(
              name = "point",
              dtype = DType.FLOAT32,
              shape = {-1, 2}),
      labels = @Label(name = "side", dtype = DType.INT32))
  EstimatorSpec modelFn(
      Features features,
      Labels labels,
      Mode mode,
      Params params,
      RunConfig config,
      ModelGraph graph,
      Layers layers,
      Losses losses) {
    seen.add(new Seen("modelFn", mode, params, config));
    Operand<TFloat32> logits =
        layers.dense("hidden", features.get("point", TFloat32.class), params.getInt("units"));
    EstimatorSpecBuilder spec =
        EstimatorSpec.builder(mode).predictions(Map.of("side", graph.ops().nn.softmax(logits)));
    if (mode == Mode.PREDICT) {
      return spec.build();
    }
    Operand<TFloat32> loss =
        losses.sparseSoftmaxCrossEntropy(labels.get("side", TInt32.class), logits);
    if (mode == Mode.TRAIN) {
      spec.trainOp(new GradientDescent(params.getFloat("learning_rate")).minimize(graph, loss));
    }
    return spec.loss(loss).build();
  }
}
