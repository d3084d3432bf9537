package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputMismatchException;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

/** The estimator's calls, as a user makes them. */
class EstimatorTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(1000).shuffle().repeat().batch(32);
  private final Input test = RingModel.rows(1000).skip(800).batch(64);

  private RunConfig config() {
    return RunConfig.builder(dir.resolve("model")).saveCheckpointsSteps(50).build();
  }

  private Estimator estimator() {
    return Estimator.of(new RingModel(), config());
  }

  @Test
  void learns() {
    try (Estimator estimator = estimator()) {
      TrainResult trained = estimator.train(train, TrainOption.maxSteps(400));
      assertEquals(400, trained.globalStep());
      assertEquals(400, trained.steps());
      assertEquals("global step 400 is reached", trained.stopReason());
      EvalResult result = estimator.evaluate(test);
      assertTrue(result.get("accuracy") > 0.93, result.toString());
      assertEquals(400, result.globalStep());
      assertEquals(400.0, result.get("global_step"));
      assertEquals(result.loss(), result.get("loss"));
    }
  }

  @Test
  void anEvaluationOfSomeStepsNeedsNoEnd() {
    Input rows = RingModel.rows(50).batch(10);
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(20));
      EvalResult endless =
          estimator.evaluate(RingModel.rows(50).repeat().batch(10), EvalOption.steps(2));
      EvalResult firstTwo = estimator.evaluate(RingModel.rows(20).batch(10));
      assertEquals(firstTwo.loss(), endless.loss());
      assertEquals(firstTwo.get("accuracy"), endless.get("accuracy"));
      assertTrue(estimator.evaluate(rows).loss() != endless.loss(), "of all it is another");
    }
  }

  @Test
  void checkpointsByTime() {
    RunConfig often =
        RunConfig.builder(dir.resolve("often")).saveCheckpointsEvery(Duration.ofMillis(1)).build();
    try (Estimator estimator = Estimator.of(new RingModel(), often)) {
      estimator.train(train, TrainOption.maxSteps(100));
    }
    int saved = Checkpoints.list(dir.resolve("often")).size();
    assertTrue(saved > 2, "not only the first and the last one, but " + saved);
  }

  @Test
  void predictsEveryRowInOrder() {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(200));
      List<Prediction> rows;
      try (Stream<Prediction> stream = estimator.predict(test)) {
        rows = stream.toList();
      }
      assertEquals(200, rows.size());
      for (Prediction row : rows) {
        float[] probabilities = row.get("probabilities").asFloats();
        assertEquals(1, probabilities[0] + probabilities[1], 1e-6);
        assertEquals(probabilities[1] > probabilities[0] ? 1 : 0, row.get("inside").asLong());
      }
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> rows.get(0).get("outside"));
      assertEquals(
          "there is no prediction 'outside'; the model has [probabilities, inside]",
          e.getMessage());
    }
  }

  @Test
  void aStreamThatIsClosedEarlyLeavesTheEstimatorUsable() {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(10));
      try (Stream<Prediction> stream = estimator.predict(test)) {
        assertEquals(3, stream.limit(3).count());
      }
      try (Stream<Prediction> stream = estimator.predict(test)) {
        assertEquals(200, stream.count());
      }
    }
  }

  @Test
  void aSelectionOfPredictionsAndWholeBatches() {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(10));
      try (Stream<Prediction> rows = estimator.predict(test, PredictOption.keys("inside"))) {
        assertEquals(
            List.of("inside"), List.copyOf(rows.findFirst().orElseThrow().values().keySet()));
      }
      try (Stream<Prediction> batches = estimator.predictBatches(test)) {
        assertEquals(
            List.of(Shape.of(64, 2), Shape.of(64, 2), Shape.of(64, 2), Shape.of(8, 2)),
            batches.map(batch -> batch.get("probabilities").shape()).toList());
      }
      assertEquals(
          "the model has no prediction 'outside'; it has [probabilities, inside]",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> estimator.predict(test, PredictOption.keys("inside", "outside")))
              .getMessage());
    }
  }

  @Test
  void anyCheckpointCanBeEvaluatedAndAsked() {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(100));
      Path older = dir.resolve("model/model.ckpt-50");
      EvalResult newest = estimator.evaluate(test);
      EvalResult then = estimator.evaluate(test, EvalOption.checkpoint(older));
      assertEquals(50, then.globalStep());
      assertEquals(50, then.checkpoint().orElseThrow().step());
      assertTrue(then.loss() > newest.loss());
      assertEquals(newest.loss(), estimator.evaluate(test).loss(), "and back to the newest");
      double before = firstProbability(estimator, PredictOption.checkpoint(older));
      assertTrue(before != firstProbability(estimator));
    }
  }

  private double firstProbability(Estimator estimator, PredictOption... options) {
    try (Stream<Prediction> rows = estimator.predict(test, options)) {
      return rows.findFirst().orElseThrow().get("probabilities").asDoubles()[0];
    }
  }

  @Test
  void severalSetsInOneCall() {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(10));
      Map<String, Input> sets = new LinkedHashMap<>();
      sets.put("seen", RingModel.rows(100).batch(50));
      sets.put("unseen", test);
      Map<String, EvalResult> results = estimator.evaluate(sets);
      assertEquals(List.of("seen", "unseen"), List.copyOf(results.keySet()));
      results.forEach((name, result) -> assertEquals(name, result.name()));
      assertEquals(estimator.evaluate(test).loss(), results.get("unseen").loss());
    }
  }

  @Test
  void variablesCanBeLookedAt() {
    try (Estimator estimator = estimator()) {
      assertTrue(
          assertThrows(IllegalStateException.class, estimator::variableNames)
              .getMessage()
              .startsWith("there is no trained model in "));
      estimator.train(train, TrainOption.maxSteps(10));
      assertEquals(
          List.of(
              "beta1_power",
              "beta2_power",
              "estimator4j/batch_counter",
              "global_step",
              "hidden/bias",
              "hidden/bias/Adam",
              "hidden/bias/Adam_1",
              "hidden/kernel",
              "hidden/kernel/Adam",
              "hidden/kernel/Adam_1",
              "logits/bias",
              "logits/bias/Adam",
              "logits/bias/Adam_1",
              "logits/kernel",
              "logits/kernel/Adam",
              "logits/kernel/Adam_1"),
          estimator.variableNames());
      assertEquals(10, estimator.variableValue("global_step").asLong());
      assertEquals(Shape.of(2, 16), estimator.variableValue("hidden/kernel").shape());
      String unknown =
          assertThrows(
                  IllegalArgumentException.class, () -> estimator.variableValue("hidden/kernle"))
              .getMessage();
      assertTrue(
          unknown.startsWith("there is no variable 'hidden/kernle' in ")
              && unknown.contains("/model.ckpt-10; did you mean hidden/kernel; it has ["),
          unknown);
    }
  }

  @Test
  void stepsAddAndMaxStepsIsATotal() {
    try (Estimator estimator = estimator()) {
      assertEquals(10, estimator.train(train, TrainOption.steps(10)).globalStep());
      assertEquals(20, estimator.train(train, TrainOption.steps(10)).globalStep());
      TrainResult more = estimator.train(train, TrainOption.maxSteps(25));
      assertEquals(25, more.globalStep());
      assertEquals(5, more.steps());
      TrainResult nothing = estimator.train(train, TrainOption.maxSteps(25));
      assertEquals(0, nothing.steps());
      assertEquals("global step 25 was reached before", nothing.stopReason());
    }
  }

  @Test
  void stepsAndMaxStepsExcludeEachOther() {
    try (Estimator estimator = estimator()) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> estimator.train(train, TrainOption.steps(1), TrainOption.maxSteps(2)));
      assertEquals(
          "steps(1) and maxSteps(2) exclude each other: steps adds to what there is, maxSteps is a"
              + " total",
          e.getMessage());
      assertEquals(
          "steps must be more than 0, but is 0",
          assertThrows(IllegalArgumentException.class, () -> TrainOption.steps(0)).getMessage());
    }
  }

  @Test
  void theEndOfTheInputIsANormalEnd() {
    try (Estimator estimator = estimator()) {
      TrainResult result = estimator.train(RingModel.rows(100).batch(30));
      assertEquals(4, result.steps());
      assertEquals("the input ended", result.stopReason());
    }
  }

  @Test
  void eachEpochIsShuffledAnew() {
    List<Double> losses = new ArrayList<>();
    SessionRunHook firstLoss =
        new SessionRunHook() {
          private boolean first;

          @Override
          public void begin(HookSession session) {
            first = true;
          }

          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            if (first) {
              losses.add(values.loss());
              first = false;
            }
          }
        };
    RingModel model = new RingModel();
    model.learningRate = 1e-12;
    Input epoch = RingModel.rows(100).shuffle().batch(10);
    try (Estimator estimator = Estimator.of(model, config())) {
      for (int i = 0; i < 3; i++) {
        assertEquals(10, estimator.train(epoch, TrainOption.hooks(firstLoss)).steps());
      }
    }
    assertEquals(3, losses.stream().distinct().count(), losses.toString());
  }

  @Test
  void evaluationWithoutACheckpointUsesInitialValues() {
    try (Estimator estimator = estimator()) {
      assertEquals(0, estimator.evaluate(test).globalStep());
      assertFalse(Files.exists(dir.resolve("model")));
    }
  }

  @Test
  void aLossIsTheMeanOverRows() {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(20));
      double whole = estimator.evaluate(RingModel.rows(70).batch(70)).loss();
      assertEquals(whole, estimator.evaluate(RingModel.rows(70).batch(32)).loss(), 1e-6);
    }
  }

  @Test
  void evaluateReadsTheNewestCheckpointOnly() {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(20));
      EvalResult before = estimator.evaluate(test);
      assertEquals(before.loss(), estimator.evaluate(test).loss());
      estimator.train(train, TrainOption.maxSteps(100));
      EvalResult after = estimator.evaluate(test);
      assertEquals(100, after.globalStep());
      assertTrue(after.loss() < before.loss());
    }
  }

  @Test
  void verifyBuildsEveryModeWithoutTouchingTheModelDirectory() {
    try (Estimator estimator = estimator()) {
      estimator.verify();
    }
    assertFalse(Files.exists(dir.resolve("model")));
  }

  @Test
  void aClosedEstimatorSaysSo() {
    Estimator estimator = estimator();
    estimator.close();
    estimator.close();
    assertEquals(
        "the estimator is closed",
        assertThrows(IllegalStateException.class, () -> estimator.evaluate(test)).getMessage());
  }

  @Test
  void aSecondThreadIsToldSo() {
    try (Estimator estimator = estimator()) {
      List<String> messages = new ArrayList<>();
      SessionRunHook intruder =
          new SessionRunHook() {
            @Override
            public void afterRun(SessionRunContext context, SessionRunValues values) {
              Thread thread =
                  new Thread(
                      () ->
                          messages.add(
                              assertThrows(
                                      IllegalStateException.class, () -> estimator.evaluate(test))
                                  .getMessage()));
              thread.start();
              try {
                thread.join();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
          };
      estimator.train(train, TrainOption.maxSteps(1), TrainOption.hooks(intruder));
      assertEquals(
          List.of(
              "the estimator is in use by thread '"
                  + Thread.currentThread().getName()
                  + "'. It is for one thread at a time; make one estimator for each thread."),
          messages);
    }
  }

  @Test
  void itIsNotClosedUnderACall() {
    List<String> messages = new CopyOnWriteArrayList<>();
    Estimator estimator = estimator();
    Runnable close =
        () ->
            messages.add(assertThrows(IllegalStateException.class, estimator::close).getMessage());
    SessionRunHook closing =
        new SessionRunHook() {
          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            close.run();
            CompletableFuture.runAsync(close).join();
          }
        };
    try (estimator) {
      assertEquals(
          1, estimator.train(train, TrainOption.maxSteps(1), TrainOption.hooks(closing)).steps());
    }
    estimator.close();
    assertEquals(
        "the estimator is in use by this thread already; a hook must not call it", messages.get(0));
    assertTrue(messages.get(1).startsWith("the estimator is in use by thread '"), messages.get(1));
    assertEquals(
        "the estimator is closed",
        assertThrows(IllegalStateException.class, () -> estimator.evaluate(test)).getMessage());
  }

  @Test
  void anEmptyInputIsAnErrorAndLosesNothing() {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(20));
      Input empty = RingModel.rows(10).take(0).batch(4);
      EmptyInputException e =
          assertThrows(
              EmptyInputException.class, () -> estimator.train(empty, TrainOption.steps(5)));
      assertTrue(
          e.getMessage()
              .startsWith("the input for TRAIN gave no batch at all; nothing was changed."),
          e.getMessage());
      assertThrows(EmptyInputException.class, () -> estimator.evaluate(empty));
      assertEquals(30, estimator.train(train, TrainOption.maxSteps(30)).globalStep());
    }
  }

  @Test
  void labelsAreWantedInTrainAndEvalOnly() {
    Input unlabelled = Input.arrays().feature("point", new float[8], Shape.of(2)).batch(2);
    try (Estimator estimator = estimator()) {
      assertThrows(InputMismatchException.class, () -> estimator.train(unlabelled));
      assertThrows(InputMismatchException.class, () -> estimator.evaluate(unlabelled));
      try (Stream<Prediction> stream = estimator.predict(unlabelled)) {
        assertEquals(4, stream.count());
      }
    }
  }

  @Test
  void aMismatchIsFoundBeforeTheFirstStep() {
    Input wrong =
        Input.arrays()
            .feature("points", new double[8], Shape.of(4))
            .label("inside", new int[2])
            .batch(2);
    try (Estimator estimator = estimator()) {
      InputMismatchException e =
          assertThrows(InputMismatchException.class, () -> estimator.train(wrong));
      assertTrue(e.getMessage().contains("point"), e.getMessage());
    }
  }

  @Test
  void whatIsNoModelIsExplained() {
    MissingFactoryException e =
        assertThrows(MissingFactoryException.class, () -> Estimator.of(new Object(), config()));
    assertEquals(
        "java.lang.Object is no model: none of its methods is annotated with @ModelFn. A factory"
            + " written by hand is passed as Estimator.of(EstimatorSpecFactory, RunConfig).",
        e.getMessage());
  }

  @Test
  void aModelWithoutItsFactoryIsExplained() {
    String message =
        assertThrows(
                MissingFactoryException.class,
                () -> Estimator.of(new ModelWithoutFactory(), config()))
            .getMessage();
    assertTrue(
        message.startsWith(
            "the annotation processor did not run on org.estimator4j.ModelWithoutFactory: there is no"
                + " class org.estimator4j.ModelWithoutFactorySpecFactory."),
        message);
    for (String word : List.of("annotationProcessorPaths", "JDK 23", "kapt", "Gradle", "IDE")) {
      assertTrue(message.contains(word), word + " is missing in: " + message);
    }
  }
}
