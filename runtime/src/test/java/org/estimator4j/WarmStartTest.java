package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.checkpoint.IncompatibleCheckpointException;
import org.estimator4j.checkpoint.VocabularyChange;
import org.estimator4j.checkpoint.WarmStart;
import org.estimator4j.checkpoint.WarmStartReport;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.serve.Predictor;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.family.TType;

/** A model starts from what another training has learned. */
class WarmStartTest {

  @TempDir static Path old;
  @TempDir Path dir;

  private static Path exported = Path.of("");
  private final Input train = RingModel.rows(1000).shuffle().repeat().batch(32);
  private final List<WarmStartReport> reports = new ArrayList<>();

  @BeforeAll
  static void train() {
    try (Estimator estimator = Estimator.of(new RingModel(), RunConfig.inDir(old))) {
      estimator.train(RingModel.rows(1000).shuffle().repeat().batch(32), TrainOption.maxSteps(100));
      exported = estimator.exportSavedModel(old.resolve("export"));
    }
  }

  private Estimator estimator(RingModel model, WarmStart warmStart) {
    return Estimator.of(model, RunConfig.builder(dir.resolve("new")).seed(9).build())
        .withWarmStart(warmStart.reportTo(reports::add));
  }

  private static float[] variable(Path prefix, String name) {
    try (CheckpointReader reader = CheckpointReader.open(prefix);
        TType value = reader.read(name)) {
      return TensorValue.copyOf(value).asFloats();
    }
  }

  private float[] newVariable(String name) {
    return variable(dir.resolve("new/model.ckpt-0"), name);
  }

  private static float[] oldVariable(String name) {
    return variable(old.resolve("model.ckpt-100"), name);
  }

  @Test
  void allTrainableVariablesAndNothingElse() {
    for (Path source : List.of(old, old.resolve("model.ckpt-100"), exported)) {
      try (Estimator estimator = estimator(new RingModel(), WarmStart.from(source))) {
        TrainResult result =
            estimator.train(
                train,
                TrainOption.steps(5),
                TrainOption.listeners(new org.estimator4j.hook.CheckpointListener() {}));
        assertEquals(5, result.globalStep(), "the step is not taken over");
      }
      assertArrayEquals(oldVariable("hidden/kernel"), newVariable("hidden/kernel"));
      assertArrayEquals(new float[32], newVariable("hidden/kernel/Adam"));
      WarmStartReport report = reports.get(reports.size() - 1);
      assertEquals(
          List.of("hidden/kernel", "hidden/bias", "logits/kernel", "logits/bias"),
          List.copyOf(report.loaded().keySet()));
      assertTrue(report.notLoaded().contains("global_step"), report.toString());
      deleteNew();
    }
  }

  private void deleteNew() {
    try (Stream<Path> files = Files.walk(dir.resolve("new"))) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aCheckpointOfOnesOwnComesFirst() {
    try (Estimator estimator = Estimator.of(new RingModel(), config())) {
      estimator.train(train, TrainOption.steps(3));
    }
    try (Estimator estimator = estimator(new RingModel(), WarmStart.from(old))) {
      assertEquals(6, estimator.train(train, TrainOption.steps(3)).globalStep());
    }
    assertEquals(List.of(), reports);
  }

  private RunConfig config() {
    return RunConfig.builder(dir.resolve("new")).seed(9).build();
  }

  @Test
  void someByName() {
    WarmStart start =
        WarmStart.from(old).variables("hidden/.*").rename("hidden/bias", "hidden/bias/Adam_1");
    try (Estimator estimator = estimator(new RingModel(), start)) {
      estimator.train(train, TrainOption.steps(1));
    }
    assertArrayEquals(oldVariable("hidden/kernel"), newVariable("hidden/kernel"));
    assertArrayEquals(oldVariable("hidden/bias/Adam_1"), newVariable("hidden/bias"));
    assertEquals(
        Map.of("hidden/kernel", "hidden/kernel", "hidden/bias", "hidden/bias/Adam_1"),
        reports.get(0).loaded());
    assertTrue(reports.get(0).unused().contains("logits/kernel"));
    assertTrue(reports.get(0).notLoaded().contains("logits/kernel"));
  }

  @Test
  void slotsIfOneWants() {
    try (Estimator estimator = estimator(new RingModel(), WarmStart.from(old).withUntrainable())) {
      assertEquals(1, estimator.train(train, TrainOption.steps(1)).globalStep());
    }
    assertArrayEquals(oldVariable("hidden/kernel/Adam"), newVariable("hidden/kernel/Adam"));
  }

  @Test
  void namesThatFitNothingAreErrors() {
    assertRefused(
        IllegalArgumentException.class,
        WarmStart.from(old).variables("hiden/.*"),
        "warm start from " + old + ": 'hiden/.*' matches no trainable variable; the model has [");
    assertRefused(
        IllegalArgumentException.class,
        WarmStart.from(old).rename("hiden/bias", "b"),
        "warm start from " + old + ": the model has no variable 'hiden/bias'; it has [");
    assertRefused(
        IncompatibleCheckpointException.class,
        WarmStart.from(old).rename("hidden/bias", "b"),
        "warm start from " + old + " does not fit:\n  hidden/bias is not in the source as b\n");
    assertRefused(
        RuntimeException.class,
        WarmStart.from(dir.resolve("nothing")),
        "there is nothing to start from at " + dir.resolve("nothing") + ": it is no checkpoint");
    assertRefused(
        IllegalArgumentException.class,
        WarmStart.from(old).variables("hiden/.*").allowMissing(),
        "warm start from " + old + ": 'hiden/.*' matches no trainable variable; the model has [");
  }

  @Test
  void namesThatFitNothingAreErrorsOfAModelThatOnlyAnswers() {
    String message = "warm start from " + old + ": 'hiden/.*', 'logts/.*' match no trainable ";
    WarmStart slips = WarmStart.from(old).variables("hiden/.*", "logts/.*");
    try (Estimator estimator = estimator(new RingModel(), slips)) {
      List<Executable> calls =
          List.of(
              () -> estimator.predictor().close(),
              () -> estimator.evaluate(RingModel.rows(10).batch(10)),
              () -> estimator.exportSavedModel(dir.resolve("export")));
      for (Executable call : calls) {
        assertEquals(
            message
                + "variable; outside of TRAIN the model has [global_step, hidden/kernel,"
                + " hidden/bias, logits/kernel, logits/bias]",
            assertThrows(IllegalArgumentException.class, call).getMessage());
      }
    }
    assertEquals(List.of(), reports);
    WarmStart slots = WarmStart.from(old).withUntrainable().variables("hidden/.*", ".*/Adam_1");
    try (Estimator estimator = estimator(new RingModel(), slots)) {
      estimator.predictor().close();
    }
    assertEquals(
        List.of("hidden/kernel", "hidden/bias"), List.copyOf(reports.get(0).loaded().keySet()));
  }

  @Test
  void whatTheSourceDoesNotHaveIsAnErrorUnlessAllowed() {
    WarmStart start = WarmStart.from(old).rename("hidden/bias", "b").allowMissing();
    try (Estimator estimator = estimator(new RingModel(), start)) {
      estimator.train(train, TrainOption.steps(1));
    }
    assertEquals(
        List.of("hidden/kernel", "logits/kernel", "logits/bias"),
        List.copyOf(reports.get(0).loaded().keySet()));
    assertTrue(reports.get(0).notLoaded().contains("hidden/bias"), reports.toString());
    assertTrue(reports.get(0).unused().contains("hidden/bias"), reports.toString());
    assertArrayEquals(new float[16], newVariable("hidden/bias"));
  }

  private void assertRefused(
      Class<? extends RuntimeException> type, WarmStart start, String message) {
    try (Estimator estimator = estimator(new RingModel(), start)) {
      RuntimeException e = assertThrows(type, () -> estimator.train(train, TrainOption.steps(1)));
      assertTrue(String.valueOf(e.getMessage()).startsWith(message), e.getMessage());
    }
  }

  @Test
  void anotherShapeIsAnErrorUnlessAllowed() {
    RingModel wider = new RingModel();
    wider.hidden = 8;
    assertTrue(
        assertThrows(
                IncompatibleCheckpointException.class,
                () -> {
                  try (Estimator estimator = estimator(wider, WarmStart.from(old))) {
                    estimator.train(train, TrainOption.steps(1));
                  }
                })
            .getMessage()
            .contains("hidden/kernel is float[2, 8] in the model, but float[2, 16] in the source"));
    try (Estimator estimator = estimator(wider, WarmStart.from(old).allowMissing())) {
      estimator.train(train, TrainOption.steps(1));
    }
    assertEquals(List.of("logits/bias"), List.copyOf(reports.get(0).loaded().keySet()));
  }

  @Test
  void wordsKeepTheirValuesInAnotherVocabulary() {
    RingModel wider = new RingModel();
    wider.hidden = 18;
    List<String> before = Stream.iterate(0, i -> i + 1).limit(16).map(i -> "w" + i).toList();
    List<String> now = new ArrayList<>(before.subList(2, 16));
    now.add("new");
    now.add("w0");
    WarmStart start =
        WarmStart.from(old)
            .variables("logits/.*")
            .vocabulary("logits/kernel", VocabularyChange.ofRows(before, now))
            .vocabulary("hidden/kernel", VocabularyChange.ofColumns(before, now));
    try (Estimator estimator = estimator(wider, start)) {
      estimator.train(train, TrainOption.steps(1));
    }
    float[] rows = newVariable("logits/kernel");
    float[] oldRows = oldVariable("logits/kernel");
    float[] columns = newVariable("hidden/kernel");
    float[] oldColumns = oldVariable("hidden/kernel");
    for (int word = 0; word < 16; word++) {
      int place = before.indexOf(now.get(word));
      for (int i = 0; i < 2; i++) {
        if (place >= 0) {
          assertEquals(oldRows[2 * place + i], rows[2 * word + i]);
          assertEquals(oldColumns[16 * i + place], columns[18 * i + word]);
        } else {
          assertFalse(rows[2 * word + i] == 0, "a new word has its initial value");
        }
      }
    }
    assertEquals(36, rows.length, "the rows behind the words are there");
    assertEquals(
        "the words of a variable are its rows (axis 0) or its columns (axis 1), not axis 2",
        assertThrows(IllegalArgumentException.class, () -> new VocabularyChange(before, now, 2))
            .getMessage());
  }

  @Test
  void aModelThatWasNeverTrainedAnswersAndIsExported() {
    float[][] points = {{0.1f, 0.2f}, {1.5f, 1f}};
    try (Predictor before = Predictor.load(exported);
        Estimator estimator = estimator(new RingModel(), WarmStart.from(old));
        Predictor own = estimator.predictor();
        Predictor loaded = Predictor.load(estimator.exportSavedModel(dir.resolve("export")))) {
      float[] expected = probabilities(before, points);
      assertArrayEquals(expected, probabilities(own, points));
      assertArrayEquals(expected, probabilities(loaded, points));
      double loss = estimator.evaluate(RingModel.rows(1000).batch(100)).loss();
      assertTrue(loss < 0.69, "better than a guess: " + loss);
    }
    assertFalse(Files.exists(dir.resolve("new")));
  }

  private static float[] probabilities(Predictor predictor, float[][] points) {
    return Objects.requireNonNull(predictor.predict(Map.of("point", points)).get("probabilities"))
        .asFloats();
  }
}
