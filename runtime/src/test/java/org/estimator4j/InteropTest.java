package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Batch;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.input.InputCursor;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What we write and Python's TensorFlow reads, and the other way round. Needs a Python with
 * TensorFlow 2.15: {@code src/test/python/interop.sh} makes one and runs this; no other build does.
 */
@Tag("interop")
class InteropTest {

  private static final int ROWS = 1000;

  @TempDir Path dir;

  private final Input train = RingModel.rows(ROWS).shuffle().repeat().batch(50);
  private final Input all = RingModel.rows(ROWS).batch(ROWS);
  private Path points = Path.of("");
  private Path labels = Path.of("");

  private Estimator estimator() {
    return Estimator.of(new RingModel(), RunConfig.inDir(dir.resolve("model")));
  }

  @BeforeEach
  void train() throws IOException {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(100));
    }
    try (InputCursor cursor = all.open(InputContext.first(Mode.EVAL, 0));
        Batch batch = Objects.requireNonNull(cursor.next())) {
      points = write("points", TensorValue.copyOf(batch.tensor(0)).asFloats());
      long[] truth = TensorValue.copyOf(batch.tensor(1)).asLongs();
      ByteBuffer bytes = ByteBuffer.allocate(4 * truth.length).order(ByteOrder.LITTLE_ENDIAN);
      for (long label : truth) {
        bytes.putInt((int) label);
      }
      labels = Files.write(dir.resolve("labels"), bytes.array());
    }
  }

  private Path write(String name, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Files.write(dir.resolve(name), bytes.array());
  }

  private Path predictions(Estimator estimator) throws IOException {
    try (Stream<Prediction> batches = estimator.predictBatches(all)) {
      return write(
          "predictions", batches.findFirst().orElseThrow().get("probabilities").asFloats());
    }
  }

  @Test
  void pythonGivesOurPredictions() throws Exception {
    try (Estimator estimator = estimator()) {
      Path expected = predictions(estimator);
      for (ExportOption[] options :
          new ExportOption[][] {
            {},
            {ExportOption.fullGraph(), ExportOption.modes(Mode.values())},
            {ExportOption.asText()}
          }) {
        Path savedModel = estimator.exportSavedModel(dir.resolve("export"), options);
        String output = Python.script("predictions", savedModel, points, expected);
        assertTrue(output.contains("tf.compat.v1.saved_model.load: 2000 values agree"), output);
      }
      Path parsing =
          estimator.exportSavedModel(dir.resolve("export"), ExportOption.exampleReceiver());
      assertTrue(
          Python.script("examples", parsing, points, expected)
              .contains("examples: 2000 values agree"));
    }
  }

  @Test
  void pythonImportsTheGraphOfACheckpoint() throws Exception {
    RunConfig config = RunConfig.builder(dir.resolve("model")).saveGraphDef(true).build();
    try (Estimator estimator = Estimator.of(new RingModel(), config)) {
      estimator.train(train, TrainOption.maxSteps(110));
      Path expected = predictions(estimator);
      Path checkpoint = dir.resolve("model/model.ckpt-110");
      assertTrue(
          Python.script("meta_graph", checkpoint, points, expected)
              .contains("import_meta_graph: 2000 values agree"));
    }
  }

  @Test
  void savedModelCliShowsTheSignature() throws Exception {
    try (Estimator estimator = estimator()) {
      Path savedModel = estimator.exportSavedModel(dir.resolve("export"));
      String output = Python.savedModelCli("show", "--dir", savedModel, "--all");
      for (String line :
          List.of(
              "MetaGraphDef with tag-set: 'serve' contains the following SignatureDefs:",
              "signature_def['serving_default']:",
              "    inputs['point'] tensor_info:",
              "        shape: (-1, 2)",
              "    outputs['inside'] tensor_info:",
              "    outputs['probabilities'] tensor_info:",
              "  Method name is: tensorflow/serving/predict")) {
        assertTrue(output.contains(line), line + " is not in\n" + output);
      }
    }
  }

  @Test
  void onnxRuntimeAgrees() throws Exception {
    try (Estimator estimator = estimator()) {
      Path savedModel = estimator.exportSavedModel(dir.resolve("export"));
      Path onnx = dir.resolve("ring.onnx");
      Python.run(
          "-m",
          "tf2onnx.convert",
          "--saved-model",
          savedModel,
          "--tag",
          "serve",
          "--signature_def",
          "serving_default",
          "--output",
          onnx);
      String output = Python.script("onnx", onnx, points, predictions(estimator));
      assertTrue(output.contains("onnxruntime: 2000 values agree"), output);
    }
  }

  @Test
  void trainingGoesBackAndForth() throws Exception {
    EvalResult ours;
    try (Estimator estimator = estimator()) {
      ours = estimator.evaluate(all);
    }
    String output = Python.script("continues", dir.resolve("model"), points, labels, 150);
    List<String> evaluations =
        output.lines().filter(line -> line.startsWith("evaluated ")).toList();
    assertEquals(2, evaluations.size(), output);
    assertAgrees(ours, evaluations.get(0));
    try (Estimator estimator = estimator()) {
      assertAgrees(estimator.evaluate(all), evaluations.get(1));
      TrainResult more = estimator.train(train, TrainOption.maxSteps(200));
      assertEquals(50, more.steps());
      EvalResult end = estimator.evaluate(all);
      assertTrue(end.loss() < ours.loss(), end + " after " + ours);
    }
  }

  private static void assertAgrees(EvalResult ours, String theirs) {
    String[] fields = theirs.split(" ", -1);
    assertEquals(Long.parseLong(fields[1]), ours.globalStep());
    assertEquals(Double.parseDouble(fields[2]), ours.loss(), 1e-6);
    assertEquals(Double.parseDouble(fields[3]), ours.get("accuracy"), 1e-6);
  }
}
