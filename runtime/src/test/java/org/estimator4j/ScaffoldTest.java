package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.estimator4j.config.RunConfig;
import org.estimator4j.graph.Variable;
import org.estimator4j.input.Input;
import org.estimator4j.session.Scaffold;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** What a scaffold changes when a session is made ready. */
class ScaffoldTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(100).shuffle().repeat().batch(10);
  private final List<String> calls = new ArrayList<>();

  private Estimator estimator(Function<ModelContext, Scaffold> scaffold) {
    return Estimator.of(
        new RingModel() {
          @Override
          public EstimatorSpec create(ModelContext context) {
            return super.create(context).toBuilder().scaffold(scaffold.apply(context)).build();
          }
        },
        RunConfig.builder(dir.resolve("model")).saveCheckpointsSteps(10).build());
  }

  @Test
  void theInitFunctionIsForAFreshStartOnly() {
    Function<ModelContext, Scaffold> scaffold =
        context ->
            Scaffold.builder().initFn(session -> calls.add("at " + session.globalStep())).build();
    for (int steps : new int[] {10, 20}) {
      try (Estimator estimator = estimator(scaffold)) {
        estimator.train(train, TrainOption.maxSteps(steps));
      }
    }
    assertEquals(List.of("at 0"), calls);
  }

  @Test
  void anInitOpAndALocalOneAreFed() {
    Function<ModelContext, Scaffold> startAsFed =
        context -> {
          Ops tf = context.ops();
          Op all = context.graph().globalInitializer();
          Operand<TInt64> start = tf.placeholder(TInt64.class);
          Operand<TInt64> local = tf.placeholder(TInt64.class);
          var step = context.globalStep().variable();
          return Scaffold.builder()
              .initOp(step.assign(tf.withControlDependencies(all), start))
              .initFeed(start, () -> TInt64.scalarOf(7))
              .localInitOp(tf.identity(local))
              .localInitFeed(
                  local,
                  () -> {
                    calls.add("local");
                    return TInt64.scalarOf(1);
                  })
              .build();
        };
    try (Estimator estimator = estimator(startAsFed)) {
      assertEquals(10, estimator.train(train, TrainOption.steps(3)).globalStep());
      assertEquals(13, estimator.train(train, TrainOption.steps(3)).globalStep());
    }
    assertEquals(List.of("local", "local"), calls);
  }

  @Test
  void anInitOpReplacesTheInitialisers() {
    Function<ModelContext, Scaffold> startAtSeven =
        context -> {
          Ops tf = context.ops();
          Op all = context.graph().globalInitializer();
          Op seven =
              context
                  .globalStep()
                  .variable()
                  .assign(tf.withControlDependencies(all), tf.constant(7L));
          return Scaffold.builder().initOp(seven).build();
        };
    try (Estimator estimator = estimator(startAtSeven)) {
      assertEquals(10, estimator.train(train, TrainOption.steps(3)).globalStep());
    }
  }

  @Test
  void aLocalInitOpRunsInEveryCall() {
    Function<ModelContext, Scaffold> counting =
        context -> {
          Ops tf = context.ops();
          Variable<TFloat32> calls =
              context
                  .graph()
                  .variable("calls", TFloat32.class, Shape.scalar())
                  .initializer((ops, variable) -> ops.constant(0f))
                  .trainable(false)
                  .create();
          return Scaffold.builder().localInitOp(calls.assignAdd(tf, tf.constant(1f))).build();
        };
    try (Estimator estimator = estimator(counting)) {
      estimator.train(train, TrainOption.maxSteps(10));
      estimator.train(train, TrainOption.maxSteps(20));
      assertEquals(2, estimator.variableValue("calls").asDouble());
    }
  }

  @Test
  void aSessionThatIsNotReadyEndsTheCall() {
    Function<ModelContext, Scaffold> never =
        context -> {
          Operand<TString> names = context.ops().array("weights");
          return Scaffold.builder().readyOp(names).build();
        };
    try (Estimator estimator = estimator(never)) {
      assertEquals(
          "the session is not ready after its initialisation: [weights] are not initialised."
              + " Initialise them in the scaffold's initOp or localInitOp.",
          assertThrows(
                  IllegalStateException.class,
                  () -> estimator.train(train, TrainOption.maxSteps(10)))
              .getMessage());
    }
  }
}
