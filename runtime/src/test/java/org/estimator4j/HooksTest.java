package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.config.RunConfig;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.hook.NanLossDuringTrainingException;
import org.estimator4j.hook.NanLossHook;
import org.estimator4j.input.Input;
import org.estimator4j.session.GraphBuildingHook;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.ModelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The life cycle of hooks, and the ready-made ones, in real trainings. */
class HooksTest {

  @TempDir Path dir;

  private final List<String> calls = new ArrayList<>();
  private final Input train = RingModel.rows(100).shuffle().repeat().batch(10);
  private final RingModel model = new RingModel();

  private Estimator estimator() {
    return Estimator.of(
        model, RunConfig.builder(dir.resolve("model")).saveCheckpointsSteps(10).build());
  }

  /** Writes down every call; throws in one phase. */
  private final class Recorder implements SessionRunHook {

    private final String name;
    private final String throwsIn;

    Recorder(String name, String throwsIn) {
      this.name = name;
      this.throwsIn = throwsIn;
    }

    private void record(String phase) {
      calls.add(name + "." + phase);
      if (phase.equals(throwsIn)) {
        throw new IllegalStateException("out of luck");
      }
    }

    @Override
    public void begin(HookSession session) {
      record("begin");
    }

    @Override
    public void afterCreateSession(HookSession session) {
      record("afterCreateSession");
    }

    @Override
    public SessionRunArgs beforeRun(SessionRunContext context) {
      record("beforeRun");
      return SessionRunArgs.none();
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
      record("afterRun");
    }

    @Override
    public void end(HookSession session) {
      record("end");
    }

    @Override
    public void abandon(HookSession session) {
      record("abandon");
    }
  }

  private Recorder recorder(String name) {
    return new Recorder(name, "");
  }

  @Test
  void everyPhaseCallsTheHooksInOrder() {
    model.hooks.add(recorder("model"));
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(2), TrainOption.hooks(recorder("caller")));
    }
    List<String> phases =
        List.of(
            "begin", "afterCreateSession", "beforeRun", "afterRun", "beforeRun", "afterRun", "end");
    assertEquals(
        phases.stream().flatMap(phase -> Stream.of("caller." + phase, "model." + phase)).toList(),
        calls);
  }

  @Test
  void hooksOfTheChiefAreForTheTraining() {
    RingModel withChief =
        new RingModel() {
          @Override
          public EstimatorSpec create(ModelContext context) {
            EstimatorSpec spec = super.create(context);
            return spec.mode() == Mode.TRAIN
                ? spec.toBuilder().trainingChiefHooks(recorder("chief")).build()
                : spec;
          }
        };
    try (Estimator estimator = Estimator.of(withChief, RunConfig.inDir(dir.resolve("chief")))) {
      estimator.train(train, TrainOption.maxSteps(1));
      List<String> life =
          List.of(
              "chief.begin",
              "chief.afterCreateSession",
              "chief.beforeRun",
              "chief.afterRun",
              "chief.end");
      assertEquals(life, calls);
      estimator.evaluate(RingModel.rows(10).batch(10));
      assertEquals(life, calls, "not in an evaluation");
    }
  }

  @Test
  void anErrorInAHookKeepsNoOtherFromBeingAbandoned() {
    SessionRunHook broken =
        new SessionRunHook() {
          @Override
          public void abandon(HookSession session) {
            throw new AssertionError("broken");
          }
        };
    Recorder failing = new Recorder("failing", "afterRun");
    try (Estimator estimator = estimator()) {
      HookFailedException e =
          assertThrows(
              HookFailedException.class,
              () ->
                  estimator.train(train, TrainOption.steps(1), TrainOption.hooks(broken, failing)));
      assertEquals("broken", e.getSuppressed()[0].getMessage());
    }
    assertEquals("failing.abandon", calls.get(calls.size() - 1));
  }

  @Test
  void evaluateAndPredictHaveTheSameLife() {
    model.hooks.add(recorder("model"));
    List<String> life =
        List.of(
            "model.begin",
            "model.afterCreateSession",
            "model.beforeRun",
            "model.afterRun",
            "model.end");
    Input one = RingModel.rows(10).batch(10);
    try (Estimator estimator = estimator()) {
      estimator.evaluate(one);
      assertEquals(life, calls);
      calls.clear();
      assertEquals(10, estimator.predict(one).count());
      assertEquals(life, calls);
      calls.clear();
      estimator.evaluate(one);
      assertEquals(life, calls, "a second call runs every phase again");
    }
  }

  @Test
  void aFailureNamesTheHookAndThePhase() {
    for (String phase : List.of("begin", "afterCreateSession", "beforeRun", "afterRun", "end")) {
      calls.clear();
      Recorder failing = new Recorder("failing", phase);
      try (Estimator estimator = estimator()) {
        HookFailedException e =
            assertThrows(
                HookFailedException.class,
                () -> estimator.train(train, TrainOption.steps(1), TrainOption.hooks(failing)));
        String message = String.valueOf(e.getMessage());
        assertTrue(
            message.startsWith("hook org.estimator4j.HooksTest$Recorder failed in " + phase),
            message);
        assertTrue(message.endsWith(": out of luck"), message);
        assertInstanceOf(IllegalStateException.class, e.getCause());
      }
      assertEquals("failing.abandon", calls.get(calls.size() - 1), phase);
      assertEquals(phase.equals("end"), calls.contains("failing.end"), phase);
    }
  }

  @Test
  void aFailureInAnEvaluationOrAPredictionNamesThemToo() {
    Input one = RingModel.rows(10).batch(10);
    for (String phase : List.of("begin", "afterCreateSession", "beforeRun", "afterRun", "end")) {
      Recorder failing = new Recorder("failing", phase);
      try (Estimator estimator = estimator()) {
        for (Executable call :
            List.<Executable>of(
                () -> estimator.evaluate(one, EvalOption.hooks(failing)),
                () -> {
                  try (Stream<Prediction> rows =
                      estimator.predict(one, PredictOption.hooks(failing))) {
                    rows.count();
                  }
                })) {
          calls.clear();
          String message = assertThrows(HookFailedException.class, call).getMessage();
          assertTrue(
              message.startsWith("hook org.estimator4j.HooksTest$Recorder failed in " + phase),
              message);
          assertEquals("failing.abandon", calls.get(calls.size() - 1), phase);
        }
        assertEquals(10, estimator.predict(one).count(), "usable again");
      }
    }
  }

  @Test
  void aHookThatCallsTheEstimatorIsToldSo() {
    try (Estimator estimator = estimator()) {
      SessionRunHook evaluating =
          new SessionRunHook() {
            @Override
            public void afterRun(SessionRunContext context, SessionRunValues values) {
              estimator.evaluate(RingModel.rows(10).batch(10));
            }
          };
      String said =
          assertThrows(
                  HookFailedException.class,
                  () -> estimator.train(train, TrainOption.steps(1), TrainOption.hooks(evaluating)))
              .getMessage();
      assertTrue(
          said.endsWith("the estimator is in use by this thread already; a hook must not call it"),
          said);
      assertEquals(2, estimator.train(train, TrainOption.maxSteps(2)).globalStep(), "usable again");
    }
  }

  /** Reads variables all the time in a thread of its own, which ends the training in the end. */
  private static final class Watching implements SessionRunHook {

    private final List<Long> steps = new CopyOnWriteArrayList<>();
    private @Nullable FutureTask<Integer> task;
    private @Nullable HookSession session;
    private volatile boolean over;

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
      if (task == null) {
        task = new FutureTask<>(() -> watch(context));
        new Thread(task, "watching").start();
      }
    }

    private int watch(SessionRunContext context) {
      int reads = 0;
      HookSession running = context.session();
      while (!over) {
        running.fetch(running.graph().trainableVariables()).forEach(Tensor::close);
        steps.add(running.globalStep());
        if (++reads == 50) {
          context.requestStop("the thread has seen enough");
        }
      }
      return reads;
    }

    @Override
    public void end(HookSession ending) {
      session = ending;
      over = true;
      try {
        assertTrue(Objects.requireNonNull(task).get() >= 50);
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void aHookMayUseTheSessionFromAThreadOfItsOwn() {
    Watching hook = new Watching();
    try (Estimator estimator = estimator()) {
      TrainResult result = estimator.train(train, TrainOption.hooks(hook));
      assertEquals("the thread has seen enough", result.stopReason());
      assertEquals(hook.steps.stream().sorted().toList(), hook.steps, "the step goes up only");
      assertTrue(hook.steps.get(hook.steps.size() - 1) <= result.globalStep());
    }
    HookSession session = Objects.requireNonNull(hook.session);
    List<Variable<?>> variables = session.graph().trainableVariables();
    assertEquals(
        "the session is closed",
        assertThrows(IllegalStateException.class, () -> session.fetch(variables)).getMessage());
  }

  @Test
  void afterAFailureTheNextCallGoesOnFromTheLastGoodStep() {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(20));
      SessionRunHook failsLater =
          new SessionRunHook() {
            @Override
            public void afterRun(SessionRunContext context, SessionRunValues values) {
              if (context.globalStep() == 25) {
                throw new IllegalStateException("at 25");
              }
            }
          };
      assertThrows(
          HookFailedException.class,
          () -> estimator.train(train, TrainOption.maxSteps(40), TrainOption.hooks(failsLater)));
      assertEquals(25, Checkpoints.latest(dir.resolve("model")).orElseThrow().step());
      assertEquals(5, estimator.train(train, TrainOption.maxSteps(30)).steps());
    }
  }

  @Test
  void aStopRequestEndsNormally() {
    SessionRunHook stops =
        new SessionRunHook() {
          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            if (context.globalStep() == 7) {
              context.requestStop("seven is enough");
              context.requestStop("the first reason counts");
            }
          }
        };
    try (Estimator estimator = estimator()) {
      TrainResult result =
          estimator.train(
              train, TrainOption.maxSteps(50), TrainOption.hooks(stops, recorder("other")));
      assertEquals("seven is enough", result.stopReason());
      assertEquals(7, result.globalStep());
    }
    assertTrue(calls.contains("other.end"));
    assertEquals(7, Checkpoints.latest(dir.resolve("model")).orElseThrow().step());
  }

  /** Fetches the global step and the kernel, each on its own days. */
  private static final class Timed implements GraphBuildingHook {

    private final int every;
    private final List<Long> seen = new ArrayList<>();
    private SessionRunArgs args = SessionRunArgs.none();
    private Operand<TInt64> step;

    Timed(int every) {
      this.every = every;
    }

    @Override
    public void build(ModelGraph graph) {
      step = graph.ops().math.mul(graph.globalStep().read(), graph.ops().constant(10L));
      args = SessionRunArgs.fetch(step);
    }

    @Override
    public SessionRunArgs beforeRun(SessionRunContext context) {
      return context.globalStep() % every == 0 ? args : SessionRunArgs.none();
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
      if (!values.isEmpty()) {
        seen.add(values.get(step).getLong() / 10);
      }
    }
  }

  @Test
  void hooksWithTimersGetTheirTensorsOnTheirDaysOnly() {
    List<Timed> hooks = Stream.of(2, 3, 5, 7, 11).map(Timed::new).toList();
    try (Estimator estimator = estimator()) {
      estimator.train(
          train, TrainOption.maxSteps(60), TrainOption.hooks(hooks.toArray(Timed[]::new)));
    }
    for (Timed hook : hooks) {
      // The multiplication may run before or after the step's increment: a day, or the day after.
      assertEquals((59 / hook.every) + 1, hook.seen.size(), "every " + hook.every);
      for (long step : hook.seen) {
        assertTrue(step % hook.every <= 1, hook.every + ": " + hook.seen);
      }
    }
  }

  @Test
  void aHookThatAddsNodesGetsAGraphOfItsOwn() {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(5));
      Timed hook = new Timed(1);
      estimator.train(train, TrainOption.maxSteps(10), TrainOption.hooks(hook));
      assertEquals(5, hook.seen.size());
      assertEquals(15, estimator.train(train, TrainOption.maxSteps(15)).globalStep());
    }
  }

  @Test
  void askingForWhatWasNotFetchedIsExplained() {
    Operand<?>[] handle = new Operand<?>[1];
    SessionRunHook curious =
        new GraphBuildingHook() {
          @Override
          public void build(ModelGraph graph) {
            handle[0] = graph.ops().withName("late").constant(1f);
          }

          @Override
          @SuppressWarnings("unchecked") // it is one
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            values.get((Operand<TFloat32>) handle[0]);
          }
        };
    try (Estimator estimator = estimator()) {
      HookFailedException e =
          assertThrows(
              HookFailedException.class,
              () -> estimator.train(train, TrainOption.steps(1), TrainOption.hooks(curious)));
      assertTrue(
          String.valueOf(e.getMessage()).endsWith("'late' was not asked for in this step"),
          e.getMessage());
    }
  }

  private NanLossDuringTrainingException diverge(RingModel diverges, String name, long saveSteps) {
    RunConfig config = RunConfig.builder(dir.resolve(name)).saveCheckpointsSteps(saveSteps).build();
    try (Estimator estimator = Estimator.of(diverges, config)) {
      return assertThrows(
          NanLossDuringTrainingException.class,
          () -> estimator.train(train, TrainOption.maxSteps(50)));
    }
  }

  @Test
  void aLossThatIsNotFiniteEndsTheTraining() {
    RingModel diverges = new RingModel();
    diverges.learningRate = 3e38;
    String message = String.valueOf(diverge(diverges, "loss", 1000).getMessage());
    assertTrue(message.startsWith("model diverged with loss = "), message);
    assertTrue(message.contains("at global step 2."), message);
    assertEquals(0, Checkpoints.latest(dir.resolve("loss")).orElseThrow().step());
  }

  /**
   * The loss of a step is computed before its update: the first to see bad weights is the saver.
   */
  @Test
  void weightsThatAreNotFiniteAreNeverSaved() {
    RingModel diverges = new RingModel();
    // The loss stays as it is; the gradient of the root at zero is infinite, times zero is NaN.
    diverges.lossChange =
        (tf, loss) -> tf.math.add(loss, tf.math.sqrt(tf.math.mul(loss, tf.constant(0f))));
    String message = String.valueOf(diverge(diverges, "weights", 1).getMessage());
    assertTrue(message.startsWith("model diverged: "), message);
    assertTrue(message.contains("Global step 1 was not saved."), message);
    assertEquals(0, Checkpoints.latest(dir.resolve("weights")).orElseThrow().step());
  }

  /** Diverges with a guard that stops; the newest checkpoint is the last finite one. */
  private void stops(RingModel diverges, String name, long saveSteps, String reason) {
    for (boolean background : new boolean[] {false, true}) {
      Path modelDir = dir.resolve(name + background);
      RunConfig config =
          RunConfig.builder(modelDir)
              .saveCheckpointsSteps(saveSteps)
              .saveInBackground(background)
              .build();
      try (Estimator estimator = Estimator.of(diverges, config)) {
        TrainResult result =
            estimator.train(
                train, TrainOption.maxSteps(50), TrainOption.hooks(NanLossHook.stopping()));
        assertTrue(result.stopReason().matches(reason), result.stopReason());
        assertEquals(0, Checkpoints.latest(modelDir).orElseThrow().step());
        // What diverged is not trained on: the next call starts from the checkpoint.
        TrainResult again =
            estimator.train(train, TrainOption.steps(1), TrainOption.hooks(NanLossHook.stopping()));
        assertEquals(1, again.globalStep());
        assertTrue(Double.isFinite(again.loss()), again.toString());
      }
    }
  }

  @Test
  void aTrainingWithAGuardThatStopsKeepsTheLastFiniteCheckpoint() {
    RingModel loss = new RingModel();
    loss.learningRate = 3e38;
    stops(loss, "loss", 1000, "the loss is (NaN|Infinity)");
    RingModel weights = new RingModel();
    weights.lossChange =
        (tf, old) -> tf.math.add(old, tf.math.sqrt(tf.math.mul(old, tf.constant(0f))));
    stops(weights, "weights", 1, "the model diverged|the loss is NaN");
  }

  @Test
  void aGuardOfTheModelCountsToo() {
    RingModel diverges = new RingModel();
    diverges.learningRate = 3e38;
    diverges.hooks.add(NanLossHook.stopping());
    try (Estimator estimator = Estimator.of(diverges, RunConfig.inDir(dir.resolve("stopping")))) {
      String reason = estimator.train(train, TrainOption.maxSteps(50)).stopReason();
      assertTrue(reason.startsWith("the loss is "), reason);
    }
    RingModel both = new RingModel();
    both.learningRate = 3e38;
    both.hooks.add(NanLossHook.failing());
    try (Estimator estimator = Estimator.of(both, RunConfig.inDir(dir.resolve("both")))) {
      assertThrows(
          NanLossDuringTrainingException.class,
          () ->
              estimator.train(
                  train, TrainOption.maxSteps(50), TrainOption.hooks(NanLossHook.stopping())));
    }
  }

  @Test
  void aGuardThatStopsEndsNormally() {
    SessionRunContext context = new FixedContext();
    NanLossHook guard = NanLossHook.stopping();
    guard.afterRun(context, new SessionRunValues(SessionRunArgs.none(), List.of(), 1.0));
    assertFalse(context.stopRequested());
    guard.afterRun(context, new SessionRunValues(SessionRunArgs.none(), List.of(), Double.NaN));
    assertEquals("the loss is NaN", context.stopReason().orElseThrow());
  }

  private static final class FixedContext implements SessionRunContext {

    private Optional<String> reason = Optional.empty();

    @Override
    public long globalStep() {
      return 3;
    }

    @Override
    public void requestStop(String why) {
      reason = Optional.of(why);
    }

    @Override
    public Optional<String> stopReason() {
      return reason;
    }

    @Override
    public HookSession session() {
      throw new AssertionError("not needed");
    }
  }

  @Test
  void summariesAreWrittenForTensorBoard() throws Exception {
    try (Estimator estimator =
        Estimator.of(model, RunConfig.builder(dir.resolve("model")).saveSummarySteps(10).build())) {
      estimator.train(train, TrainOption.maxSteps(30));
    }
    Path events;
    try (Stream<Path> files = Files.list(dir.resolve("model"))) {
      events =
          files.filter(file -> file.getFileName().toString().contains("tfevents")).findAny().get();
    }
    String bytes = Files.readString(events, StandardCharsets.ISO_8859_1);
    for (String tag : List.of("loss", "half_loss", "global_step/sec")) {
      assertTrue(bytes.contains(tag), tag);
    }
  }

  @Test
  void listenersAreToldAboutEveryCheckpoint() {
    List<Long> saved = new ArrayList<>();
    CheckpointListener listener =
        new CheckpointListener() {
          @Override
          public boolean afterSave(HookSession session, Checkpoint checkpoint) {
            saved.add(checkpoint.step());
            return checkpoint.step() == 20;
          }
        };
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(5), TrainOption.listeners(listener));
      assertEquals(List.of(0L, 5L), saved);
      TrainResult result =
          estimator.train(train, TrainOption.maxSteps(50), TrainOption.listeners(listener));
      assertEquals(20, result.globalStep());
      assertEquals(List.of(0L, 5L, 10L, 20L), saved);
    }
    RunConfig never = RunConfig.builder(dir.resolve("never")).withoutCheckpoints().build();
    try (Estimator estimator = Estimator.of(model, never)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> estimator.train(train, TrainOption.listeners(listener)));
    }
  }

  @Test
  void theSameArgumentsAreTheSameObject() {
    assertSame(SessionRunArgs.none(), SessionRunArgs.none());
  }
}
