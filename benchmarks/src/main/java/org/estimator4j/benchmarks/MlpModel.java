package org.estimator4j.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.nn.layer.Activation;
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelContext;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A perceptron 784-128-10 with Adam, the same as the Python peer's. It remembers the nodes that it
 * made, so that other loops can drive the very same graph.
 */
final class MlpModel implements EstimatorSpecFactory {

  private static final DenseFeature<TFloat32> X =
      FeatureSpec.dense(
          FashionMnist.PIXELS_NAME, TFloat32.class, Shape.of(-1, FashionMnist.PIXELS));
  private static final DenseFeature<TInt32> Y =
      FeatureSpec.dense(FashionMnist.LABEL_NAME, TInt32.class, Shape.of(-1));

  private final int hiddenUnits;
  private @Nullable Nodes training;
  private @Nullable Nodes evaluation;

  /** What a loop feeds, fetches and runs. */
  record Nodes(Operand<TFloat32> x, Operand<TInt32> y, Operand<?> loss, Op update) {}

  MlpModel() {
    this(128);
  }

  MlpModel(int hiddenUnits) {
    this.hiddenUnits = hiddenUnits;
  }

  Nodes training() {
    return Objects.requireNonNull(training, "the graph is built by the first step");
  }

  Nodes evaluation() {
    return Objects.requireNonNull(evaluation, "the graph is built by the first evaluation");
  }

  @Override
  public String modelName() {
    return MlpModel.class.getName();
  }

  @Override
  public Set<Mode> modes() {
    return Set.of(Mode.values());
  }

  @Override
  public InputSpec inputs() {
    return InputSpec.of(List.of(X), List.of(Y));
  }

  @Override
  public EstimatorSpec create(ModelContext context) {
    Operand<TFloat32> x = context.feature(X);
    Operand<TFloat32> hidden = context.layers().dense("hidden", x, hiddenUnits, Activation.RELU);
    Operand<TFloat32> logits = context.layers().dense("logits", hidden, 10);
    if (context.mode() == Mode.PREDICT) {
      return EstimatorSpec.forPrediction()
          .prediction("probabilities", context.ops().nn.softmax(logits))
          .build();
    }
    Operand<TInt32> y = context.label(Y);
    Operand<TFloat32> loss = context.losses().sparseSoftmaxCrossEntropy(y, logits);
    if (context.mode() == Mode.EVAL) {
      var accuracy = context.metrics().accuracyOfLogits("accuracy", y, logits);
      evaluation = new Nodes(x, y, loss, accuracy.update());
      return EstimatorSpec.forEvaluation().loss(loss).evalMetric("accuracy", accuracy).build();
    }
    Op trainOp = context.minimize(new Adam(1e-3), loss);
    training = new Nodes(x, y, loss, trainOp);
    return EstimatorSpec.forTraining().loss(loss).trainOp(trainOp).build();
  }
}
