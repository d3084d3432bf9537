package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.serve.AnswerRow;
import org.estimator4j.serve.PredictionException;
import org.estimator4j.serve.Predictor;
import org.estimator4j.serve.PredictorContract;
import org.estimator4j.serve.PredictorOption;
import org.estimator4j.serve.SavedModelException;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TType;

/** Predictors over a model of this process and over its SavedModel. */
class PredictorTest {

  @TempDir static Path dir;

  private static final int ROWS = 1000;
  private static float[][] points = {};
  private static Path savedModel = Path.of("");
  private static float[] trained = {};

  @BeforeAll
  static void export() {
    try (Estimator estimator = estimator()) {
      estimator.train(RingModel.rows(1000).shuffle().repeat().batch(32), TrainOption.maxSteps(100));
      savedModel = estimator.exportSavedModel(dir.resolve("export"));
      Input all = RingModel.rows(ROWS).batch(ROWS);
      try (Stream<Prediction> batch = estimator.predictBatches(all)) {
        trained = batch.findFirst().orElseThrow().get("probabilities").asFloats();
      }
      points = new float[ROWS][];
      try (var cursor =
              all.open(
                  org.estimator4j.input.InputContext.first(
                      org.estimator4j.annotation.Mode.PREDICT, 0));
          var batch = Objects.requireNonNull(cursor.next())) {
        TensorValue values = TensorValue.copyOf(batch.tensor(0));
        for (int i = 0; i < ROWS; i++) {
          points[i] = values.row(i).asFloats();
        }
      }
    }
  }

  private static Estimator estimator() {
    return Estimator.of(new RingModel(), RunConfig.inDir(dir.resolve("model")));
  }

  private static float[] floats(Map<String, TensorValue> answer, String name) {
    return Objects.requireNonNull(answer.get(name)).asFloats();
  }

  private static Map<String, Object> batch() {
    return Map.of("point", points);
  }

  @Test
  void theSameBitsFromTheTrainingProcessAndFromTheSavedModel() {
    try (Estimator estimator = estimator();
        Predictor own = estimator.predictor();
        Predictor loaded = Predictor.loadNewest(dir.resolve("export"))) {
      assertEquals(loaded.signature().inputs().toString(), own.signature().inputs().toString());
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(trained, floats(own.predict(batch()), "probabilities"));
        assertArrayEquals(trained, floats(loaded.predict(batch()), "probabilities"));
      }
      for (int i = 0; i < ROWS; i++) {
        Map<String, Object> row = Map.of("point", points[i]);
        float[] alone = floats(own.predictRow(row), "probabilities");
        assertArrayEquals(alone, floats(loaded.predictRow(row), "probabilities"));
        assertEquals(trained[2 * i], alone[0], 1e-6);
      }
    }
  }

  @Test
  void aRowHasNoDimensionOfTheBatch() {
    try (Predictor predictor = Predictor.load(savedModel)) {
      Map<String, TensorValue> row = predictor.predictRow(Map.of("point", points[0]));
      assertEquals(Shape.of(2), Objects.requireNonNull(row.get("probabilities")).shape());
      assertEquals(Shape.scalar(), Objects.requireNonNull(row.get("inside")).shape());
      List<Map<String, TensorValue>> rows =
          predictor.predictRows(List.of(Map.of("point", points[0]), Map.of("point", points[1])));
      assertEquals(2, rows.size());
      Map<String, TensorValue> both =
          predictor.predict(Map.of("point", new float[][] {points[0], points[1]}));
      assertArrayEquals(
          Arrays.copyOfRange(floats(both, "probabilities"), 2, 4),
          floats(rows.get(1), "probabilities"));
      assertEquals(List.of(), predictor.predictRows(List.of()));
    }
  }

  @Test
  void tensorsAndOtherArraysOfTensorFlowAreTaken() {
    try (Predictor predictor = Predictor.load(savedModel);
        TFloat32 tensor = TFloat32.tensorOf(StdArrays.ndCopyOf(points))) {
      assertArrayEquals(
          trained, floats(predictor.predict(Map.of("point", tensor)), "probabilities"));
      assertArrayEquals(
          trained,
          floats(predictor.predict(Map.of("point", StdArrays.ndCopyOf(points))), "probabilities"));
    }
  }

  @Test
  void anEmptyBatchHasAnEmptyAnswer() {
    try (Predictor predictor = Predictor.load(savedModel)) {
      Map<String, TensorValue> none = predictor.predict(Map.of("point", new float[0][]));
      assertEquals(Shape.of(0, 2), Objects.requireNonNull(none.get("probabilities")).shape());
      assertEquals(Shape.of(0), Objects.requireNonNull(none.get("inside")).shape());
    }
  }

  @Test
  void notANumberIsANumber() {
    try (Predictor predictor = Predictor.load(savedModel)) {
      float[] answer =
          floats(
              predictor.predictRow(Map.of("point", new float[] {Float.NaN, 1})), "probabilities");
      assertEquals(1, answer[0] + answer[1], 1e-6, "the model's ReLU makes it 0");
      assertArrayEquals(trained, floats(predictor.predict(batch()), "probabilities"));
    }
  }

  @Test
  void manyThreadsAskOneSession() throws Exception {
    int threads = 8;
    int perThread = Integer.getInteger("estimator4j.predictions", 20_000) / threads;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (Predictor predictor = Predictor.load(savedModel)) {
      float[][] expected = new float[ROWS][];
      for (int i = 0; i < ROWS; i++) {
        expected[i] = floats(predictor.predictRow(Map.of("point", points[i])), "probabilities");
      }
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int first = t * 31;
        wrong.add(
            pool.submit(
                () -> {
                  int different = 0;
                  for (int i = 0; i < perThread; i++) {
                    int row = (first + i) % ROWS;
                    float[] answer =
                        floats(predictor.predictRow(Map.of("point", points[row])), "probabilities");
                    different += Arrays.equals(expected[row], answer) ? 0 : 1;
                  }
                  return different;
                }));
      }
      for (Future<Integer> each : wrong) {
        assertEquals(0, each.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  private static void assertRefused(String message, Predictor predictor, Map<String, ?> batch) {
    assertEquals(
        message,
        assertThrows(PredictionException.class, () -> predictor.predict(batch)).getMessage());
  }

  @Test
  void whatDoesNotFitIsExplained() {
    try (Predictor predictor = Predictor.load(savedModel);
        TFloat64 doubles = TFloat64.tensorOf(Shape.of(2, 2))) {
      assertRefused(
          "input 'point' is a TFloat32 [-1, 2]: give for a batch a float[][], not a double[][]",
          predictor,
          Map.of("point", new double[1][2]));
      assertRefused(
          "input 'point' is a TFloat32 [-1, 2]: give for a batch a float[][], not a TFloat64 [2, 2]",
          predictor,
          Map.of("point", doubles));
      assertRefused(
          "input 'point' is a TFloat32 [-1, 2]: give for a batch a float[][], not a float[]",
          predictor,
          Map.of("point", new float[2]));
      assertRefused(
          "input 'point' has shape [-1, 2], but was given [4, 3]",
          predictor,
          Map.of("point", new float[4][3]));
      assertRefused(
          "input 'point' must be of one shape, but has parts of 2 and of 1 in dimension 1",
          predictor,
          Map.of("point", new float[][] {{1, 2}, {3}}));
      assertRefused(
          "there is no input 'points'; did you mean 'point'?", predictor, Map.of("points", points));
      assertRefused(
          "there is no input 'weather'; signature 'serving_default' takes {point=TFloat32 [-1, 2]}",
          predictor,
          Map.of("point", points, "weather", points));
      assertRefused(
          "input 'point' (TFloat32 [-1, 2]) is missing; given are []", predictor, Map.of());
      Map<String, Object> nothing = new HashMap<>();
      nothing.put("point", null);
      assertRefused("input 'point' (TFloat32 [-1, 2]) is missing; it is null", predictor, nothing);
      assertRefused(
          "input 'point' has a part that is null; give a value for missing ones",
          predictor,
          Map.of("point", new float[2][]));
      assertEquals(
          "input 'point' has rows of shape [2], but was given [3]",
          assertThrows(
                  PredictionException.class,
                  () -> predictor.predictRow(Map.of("point", new float[3])))
              .getMessage());
      assertEquals(
          "input 'point' is a TFloat32 [-1, 2]: give for one row a float[], not a Float",
          assertThrows(PredictionException.class, () -> predictor.predictRow(Map.of("point", 3f)))
              .getMessage());
      assertArrayEquals(trained, floats(predictor.predict(batch()), "probabilities"));
    }
  }

  @Test
  void aClosedPredictorSaysSo() {
    Predictor predictor = Predictor.load(savedModel);
    predictor.close();
    predictor.close();
    assertEquals(
        "the predictor of " + savedModel + " is closed",
        assertThrows(IllegalStateException.class, () -> predictor.predict(batch())).getMessage());
  }

  @Test
  void closingWaitsForAnswersUnderWay() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      Predictor predictor = Predictor.load(savedModel);
      List<Future<?>> asking = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        asking.add(
            pool.submit(
                () -> {
                  while (true) {
                    try {
                      assertArrayEquals(
                          trained, floats(predictor.predict(batch()), "probabilities"));
                    } catch (IllegalStateException e) {
                      return;
                    }
                  }
                }));
      }
      predictor.close();
      for (Future<?> each : asking) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aPredictorOutlivesItsEstimatorAndKeepsItsValues() {
    Predictor predictor;
    try (Estimator estimator = estimator()) {
      predictor = estimator.predictor(PredictOption.keys("probabilities"));
      Estimator other = Estimator.of(new RingModel(), RunConfig.inDir(dir.resolve("elsewhere")));
      try (other) {
        assertTrue(
            assertThrows(IllegalStateException.class, other::predictor)
                .getMessage()
                .startsWith("there is no trained model in "));
      }
      assertEquals(
          "a predictor runs no hooks: many threads ask it at the same time; use predict",
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      estimator.predictor(
                          PredictOption.hooks(new org.estimator4j.session.SessionRunHook() {})))
              .getMessage());
    }
    try (predictor) {
      Map<String, TensorValue> answer = predictor.predict(batch());
      assertEquals(List.of("probabilities"), List.copyOf(answer.keySet()));
      assertArrayEquals(trained, floats(answer, "probabilities"));
    }
  }

  /** What a typed predictor's generated code does. */
  @Test
  void aContractIsCheckedWhenTheModelIsLoaded() {
    PredictorContract fits =
        PredictorContract.of("acme.Ring")
            .input("point", TFloat32.class, -1, 2)
            .output("inside", TType.class)
            .output("probabilities", TFloat32.class, -1, 2);
    try (Predictor predictor = fits.load(savedModel)) {
      List<AnswerRow> rows = fits.rows(predictor.predict(batch()), row -> row);
      assertEquals(ROWS, rows.size());
      assertArrayEquals(
          Arrays.copyOfRange(trained, 2, 4), rows.get(1).get("probabilities", float[].class));
      assertEquals(
          "output 'probabilities' has rows of shape [2], which are no Long",
          assertThrows(
                  PredictionException.class, () -> rows.get(1).get("probabilities", Long.class))
              .getMessage());
    }
    PredictorContract other =
        PredictorContract.of("acme.Ring")
            .input("points", TFloat32.class, -1, 2)
            .output("inside", TFloat32.class, -1)
            .output("probabilities", TFloat32.class, -1, 3);
    assertEquals(
        "the predictor of "
            + savedModel
            + " does not fit acme.Ring:\n"
            + "- input 'points' is missing; is it 'point' now?\n"
            + "- output 'inside' is declared as TFloat32 [-1], but is TInt64 [-1]\n"
            + "- output 'probabilities' is declared as TFloat32 [-1, 3], but is TFloat32 [-1, 2]\n"
            + "- input 'point' is there, which the model does not have\n"
            + "Load a SavedModel that was exported by this version of the model, with its own"
            + " features as inputs.",
        assertThrows(SavedModelException.class, () -> other.load(savedModel)).getMessage());
  }

  private static Path copyOfModel(String name) throws IOException {
    Path copy = dir.resolve(name);
    try (Stream<Path> files = Files.walk(savedModel)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(savedModel.relativize(file).toString()));
      }
    }
    return copy;
  }

  private static String refusal(Path model, PredictorOption... options) {
    return String.valueOf(
        assertThrows(SavedModelException.class, () -> Predictor.load(model, options)).getMessage());
  }

  @Test
  void aDirectoryThatIsNoModel() {
    assertEquals(
        dir.resolve("export")
            + " is no SavedModel: it has neither a saved_model.pb nor a saved_model.pbtxt. It has the"
            + " directories ["
            + savedModel.getFileName()
            + "]: load one of them, or use loadNewest",
        refusal(dir.resolve("export")));
    assertEquals(
        dir.resolve("model")
            + " is no SavedModel: it has neither a saved_model.pb nor a saved_model.pbtxt",
        refusal(dir.resolve("model")));
    assertEquals("there is no directory " + dir.resolve("gone"), refusal(dir.resolve("gone")));
    assertEquals(
        "there is no exported model in "
            + dir.resolve("model")
            + ": no directory there has a number as its name",
        assertThrows(SavedModelException.class, () -> Predictor.loadNewest(dir.resolve("model")))
            .getMessage());
  }

  @Test
  void aDamagedModelIsRefused() throws IOException {
    Path truncated = copyOfModel("truncated");
    Path data = truncated.resolve("variables/variables.data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(bytes, bytes.length / 2));
    String message = refusal(truncated);
    assertTrue(message.startsWith(truncated + " cannot be loaded, is it complete? "), message);
    bytes[bytes.length / 2] ^= 1;
    Files.write(data, bytes);
    assertTrue(refusal(truncated).contains("Checksum does not match"), message);
    Files.delete(data.resolveSibling("variables.index"));
    assertTrue(refusal(truncated).contains(" is incomplete: it has variables, but "));
    Path pb = truncated.resolve("saved_model.pb");
    byte[] graph = Files.readAllBytes(pb);
    Files.write(pb, Arrays.copyOf(graph, graph.length - 7));
    assertTrue(
        refusal(truncated)
            .startsWith(truncated + " is damaged: its saved_model file cannot be parsed: "));
  }
}
