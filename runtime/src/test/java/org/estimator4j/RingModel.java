package org.estimator4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.input.Input;
import org.estimator4j.input.Rows;
import org.estimator4j.nn.layer.Activation;
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelContext;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A small model for the tests of the runtime, with a factory written by hand: is a point inside a
 * ring? It has dropout and Adam's slots, so that everything a resume must restore is in it.
 */
class RingModel implements EstimatorSpecFactory {

  static final DenseFeature<TFloat32> POINT =
      FeatureSpec.dense("point", TFloat32.class, Shape.of(-1, 2));
  static final DenseFeature<TInt32> INSIDE =
      FeatureSpec.dense("inside", TInt32.class, Shape.of(-1));

  final List<SessionRunHook> hooks = new ArrayList<>();
  BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> lossChange = (tf, loss) -> loss;
  int hidden = 16;
  double learningRate = 0.01;

  /** So many points, always the same ones. */
  static Rows rows(int count) {
    Random random = new Random(5);
    float[] points = new float[count * 2];
    int[] inside = new int[count];
    for (int i = 0; i < count; i++) {
      double radius = random.nextDouble() * 2;
      double angle = random.nextDouble() * 2 * Math.PI;
      points[2 * i] = (float) (radius * Math.cos(angle));
      points[2 * i + 1] = (float) (radius * Math.sin(angle));
      inside[i] = radius < 1 ? 1 : 0;
    }
    return Input.arrays().feature("point", points, Shape.of(2)).label("inside", inside);
  }

  @Override
  public String modelName() {
    return "org.acme.RingModel";
  }

  @Override
  public Set<Mode> modes() {
    return Set.of(Mode.values());
  }

  @Override
  public InputSpec inputs() {
    return InputSpec.of(List.of(POINT), List.of(INSIDE));
  }

  @Override
  public EstimatorSpec create(ModelContext context) {
    Operand<TFloat32> layer =
        context.layers().dense("hidden", context.feature(POINT), hidden, Activation.RELU);
    Operand<TFloat32> dropped = context.layers().dropout("dropout", layer, 0.2);
    Operand<TFloat32> logits = context.layers().dense("logits", dropped, 2);
    if (context.mode() == Mode.PREDICT) {
      return EstimatorSpec.forPrediction()
          .prediction("probabilities", context.ops().nn.softmax(logits))
          .prediction("inside", context.ops().math.argMax(logits, context.ops().constant(-1)))
          .predictionHooks(hooks)
          .build();
    }
    Operand<TInt32> label = context.label(INSIDE);
    Operand<TFloat32> loss =
        lossChange.apply(context.ops(), context.losses().sparseSoftmaxCrossEntropy(label, logits));
    if (context.mode() == Mode.EVAL) {
      return EstimatorSpec.forEvaluation()
          .loss(loss)
          .evalMetric("accuracy", context.metrics().accuracyOfLogits("accuracy", label, logits))
          .evaluationHooks(hooks)
          .build();
    }
    context
        .summaries()
        .scalar("half_loss", context.ops().math.mul(loss, context.ops().constant(0.5f)));
    return EstimatorSpec.forTraining()
        .loss(loss)
        .trainOp(context.minimize(new Adam(learningRate), loss))
        .trainingHooks(hooks)
        .build();
  }
}
