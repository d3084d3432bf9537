package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.checkpoint.IncompatibleCheckpointException;
import org.estimator4j.config.RunConfig;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.input.Input;
import org.estimator4j.session.Saver;
import org.estimator4j.session.Scaffold;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.InvalidSpecException;
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
  void whatAScaffoldLeavesOpenComesFromAnother() {
    Function<ModelContext, Scaffold> merged =
        context -> {
          Ops tf = context.ops();
          Operand<TInt64> start = tf.placeholder(TInt64.class);
          Operand<TInt64> never = tf.placeholder(TInt64.class);
          Op all = context.graph().globalInitializer();
          Ops after = tf.withControlDependencies(all);
          var step = context.globalStep().variable();
          Scaffold own =
              Scaffold.builder()
                  .initOp(step.assign(after, start))
                  .initFeed(start, () -> TInt64.scalarOf(7))
                  .build();
          Scaffold shared =
              Scaffold.builder()
                  .initOp(step.assign(after, never))
                  .initFeed(never, () -> TInt64.scalarOf(8))
                  .initFn(session -> calls.add("at " + session.globalStep()))
                  .localInitOp(tf.identity(start))
                  .localInitFeed(
                      start,
                      () -> {
                        calls.add("local");
                        return TInt64.scalarOf(1);
                      })
                  .build();
          return own.withDefaultsOf(shared);
        };
    try (Estimator estimator = estimator(merged)) {
      assertEquals(8, estimator.train(train, TrainOption.steps(1)).globalStep());
    }
    assertEquals(List.of("at 7", "local"), calls);
    assertEquals(
        Optional.empty(), Scaffold.defaults().withDefaultsOf(Scaffold.defaults()).initOp());
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

  @Test
  void localInitialisationWaitsForTheGlobalOne() {
    Function<ModelContext, Scaffold> never =
        context -> {
          Operand<TString> names = context.ops().array("weights");
          return Scaffold.builder()
              .readyForLocalInitOp(names)
              .localInitOp(context.ops().withName("never").noOp())
              .build();
        };
    try (Estimator estimator = estimator(never)) {
      assertEquals(
          "the session is not ready for the local initialisation: [weights] are not initialised."
              + " Initialise them in the scaffold's initOp.",
          assertThrows(
                  IllegalStateException.class,
                  () -> estimator.train(train, TrainOption.maxSteps(10)))
              .getMessage());
    }
    Function<ModelContext, Scaffold> ready =
        context -> {
          Ops tf = context.ops();
          Operand<TString> none =
              tf.slice(tf.array("weights"), tf.constant(new int[1]), tf.constant(new int[1]));
          return Scaffold.builder().readyForLocalInitOp(none).build();
        };
    try (Estimator estimator = estimator(ready)) {
      assertEquals(10, estimator.train(train, TrainOption.maxSteps(10)).globalStep());
    }
  }

  /** All but the moments of Adam, the kernel under the name of another program. */
  private static Scaffold withoutSlots(ModelContext context) {
    Map<String, Variable<?>> saved = new LinkedHashMap<>();
    for (Variable<?> variable : context.graph().trainableVariables()) {
      saved.put(variable.name().replace("hidden/", "theirs/"), variable);
    }
    return Scaffold.builder().saver(Saver.named(saved)).build();
  }

  @Test
  void aSaverChoosesVariablesAndNames() throws Exception {
    try (Estimator estimator = estimator(ScaffoldTest::withoutSlots)) {
      estimator.train(train, TrainOption.maxSteps(10));
      double loss = estimator.evaluate(RingModel.rows(50).batch(50)).loss();
      assertEquals(
          Set.of(
              "estimator4j/batch_counter",
              "global_step",
              "theirs/kernel",
              "theirs/bias",
              "logits/kernel",
              "logits/bias"),
          Set.copyOf(estimator.variableNames()));
      Path exported = estimator.exportSavedModel(dir.resolve("export"));
      try (CheckpointReader reader =
          CheckpointReader.open(exported.resolve("variables/variables"))) {
        assertTrue(reader.contents().variables().containsKey("theirs/kernel"));
      }
      // In another process: the moments begin again at 0, everything else goes on.
      try (Estimator again = estimator(ScaffoldTest::withoutSlots)) {
        assertEquals(loss, again.evaluate(RingModel.rows(50).batch(50)).loss());
        TrainResult result = again.train(train, TrainOption.maxSteps(20));
        assertEquals(20, result.globalStep());
        assertEquals(10, result.steps());
      }
    }
    // Without the saver the names are others, and what is missing is named.
    try (Estimator estimator = estimator(context -> Scaffold.defaults())) {
      String message =
          assertThrows(
                  IncompatibleCheckpointException.class,
                  () -> estimator.train(train, TrainOption.maxSteps(30)))
              .getMessage();
      assertTrue(message.contains("hidden/kernel"), message);
    }
  }

  @Test
  void aSaverKnowsItsLimits() {
    assertEquals(
        "a variable cannot be saved as 'estimator4j/state': a name is not empty, and 'estimator4j/'"
            + " is ours",
        assertThrows(
                IllegalArgumentException.class,
                () -> Scaffold.builder().saver(savedAs("estimator4j/state")))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> savedAs(""));
    assertEquals(
        "variable 'mine' cannot be saved as 'global_step': the global step is saved under this name"
            + " in any case",
        assertThrows(
                IllegalArgumentException.class,
                () -> {
                  try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
                    Saver.named(Map.of("global_step", mine(graph)));
                  }
                })
            .getMessage());
    assertEquals(Set.of("global_step"), savedAs("global_step").variables().keySet());
    try (ModelGraph other = ModelGraph.create(Mode.TRAIN, 1)) {
      Saver foreign = Saver.of(List.of(other.globalStep().variable()));
      try (Estimator estimator = estimator(context -> Scaffold.builder().saver(foreign).build())) {
        String message = assertThrows(InvalidSpecException.class, estimator::verify).getMessage();
        assertTrue(message.contains("scaffold.saver[global_step]"), message);
        assertTrue(message.contains("must be from the graph that is being built"), message);
      }
    }
  }

  private static Variable<TFloat32> mine(ModelGraph graph) {
    return graph
        .variable("mine", TFloat32.class, Shape.scalar())
        .initializer((ops, variable) -> ops.constant(0f))
        .create();
  }

  private static Saver savedAs(String name) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      return Saver.named(Map.of(name, graph.globalStep().variable()));
    }
  }
}
