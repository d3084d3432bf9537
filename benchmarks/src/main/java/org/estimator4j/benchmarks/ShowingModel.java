package org.estimator4j.benchmarks;

import java.util.List;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.layer.Activation;
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelContext;
import org.estimator4j.summary.Summaries;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Two dense layers with scalars at every summary and histograms of all weights every 500 steps. */
final class ShowingModel implements EstimatorSpecFactory {

  static final int PIXELS = 784;
  static final int KINDS = 10;

  private static final DenseFeature<TFloat32> FEATURE =
      FeatureSpec.dense("pixels", TFloat32.class, Shape.of(-1, PIXELS));
  private static final DenseFeature<TInt32> LABEL =
      FeatureSpec.dense("kind", TInt32.class, Shape.of(-1));

  @Override
  public String modelName() {
    return getClass().getName();
  }

  @Override
  public Set<Mode> modes() {
    return Set.of(Mode.TRAIN);
  }

  @Override
  public InputSpec inputs() {
    return InputSpec.of(List.of(FEATURE), List.of(LABEL));
  }

  @Override
  public EstimatorSpec create(ModelContext context) {
    Operand<TFloat32> hidden =
        context.layers().dense("hidden", context.feature(FEATURE), 256, Activation.RELU);
    Operand<TFloat32> logits = context.layers().dense("logits", hidden, KINDS);
    Operand<TFloat32> loss =
        context.losses().sparseSoftmaxCrossEntropy(context.label(LABEL), logits);
    Ops tf = context.ops();
    Summaries summaries = context.summaries();
    summaries.scalar("mean_logit", tf.math.mean(logits, tf.constant(new int[] {0, 1})));
    summaries.scalar("mean_hidden", tf.math.mean(hidden, tf.constant(new int[] {0, 1})));
    Summaries rare = summaries.every(500);
    rare.histogram("hidden_activations", hidden);
    for (Variable<?> each : context.graph().trainableVariables()) {
      rare.histogram(each.name(), numbers(each));
    }
    return EstimatorSpec.forTraining()
        .loss(loss)
        .trainOp(context.minimize(new Adam(1e-3f), loss))
        .build();
  }

  @SuppressWarnings("unchecked") // weights are numbers
  private static Operand<? extends TNumber> numbers(Variable<?> variable) {
    return (Operand<? extends TNumber>) (Operand<?>) variable;
  }
}
