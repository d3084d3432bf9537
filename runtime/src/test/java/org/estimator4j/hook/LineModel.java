package org.estimator4j.hook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.estimator4j.Estimator;
import org.estimator4j.TrainOption;
import org.estimator4j.TrainResult;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.RunConfig;
import org.estimator4j.config.RunConfigBuilder;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.graph.Variable;
import org.estimator4j.input.Input;
import org.estimator4j.nn.optimizer.GradientDescent;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelContext;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A line through the origin: one weight, and hooks that are made over its tensors. */
final class LineModel implements EstimatorSpecFactory {

  private static final DenseFeature<TFloat32> X =
      FeatureSpec.dense("x", TFloat32.class, Shape.of(-1));
  private static final DenseFeature<TFloat32> Y =
      FeatureSpec.dense("y", TFloat32.class, Shape.of(-1));

  private final Function<LineModel, List<SessionRunHook>> hooks;
  Variable<TFloat32> weight;
  Operand<TFloat32> loss;

  /** 1 unless it is fed; the gradient is multiplied by it. */
  Operand<TFloat32> rate;

  Operand<TFloat32> twiceTheRate;

  LineModel(Function<LineModel, List<SessionRunHook>> hooks) {
    this.hooks = hooks;
  }

  /** Trains in a directory of its own, with hooks over the tensors of the model. */
  static TrainResult train(Path dir, long steps, Function<LineModel, List<SessionRunHook>> hooks) {
    return train(dir, steps, UnaryOperator.identity(), hooks);
  }

  static TrainResult train(
      Path dir,
      long steps,
      UnaryOperator<RunConfigBuilder> settings,
      Function<LineModel, List<SessionRunHook>> hooks) {
    RunConfigBuilder config =
        RunConfig.builder(dir.resolve("model"))
            .withoutCheckpoints()
            .saveSummarySteps(0)
            .logStepCountSteps(0);
    LineModel model = new LineModel(hooks);
    try (Estimator estimator = Estimator.of(model, settings.apply(config).build())) {
      return estimator.train(input(), TrainOption.steps(steps));
    }
  }

  static Input input() {
    return Input.arrays()
        .feature("x", new float[] {1, 2, 3, 4}, Shape.scalar())
        .label("y", new float[] {2, 4, 6, 8})
        .repeat()
        .batch(2);
  }

  @Override
  public String modelName() {
    return "org.acme.LineModel";
  }

  @Override
  public Set<Mode> modes() {
    return Set.of(Mode.TRAIN);
  }

  @Override
  public InputSpec inputs() {
    return InputSpec.of(List.of(X), List.of(Y));
  }

  @Override
  public EstimatorSpec create(ModelContext context) {
    Ops tf = context.ops();
    weight =
        context
            .graph()
            .variable("weight", TFloat32.class, Shape.scalar())
            .initializer((ops, v) -> ops.constant(0.5f))
            .create();
    rate = tf.withName("rate").placeholderWithDefault(tf.constant(1f), Shape.scalar());
    twiceTheRate = tf.math.add(rate, rate);
    Operand<TFloat32> miss = tf.math.sub(tf.math.mul(context.feature(X), weight), context.label(Y));
    Operand<TFloat32> mean = tf.withName("mean").math.mean(tf.math.square(miss), tf.constant(0));
    loss = tf.withName("miss").math.mul(rate, mean);
    return EstimatorSpec.forTraining()
        .loss(loss)
        .trainOp(context.minimize(new GradientDescent(0.01), loss))
        .trainingHooks(new ArrayList<>(hooks.apply(this)))
        .build();
  }
}
