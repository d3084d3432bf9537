package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.RunConfig;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model of sparse and ragged features and a table, in every form in which it can be exported, as
 * Python sees it; see {@link InteropTest}.
 */
@Tag("interop")
class SparseInteropTest {

  @TempDir Path dir;

  private String expected = "";

  private Estimator estimator() {
    return Estimator.of(
        new AnimalModel(),
        RunConfig.builder(dir.resolve("model")).saveCheckpointsSteps(10).build());
  }

  @BeforeEach
  void train() {
    try (Estimator estimator = estimator()) {
      estimator.train(AnimalModel.rows().repeat().batch(4), TrainOption.maxSteps(20));
      expected = expected(estimator);
    }
  }

  private static String expected(Estimator estimator, PredictOption... options) {
    try (Stream<Prediction> answers =
        estimator.predictBatches(AnimalModel.rows().batch(6), options)) {
      TensorValue output = answers.findFirst().orElseThrow().get("output");
      return output.toString();
    }
  }

  @Test
  void bothLoadersAndExamples() throws Exception {
    try (Estimator estimator = estimator()) {
      Path raw = estimator.exportSavedModel(dir.resolve("export"));
      Path parsing =
          estimator.exportSavedModel(dir.resolve("export"), ExportOption.exampleReceiver());
      String output = Python.script("animals", raw, parsing, expected);
      assertEquals(3, output.lines().filter(line -> line.contains("6 values agree")).count());
    }
  }

  @Test
  void theCommandLineRunsWhatWasExported() throws Exception {
    Path card = Files.writeString(dir.resolve("card.md"), "animals");
    Path older = dir.resolve("model/model.ckpt-10");
    try (Estimator estimator = estimator()) {
      for (ExportOption[] options :
          new ExportOption[][] {
            {},
            {ExportOption.modes(Mode.values())},
            {ExportOption.fullGraph(), ExportOption.modes(Mode.values())},
            {ExportOption.assetExtra("doc/card.md", card), ExportOption.asText()},
            {ExportOption.checkpoint(older)}
          }) {
        Path savedModel = estimator.exportSavedModel(dir.resolve("export"), options);
        String all = Python.savedModelCli("show", "--dir", savedModel, "--all");
        List<String> tags =
            List.of(options).toString().contains("odes")
                ? List.of("serve", "eval", "train")
                : List.of("serve");
        for (String tag : tags) {
          assertTrue(all.contains("MetaGraphDef with tag-set: '" + tag + "'"), tag + "\n" + all);
        }
        String answer =
            Python.savedModelCli(
                "run",
                "--dir",
                savedModel,
                "--tag_set",
                "serve",
                "--signature_def",
                "serving_default",
                "--input_exprs",
                "words/values=['a','cat','tree'];words/row_splits=[0,2,3];"
                    + "tags/indices=[[1,3]];tags/values=[2];tags/dense_shape=[2,8]");
        float[] ours = ours(estimator, options);
        String[] theirs =
            answer
                .substring(answer.indexOf("Result for output key output:") + 29)
                .strip()
                .replaceAll("[\\[\\]]", "")
                .strip()
                .split("\\s+", -1);
        assertEquals(ours[0], Float.parseFloat(theirs[0]), 1e-6, answer);
        assertEquals(ours[1], Float.parseFloat(theirs[1]), 1e-6, answer);
      }
    }
  }

  private static float[] ours(Estimator estimator, ExportOption... options) {
    PredictOption[] chosen =
        Stream.of(options)
            .filter(option -> option instanceof ExportOption.OfCheckpoint)
            .map(option -> PredictOption.checkpoint(((ExportOption.OfCheckpoint) option).prefix()))
            .toArray(PredictOption[]::new);
    try (var predictor = estimator.predictor(chosen)) {
      return Objects.requireNonNull(
              predictor
                  .predict(
                      Map.of(
                          "words",
                          new String[][] {{"a", "cat"}, {"tree"}},
                          "tags",
                          new long[][] {{}, {2}}))
                  .get("output"))
          .asFloats();
    }
  }
}
