package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.LogCapture;
import org.estimator4j.config.RunConfig;
import org.estimator4j.graph.Variable;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.hook.NanLossDuringTrainingException;
import org.estimator4j.input.Input;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/** What a call can be told, where that ends it, and what is refused. */
class CallOptionsTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(100).shuffle().repeat().batch(10);
  private final Input test = RingModel.rows(50).batch(10);

  private Estimator estimator(RingModel model) {
    return Estimator.of(
        model, RunConfig.builder(dir.resolve("model")).saveCheckpointsSteps(4).build());
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void limitsAndNamesThatMakeNoSense() {
    assertRefused("steps must be more than 0, but is -1", () -> TrainOption.steps(-1));
    assertRefused("maxSteps must be more than 0, but is 0", () -> TrainOption.maxSteps(0));
    assertRefused("steps must be more than 0, but is 0", () -> EvalOption.steps(0));
    assertRefused("the name of an evaluation must not be empty", () -> EvalOption.name(""));
    assertRefused(
        "name at least one prediction, or leave the option out", () -> PredictOption.keys());
  }

  @Test
  void listenersNeedCheckpoints() {
    RunConfig config = RunConfig.builder(dir.resolve("model")).withoutCheckpoints().build();
    CheckpointListener listener = new CheckpointListener() {};
    try (Estimator estimator = Estimator.of(new RingModel(), config)) {
      assertRefused(
          "there are listeners of checkpoints, but RunConfig saves none; they would never be called",
          () -> estimator.train(train, TrainOption.steps(1), TrainOption.listeners(listener)));
    }
  }

  @Test
  void aCheckpointThatIsNotThereIsNamed() {
    Path nothing = dir.resolve("model/model.ckpt-7");
    try (Estimator estimator = estimator(new RingModel())) {
      estimator.train(train, TrainOption.maxSteps(4));
      for (Executable call :
          List.<Executable>of(
              () -> estimator.evaluate(test, EvalOption.checkpoint(nothing)),
              () -> estimator.predict(test, PredictOption.checkpoint(nothing)))) {
        String said = assertThrows(RuntimeException.class, call).getMessage();
        assertTrue(said.contains("model.ckpt-7") && said.contains("model.ckpt-7.index"), said);
      }
      assertEquals(4, estimator.evaluate(test).globalStep(), "still usable");
    }
  }

  @Test
  void withoutACheckpointTheLogSaysSo() {
    try (LogCapture log = new LogCapture();
        Estimator estimator = estimator(new RingModel())) {
      estimator.evaluate(test);
      try (Stream<Prediction> rows = estimator.predict(test)) {
        assertEquals(50, rows.count());
      }
      String there = "there is no checkpoint in " + dir.resolve("model") + ": RingModel ";
      assertTrue(log.text().contains(there + "is evaluated with its initial values"), log.text());
      assertTrue(log.text().contains(there + "predicts with its initial values"), log.text());
    }
  }

  @Test
  void aStopRequestEndsAnEvaluationAndAStreamOfPredictions() {
    SessionRunHook afterTwo =
        new SessionRunHook() {
          private int batches;

          @Override
          public void begin(HookSession session) {
            batches = 0;
          }

          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            if (++batches == 2) {
              context.requestStop("two are enough");
            }
          }
        };
    try (Estimator estimator = estimator(new RingModel())) {
      estimator.train(train, TrainOption.maxSteps(4));
      assertEquals(
          estimator.evaluate(test, EvalOption.steps(2)).loss(),
          estimator.evaluate(test, EvalOption.hooks(afterTwo)).loss());
      try (Stream<Prediction> rows = estimator.predict(test, PredictOption.hooks(afterTwo))) {
        assertEquals(20, rows.count());
      }
    }
  }

  @Test
  void anInputThatNeverEndsIsReadAsFarAsItIsWanted() {
    Input endless = RingModel.rows(50).repeat().batch(10);
    try (Estimator estimator = estimator(new RingModel())) {
      assertEquals(12, estimator.train(endless, TrainOption.maxSteps(12)).globalStep());
      assertEquals(
          estimator.evaluate(test).loss(),
          estimator.evaluate(endless, EvalOption.steps(5)).loss(),
          1e-6);
      try (Stream<Prediction> rows = estimator.predict(endless)) {
        assertEquals(123, rows.limit(123).count());
      }
    }
  }

  @Test
  void aPredictionThatIsNoRowOfTheBatchNeedsWholeBatches() {
    RingModel model =
        new RingModel() {
          @Override
          public EstimatorSpec create(ModelContext context) {
            EstimatorSpec spec = super.create(context);
            return context.mode() == Mode.PREDICT
                ? EstimatorSpec.forPrediction()
                    .prediction("inside", spec.predictions().get("inside"))
                    .prediction("seven", context.ops().constant(7f))
                    .build()
                : spec;
          }
        };
    try (Estimator estimator = estimator(model)) {
      try (Stream<Prediction> rows = estimator.predict(test)) {
        assertEquals(
            "prediction 'seven' has shape [], but the batch has 10 rows; the first dimension of"
                + " every prediction must be the batch, or use predictBatches",
            assertThrows(IllegalStateException.class, rows::count).getMessage());
      }
      try (Stream<Prediction> rows = estimator.predict(test, PredictOption.keys("inside"))) {
        assertEquals(50, rows.count());
      }
      try (Stream<Prediction> batches = estimator.predictBatches(test)) {
        assertEquals(
            List.of(7f, 7f, 7f, 7f, 7f),
            batches.map(batch -> batch.get("seven").asFloats()[0]).toList());
      }
    }
  }

  /** A model whose train op counts three steps at once, as a loop on a device does. */
  private static final class InThrees extends RingModel {

    @Override
    public EstimatorSpec create(ModelContext context) {
      EstimatorSpec spec = super.create(context);
      if (context.mode() != Mode.TRAIN) {
        return spec;
      }
      Ops tf = context.ops();
      Variable<TInt64> step = context.globalStep().variable();
      Op two =
          step.assignAdd(tf.withControlDependencies(spec.trainOp().orElseThrow()), tf.constant(2L));
      return spec.toBuilder().trainOp(two).build();
    }
  }

  @Test
  void severalStepsInOneRunStopAndSaveAtTheFirstStepBeyond() {
    try (Estimator estimator = estimator(new InThrees())) {
      TrainResult result = estimator.train(train, TrainOption.maxSteps(10));
      assertEquals(12, result.globalStep());
      assertEquals("global step 10 is reached", result.stopReason());
      assertEquals(
          List.of(12L, 9L, 6L, 0L),
          Checkpoints.list(dir.resolve("model")).stream().map(Checkpoint::step).toList());
      assertEquals(15, estimator.train(train, TrainOption.steps(2)).globalStep());
    }
  }

  /** The reference calls them before its guard; here nobody is given a step that diverged. */
  @Test
  void hooksDoNotSeeAStepThatDiverged() {
    RingModel diverging = new RingModel();
    diverging.learningRate = 3e38;
    int[] seen = {0};
    SessionRunHook counting =
        new SessionRunHook() {
          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            seen[0]++;
          }
        };
    RunConfig config = RunConfig.inDir(dir.resolve("model"));
    try (Estimator estimator = Estimator.of(diverging, config)) {
      assertThrows(
          NanLossDuringTrainingException.class,
          () -> estimator.train(train, TrainOption.steps(9), TrainOption.hooks(counting)));
    }
    assertEquals(1, seen[0]);
  }
}
