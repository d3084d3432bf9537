package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.IncompatibleCheckpointException;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Batch;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.VariableDef;
import org.tensorflow.types.TFloat32;

/** What {@code exportSavedModel} writes, as another loader sees it: TensorFlow Java's own. */
class ExportTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(1000).shuffle().repeat().batch(32);
  private final Input test = RingModel.rows(10).batch(10);
  private final RingModel model = new RingModel();

  private Estimator estimator() {
    return Estimator.of(
        model, RunConfig.builder(dir.resolve("model")).saveCheckpointsSteps(20).build());
  }

  @BeforeEach
  void train() {
    try (Estimator trained = estimator()) {
      trained.train(train, TrainOption.maxSteps(40));
    }
  }

  private Path export(ExportOption... options) {
    try (Estimator trained = estimator()) {
      return trained.exportSavedModel(dir.resolve("export"), options);
    }
  }

  private float[] predictions(PredictOption... options) {
    try (Estimator trained = estimator();
        Stream<Prediction> batches = trained.predictBatches(test, options)) {
      return batches.findFirst().orElseThrow().get("probabilities").asFloats();
    }
  }

  /** The answer of TensorFlow Java's loader about the ten points of the test. */
  private static float[] loadedPredictions(Path savedModel) {
    float[] points = new float[20];
    try (var cursor = RingModel.rows(10).batch(10).open(InputContext.first(Mode.PREDICT, 0));
        var batch = Objects.requireNonNull(cursor.next())) {
      System.arraycopy(TensorValue.copyOf(batch.tensor(0)).asFloats(), 0, points, 0, 20);
    }
    try (SavedModelBundle bundle = SavedModelBundle.load(savedModel.toString(), "serve");
        TFloat32 point =
            TFloat32.tensorOf(Shape.of(10, 2), data -> data.copyFrom(DataBuffers.of(points)))) {
      SignatureDef signature = bundle.metaGraphDef().getSignatureDefOrThrow("serving_default");
      try (Result result =
          bundle
              .session()
              .runner()
              .feed(signature.getInputsOrThrow("point").getName(), point)
              .fetch(signature.getOutputsOrThrow("probabilities").getName())
              .run()) {
        return TensorValue.copyOf(result.get(0)).asFloats();
      }
    }
  }

  private static SavedModel read(Path savedModel) throws IOException {
    return SavedModel.parseFrom(Files.readAllBytes(savedModel.resolve("saved_model.pb")));
  }

  private static Set<String> nodes(MetaGraphDef meta) {
    Set<String> names = new TreeSet<>();
    meta.getGraphDef().getNodeList().stream().map(NodeDef::getName).forEach(names::add);
    return names;
  }

  @Test
  void anotherLoaderGivesTheSameAnswers() {
    long before = System.currentTimeMillis() / 1000;
    Path savedModel = export();
    assertArrayEquals(predictions(), loadedPredictions(savedModel));
    assertEquals(dir.resolve("export"), savedModel.getParent());
    long second = Long.parseLong(String.valueOf(savedModel.getFileName()));
    assertTrue(second >= before && second <= before + 60, savedModel.toString());
  }

  @Test
  void theDirectoryIsWhatTheReferenceWrites() throws IOException {
    Path savedModel = export();
    try (Stream<Path> files = Files.walk(savedModel)) {
      assertEquals(
          Set.of(
              "saved_model.pb",
              "variables",
              "variables/variables.index",
              "variables/variables.data-00000-of-00001"),
          Set.copyOf(
              files
                  .filter(file -> !file.equals(savedModel))
                  .map(file -> savedModel.relativize(file).toString())
                  .toList()));
    }
    SavedModel model = read(savedModel);
    assertEquals(1, model.getMetaGraphsCount());
    MetaGraphDef meta = model.getMetaGraphs(0);
    assertEquals(List.of("serve"), List.copyOf(meta.getMetaInfoDef().getTagsList()));
    assertEquals(Set.of("serving_default"), meta.getSignatureDefMap().keySet());
    SignatureDef signature = meta.getSignatureDefOrThrow("serving_default");
    assertEquals("tensorflow/serving/predict", signature.getMethodName());
    assertEquals(Set.of("point"), signature.getInputsMap().keySet());
    assertEquals(Set.of("probabilities", "inside"), signature.getOutputsMap().keySet());
  }

  @Test
  void onlyWhatIsNeededIsExportedUnlessAskedFor() throws IOException {
    Set<String> stripped = nodes(read(export()).getMetaGraphs(0));
    Set<String> full = nodes(read(export(ExportOption.fullGraph())).getMetaGraphs(0));
    assertTrue(full.containsAll(stripped));
    assertTrue(full.contains("hidden/kernel/Restore/value"), full.toString());
    assertFalse(stripped.contains("hidden/kernel/Restore/value"), stripped.toString());
    assertTrue(stripped.contains("hidden/kernel/Assign"), "Python needs the initialisers");
  }

  @Test
  void anyCheckpointCanBeExported() {
    Path older = dir.resolve("model/model.ckpt-20");
    assertArrayEquals(
        predictions(PredictOption.checkpoint(older)),
        loadedPredictions(export(ExportOption.checkpoint(older))));
  }

  @Test
  void severalModesShareTheVariables() throws IOException {
    Path savedModel = export(ExportOption.modes(Mode.PREDICT, Mode.TRAIN, Mode.EVAL));
    SavedModel model = read(savedModel);
    assertEquals(
        List.of(List.of("train"), List.of("eval"), List.of("serve")),
        model.getMetaGraphsList().stream()
            .map(meta -> List.copyOf(meta.getMetaInfoDef().getTagsList()))
            .toList());
    SignatureDef eval = model.getMetaGraphs(1).getSignatureDefOrThrow("eval");
    assertEquals("tensorflow/supervised/eval", eval.getMethodName());
    assertEquals(Set.of("point", "inside"), eval.getInputsMap().keySet());
    assertEquals(
        Set.of("loss", "metrics/accuracy/value", "metrics/accuracy/update_op"),
        eval.getOutputsMap().keySet());
    SignatureDef train = model.getMetaGraphs(0).getSignatureDefOrThrow("train");
    assertEquals("tensorflow/supervised/training", train.getMethodName());
    assertEquals(Set.of("loss"), train.getOutputsMap().keySet());
    assertEquals(
        1,
        model
            .getMetaGraphs(0)
            .getCollectionDefOrThrow("saved_model_train_op")
            .getNodeList()
            .getValueCount());
    assertArrayEquals(predictions(), loadedPredictions(savedModel));
  }

  @Test
  void anotherLoaderEvaluatesAndTrainsOn() throws IOException {
    Path savedModel = export(ExportOption.modes(Mode.TRAIN, Mode.EVAL));
    EvalResult expected;
    try (Estimator trained = estimator()) {
      expected = trained.evaluate(test);
    }
    try (var cursor = test.open(InputContext.first(Mode.EVAL, 0));
        var batch = Objects.requireNonNull(cursor.next());
        SavedModelBundle eval = SavedModelBundle.load(savedModel.toString(), "eval");
        SavedModelBundle train = SavedModelBundle.load(savedModel.toString(), "train")) {
      SignatureDef evaluation = eval.metaGraphDef().getSignatureDefOrThrow("eval");
      run(eval, evaluation, batch, List.of("metrics/accuracy/update_op"), List.of());
      List<Float> figures =
          run(eval, evaluation, batch, List.of("metrics/accuracy/value", "loss"), List.of());
      assertEquals(expected.get("accuracy"), figures.get(0), 1e-6);
      assertEquals(expected.loss(), figures.get(1), 1e-6);

      MetaGraphDef meta = train.metaGraphDef();
      SignatureDef training = meta.getSignatureDefOrThrow("train");
      String step = meta.getCollectionDefOrThrow("saved_model_train_op").getNodeList().getValue(0);
      String kernel =
          VariableDef.parseFrom(
                  meta.getCollectionDefOrThrow("trainable_variables").getBytesList().getValue(0))
              .getSnapshotName();
      assertEquals(40, globalStep(train));
      float[] before = floats(train, kernel);
      assertTrue(run(train, training, batch, List.of("loss"), List.of(step)).get(0) > 0);
      assertEquals(41, globalStep(train));
      assertFalse(Arrays.equals(before, floats(train, kernel)));
    }
  }

  /** What outputs of a signature are over a batch; none for an empty one. */
  private static List<Float> run(
      SavedModelBundle bundle,
      SignatureDef signature,
      Batch batch,
      List<String> outputs,
      List<String> targets) {
    Session.Runner runner =
        bundle
            .session()
            .runner()
            .feed(
                signature.getInputsOrThrow("point").getName(),
                Objects.requireNonNull(batch.features().get("point")))
            .feed(
                signature.getInputsOrThrow("inside").getName(),
                Objects.requireNonNull(batch.labels().get("inside")));
    outputs.forEach(name -> runner.fetch(signature.getOutputsOrThrow(name).getName()));
    targets.forEach(runner::addTarget);
    List<Float> values = new ArrayList<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < outputs.size(); i++) {
        for (float value : TensorValue.copyOf(result.get(i)).asFloats()) {
          values.add(value);
        }
      }
    }
    return values;
  }

  private static float[] floats(SavedModelBundle bundle, String tensor) {
    try (Result result = bundle.session().runner().fetch(tensor).run()) {
      return TensorValue.copyOf(result.get(0)).asFloats();
    }
  }

  private static long globalStep(SavedModelBundle bundle) throws IOException {
    String tensor =
        VariableDef.parseFrom(
                bundle
                    .metaGraphDef()
                    .getCollectionDefOrThrow("global_step")
                    .getBytesList()
                    .getValue(0))
            .getSnapshotName();
    try (Result result = bundle.session().runner().fetch(tensor).run()) {
      return TensorValue.copyOf(result.get(0)).asLong();
    }
  }

  @Test
  void filesAreCarriedAlong() throws IOException {
    Path card = Files.writeString(dir.resolve("card.md"), "a ring");
    Path savedModel = export(ExportOption.assetExtra("doc/card.md", card));
    assertEquals("a ring", Files.readString(savedModel.resolve("assets.extra/doc/card.md")));
    RuntimeException e =
        assertThrows(
            RuntimeException.class, () -> export(ExportOption.assetExtra("../../card.md", card)));
    assertEquals(
        "an extra asset cannot be called '../../card.md': that is outside of the model",
        e.getMessage());
    try (Stream<Path> models = Files.list(dir.resolve("export"))) {
      assertEquals(List.of(savedModel), models.toList(), "nothing is left of a failed export");
    }
  }

  @Test
  void exportsInTheSameSecondAreTwoModels() {
    assertEquals(3, Stream.of(export(), export(), export()).distinct().count());
  }

  @Test
  void textCanBeLoadedAsWell() {
    Path savedModel = export(ExportOption.asText());
    assertTrue(Files.exists(savedModel.resolve("saved_model.pbtxt")));
    assertFalse(Files.exists(savedModel.resolve("saved_model.pb")));
    assertArrayEquals(predictions(), loadedPredictions(savedModel));
  }

  @Test
  void withoutACheckpointThereIsNothingToExport() {
    try (Estimator untrained = Estimator.of(model, RunConfig.inDir(dir.resolve("elsewhere")))) {
      assertEquals(
          "there is no trained model in "
              + dir.resolve("elsewhere")
              + " to export: train it first, or name a checkpoint with ExportOption.checkpoint",
          assertThrows(
                  IllegalStateException.class,
                  () -> untrained.exportSavedModel(dir.resolve("export")))
              .getMessage());
    }
    assertFalse(Files.exists(dir.resolve("export")));
  }

  @Test
  void aCheckpointOfAnotherModelIsRefused() {
    model.hidden = 8;
    assertTrue(
        assertThrows(IncompatibleCheckpointException.class, this::export)
            .getMessage()
            .contains("hidden/kernel: wanted float[2, 8], stored float[2, 16]"));
  }

  @Test
  void aModeThatIsNotNamedIsAnError() {
    assertEquals(
        "name at least one mode, or leave the option out",
        assertThrows(IllegalArgumentException.class, ExportOption::modes).getMessage());
  }
}
