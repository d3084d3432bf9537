package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.estimator4j.config.RunConfig;
import org.estimator4j.serve.MicroBatcher;
import org.estimator4j.serve.PredictionException;
import org.estimator4j.serve.Predictor;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of many callers in few batches. */
class MicroBatcherTest {

  @TempDir static Path dir;

  private static final int ROWS = 200;
  private static Path savedModel = Path.of("");

  @BeforeAll
  static void export() {
    try (Estimator estimator =
        Estimator.of(new RingModel(), RunConfig.inDir(dir.resolve("model")))) {
      estimator.train(RingModel.rows(100).batch(10));
      savedModel = estimator.exportSavedModel(dir.resolve("export"));
    }
  }

  private static Map<String, Object> row(int i) {
    return Map.of("point", new float[] {i * 0.01f, 1});
  }

  private static double probability(Map<String, TensorValue> answer) {
    return Objects.requireNonNull(answer.get("probabilities")).asDoubles()[0];
  }

  @Test
  void everyCallerGetsTheAnswerAboutItsOwnRow() {
    try (Predictor predictor = Predictor.load(savedModel);
        MicroBatcher batcher = MicroBatcher.over(predictor, 16, Duration.ofMillis(1))) {
      double[] expected =
          IntStream.range(0, ROWS)
              .mapToDouble(i -> probability(predictor.predictRow(row(i))))
              .toArray();
      IntStream.range(0, 10 * ROWS)
          .parallel()
          .forEach(
              i ->
                  assertEquals(
                      expected[i % ROWS], probability(batcher.predict(row(i % ROWS))), 1e-6));
    }
  }

  @Test
  void answersComeInTheOrderOfTheQuestionsAndClosingWaitsForThem() {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<?>> answers = new ArrayList<>();
    try (Predictor predictor = Predictor.load(savedModel)) {
      MicroBatcher batcher = MicroBatcher.over(predictor, 7, Duration.ofSeconds(10));
      for (int i = 0; i < 20; i++) {
        int row = i;
        answers.add(batcher.submit(row(i)).thenRun(() -> order.add(row)));
      }
      batcher.close();
      batcher.close();
      answers.forEach(answer -> assertTrue(answer.isDone()));
      assertEquals(IntStream.range(0, 20).boxed().toList(), order);
      assertEquals(
          "the batcher is closed",
          assertThrows(IllegalStateException.class, () -> batcher.submit(row(0))).getMessage());
    }
  }

  @Test
  void aRowThatDoesNotFitIsRefusedBeforeItSpoilsABatch() throws Exception {
    try (Predictor predictor = Predictor.load(savedModel);
        MicroBatcher batcher = MicroBatcher.over(predictor, 8, Duration.ofMillis(1))) {
      CompletableFuture<?> good = batcher.submit(row(1));
      assertEquals(
          "input 'point' has rows of shape [2], but was given [3]",
          assertThrows(
                  PredictionException.class, () -> batcher.predict(Map.of("point", new float[3])))
              .getMessage());
      good.get();
    }
  }

  @Test
  void aClosedPredictorIsTheAnswer() {
    Predictor predictor = Predictor.load(savedModel);
    predictor.close();
    try (MicroBatcher batcher = MicroBatcher.over(predictor, 8, Duration.ZERO)) {
      CompletableFuture<?> answer = batcher.submit(row(1));
      assertTrue(
          String.valueOf(assertThrows(ExecutionException.class, answer::get).getMessage())
              .endsWith("is closed"));
      assertThrows(IllegalStateException.class, () -> batcher.predict(row(1)));
    }
  }

  @Test
  void settingsThatMakeNoSense() {
    try (Predictor predictor = Predictor.load(savedModel)) {
      assertEquals(
          "maxBatch must be more than 0, but is 0",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> MicroBatcher.over(predictor, 0, Duration.ZERO))
              .getMessage());
      assertEquals(
          "maxWait must not be negative, but is PT-1S",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> MicroBatcher.over(predictor, 1, Duration.ofSeconds(-1)))
              .getMessage());
    }
  }
}
