package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.RunConfig;
import org.estimator4j.export.ExportException;
import org.estimator4j.export.ServingInputReceiver;
import org.estimator4j.export.ServingInputReceiverFn;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.input.Input;
import org.estimator4j.nn.layer.Layers;
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.serve.PredictionException;
import org.estimator4j.serve.Predictor;
import org.estimator4j.serve.PredictorOption;
import org.estimator4j.session.TensorValue;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ExportOutput;
import org.estimator4j.spec.ModelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.FloatList;
import org.tensorflow.proto.Int64List;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** How an exported model is fed, what its signatures are then, and the files that it needs. */
class ExportReceiversTest {

  @TempDir Path dir;

  private Path words = Path.of("");

  /** Size and colour of a thing; the colour is looked up in a file. */
  private final class Things implements EstimatorSpecFactory {

    static final DenseFeature<TFloat32> SIZE =
        FeatureSpec.dense("size", TFloat32.class, Shape.of(-1, 2));
    static final DenseFeature<TString> COLOUR =
        FeatureSpec.dense("colour", TString.class, Shape.of(-1));
    static final DenseFeature<TInt32> AGE = FeatureSpec.dense("age", TInt32.class, Shape.of(-1));
    static final DenseFeature<TInt32> KIND = FeatureSpec.dense("kind", TInt32.class, Shape.of(-1));

    @Override
    public String modelName() {
      return "org.acme.Things";
    }

    @Override
    public Set<Mode> modes() {
      return Set.of(Mode.values());
    }

    @Override
    public InputSpec inputs() {
      return InputSpec.of(List.of(SIZE, COLOUR, AGE), List.of(KIND));
    }

    @Override
    public EstimatorSpec create(ModelContext context) {
      Ops tf = context.ops();
      Layers layers = context.layers();
      Operand<TInt64> colour =
          context
              .preprocessing()
              .vocabularyFile("colours", words, 1)
              .lookup(context.feature(COLOUR));
      Operand<TFloat32> oneHot =
          tf.oneHot(colour, tf.constant(4), tf.constant(1f), tf.constant(0f));
      Operand<TFloat32> age =
          tf.expandDims(tf.dtypes.cast(context.feature(AGE), TFloat32.class), tf.constant(-1));
      Operand<TFloat32> all =
          tf.concat(List.of(context.feature(SIZE), oneHot, age), tf.constant(-1));
      Operand<TFloat32> logits = layers.dense("logits", all, 2);
      if (context.mode() == Mode.PREDICT) {
        Operand<TFloat32> scores = tf.nn.softmax(logits);
        return EstimatorSpec.forPrediction()
            .prediction("scores", scores)
            .prediction("colour", context.feature(COLOUR))
            .exportOutput("serving_default", ExportOutput.classification(scores))
            .exportOutput("odds", ExportOutput.regression(tf.math.mean(logits, tf.constant(-1))))
            .exportOutput(
                "all", ExportOutput.predict(Map.of("logits", logits, "age", context.feature(AGE))))
            .build();
      }
      Operand<TFloat32> loss =
          context.losses().sparseSoftmaxCrossEntropy(context.label(KIND), logits);
      return context.mode() == Mode.EVAL
          ? EstimatorSpec.forEvaluation().loss(loss).build()
          : EstimatorSpec.forTraining()
              .loss(loss)
              .trainOp(context.minimize(new Adam(0.1), loss))
              .build();
    }
  }

  private static final float[][] SIZES = {{1, 2}, {0, 3}};
  private static final String[] COLOURS = {"green", "mauve"};
  private static final int[] AGES = {4, 9};

  private Estimator estimator() {
    return Estimator.of(new Things(), RunConfig.inDir(dir.resolve("model")));
  }

  @BeforeEach
  void train() throws IOException {
    words = Files.write(dir.resolve("colours.txt"), List.of("red", "green", "blue"));
    try (Estimator estimator = estimator()) {
      estimator.train(
          Input.arrays()
              .feature("size", SIZES)
              .feature("colour", COLOURS)
              .feature("age", AGES)
              .label("kind", new int[] {0, 1})
              .batch(2));
    }
  }

  private float[] expected(Estimator estimator) {
    try (Predictor predictor = estimator.predictor()) {
      return floats(predictor.predict(raw()), "scores");
    }
  }

  private static Map<String, Object> raw() {
    return Map.of("size", SIZES, "colour", COLOURS, "age", AGES);
  }

  private static float[] floats(Map<String, TensorValue> answer, String name) {
    return Objects.requireNonNull(answer.get(name)).asFloats();
  }

  private static byte[] example(int i, boolean withAge) {
    Features.Builder features =
        Features.newBuilder()
            .putFeature(
                "size",
                Feature.newBuilder()
                    .setFloatList(
                        FloatList.newBuilder().addValue(SIZES[i][0]).addValue(SIZES[i][1]))
                    .build())
            .putFeature(
                "colour",
                Feature.newBuilder()
                    .setBytesList(
                        BytesList.newBuilder()
                            .addValue(com.google.protobuf.ByteString.copyFromUtf8(COLOURS[i])))
                    .build());
    if (withAge) {
      features.putFeature(
          "age",
          Feature.newBuilder().setInt64List(Int64List.newBuilder().addValue(AGES[i])).build());
    }
    return Example.newBuilder().setFeatures(features).build().toByteArray();
  }

  @Test
  void assetsMoveWithTheModel() throws IOException {
    try (Estimator estimator = estimator()) {
      Path savedModel = estimator.exportSavedModel(dir.resolve("export"));
      assertEquals(
          "red\ngreen\nblue\n", Files.readString(savedModel.resolve("assets/colours.txt")));
      float[] before = expected(estimator);
      Path moved = Files.move(savedModel, dir.resolve("7"));
      Files.delete(words);
      try (Predictor predictor = Predictor.loadNewest(dir)) {
        assertTrue(predictor.toString().endsWith(moved.toString()));
        assertArrayEquals(before, floats(predictor.predict(raw()), "scores"));
      }
    }
  }

  @Test
  void servingDefaultIsAlwaysThere() throws IOException {
    try (Estimator estimator = estimator()) {
      Path savedModel = estimator.exportSavedModel(dir.resolve("export"));
      SavedModel model =
          SavedModel.parseFrom(Files.readAllBytes(savedModel.resolve("saved_model.pb")));
      assertEquals(
          Set.of("serving_default", "all"),
          model.getMetaGraphs(0).getSignatureDefMap().keySet(),
          "a regression cannot be served over raw features");
      try (Predictor predictor = Predictor.load(savedModel)) {
        assertEquals("tensorflow/serving/predict", predictor.signature().method());
        assertArrayEquals(expected(estimator), floats(predictor.predict(raw()), "scores"));
        String message =
            assertThrows(
                    PredictionException.class,
                    () ->
                        predictor.predict(
                            Map.of("size", SIZES, "colour", new String[] {"red"}, "age", AGES)))
                .getMessage();
        assertEquals(
            "input 'age' has 2 rows, but 'colour' has 1; if they are not the rows of one batch, load"
                + " the model with PredictorOption.unequalRows()",
            message);
      }
    }
  }

  /** As {@code forward_features} of the reference: a caller knows an answer by it. */
  @Test
  void aFeatureCanBeHandedOn() {
    Input input =
        Input.arrays()
            .feature("size", SIZES)
            .feature("colour", COLOURS)
            .feature("age", AGES)
            .batch(2);
    try (Estimator estimator = estimator();
        Predictor own = estimator.predictor();
        Predictor loaded =
            Predictor.load(
                estimator.exportSavedModel(dir.resolve("export")),
                PredictorOption.signature("all"));
        Stream<Prediction> predictions = estimator.predict(input)) {
      assertEquals(
          List.of("green", "mauve"),
          predictions.map(prediction -> prediction.get("colour").asString()).toList());
      assertArrayEquals(
          COLOURS, Objects.requireNonNull(own.predict(raw()).get("colour")).asStrings());
      assertArrayEquals(
          new long[] {4, 9}, Objects.requireNonNull(loaded.predict(raw()).get("age")).asLongs());
    }
  }

  @Test
  void examplesAreParsed() {
    try (Estimator estimator = estimator()) {
      Path savedModel =
          estimator.exportSavedModel(dir.resolve("export"), ExportOption.exampleReceiver());
      byte[][] examples = {example(0, true), example(1, true)};
      try (Predictor classify = Predictor.load(savedModel);
          Predictor regress = Predictor.load(savedModel, PredictorOption.signature("odds"));
          Predictor all = Predictor.load(savedModel, PredictorOption.signature("all"))) {
        assertEquals("tensorflow/serving/classify", classify.signature().method());
        assertEquals(Set.of("inputs"), classify.signature().inputs().keySet());
        assertArrayEquals(
            expected(estimator), floats(classify.predict(Map.of("inputs", examples)), "scores"));
        assertEquals("tensorflow/serving/regress", regress.signature().method());
        assertEquals(
            Shape.of(2),
            Objects.requireNonNull(regress.predict(Map.of("inputs", examples)).get("outputs"))
                .shape());
        assertEquals(Set.of("examples"), all.signature().inputs().keySet());
        PredictionException e =
            assertThrows(
                PredictionException.class,
                () -> classify.predictRow(Map.of("inputs", example(0, false))));
        assertTrue(String.valueOf(e.getMessage()).contains("age"), e.getMessage());
      }
      Path lenient =
          estimator.exportSavedModel(
              dir.resolve("export"), ExportOption.exampleReceiver(Map.of("age", AGES[0])));
      try (Predictor classify = Predictor.load(lenient)) {
        assertArrayEquals(
            floats(classify.predictRow(Map.of("inputs", example(0, true))), "scores"),
            floats(classify.predictRow(Map.of("inputs", example(0, false))), "scores"));
      }
    }
  }

  @Test
  void aReceiverOfOnesOwnPreprocessesInTheGraph() {
    ServingInputReceiverFn halves =
        graph -> {
          Ops tf = graph.ops();
          Operand<TFloat32> half =
              tf.withName("half").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2)));
          Operand<TString> colour =
              tf.withName("c").placeholder(TString.class, Placeholder.shape(Shape.of(-1)));
          Operand<TInt32> age =
              tf.withName("a").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
          Operand<TFloat32> size = tf.math.mul(half, tf.constant(2f));
          return ServingInputReceiver.of(
                  Map.of("size", size, "colour", colour, "age", age),
                  Map.of("half", half, "colour", colour, "age", age))
              .withAlternative("whole", Map.of("size", size, "colour", colour, "age", age));
        };
    float[][] half = {{0.5f, 1}, {0, 1.5f}};
    try (Estimator estimator = estimator()) {
      Path savedModel =
          estimator.exportSavedModel(dir.resolve("export"), ExportOption.receiver(halves));
      try (Predictor predictor = Predictor.load(savedModel);
          Predictor whole = Predictor.load(savedModel, PredictorOption.signature("whole:all"))) {
        assertArrayEquals(
            expected(estimator),
            floats(
                predictor.predict(Map.of("half", half, "colour", COLOURS, "age", AGES)), "scores"));
        assertEquals(4, floats(whole.predict(raw()), "logits").length);
      }
    }
  }

  /** The mean of some other rows is added to each: two inputs of which each has its own rows. */
  @Test
  void inputsOfUnequalRowsAreTakenWhereThatIsSaid() {
    ServingInputReceiverFn shifted =
        graph -> {
          Ops tf = graph.ops();
          Shape pairs = Shape.of(-1, 2);
          Operand<TFloat32> size =
              tf.withName("size").placeholder(TFloat32.class, Placeholder.shape(pairs));
          Operand<TFloat32> shifts =
              tf.withName("shifts").placeholder(TFloat32.class, Placeholder.shape(pairs));
          Operand<TInt32> rows = tf.gather(tf.shape(size), tf.array(0), tf.constant(0));
          return ServingInputReceiver.of(
              Map.of(
                  "size", tf.math.add(size, tf.math.mean(shifts, tf.constant(0))),
                  "colour", tf.fill(rows, tf.constant("red")),
                  "age", tf.fill(rows, tf.constant(4))),
              Map.of("size", size, "shifts", shifts));
        };
    float[][] shifts = {{1, 1}, {2, 4}, {3, 1}};
    float[][] moved = {{3, 4}, {2, 5}};
    Map<String, Object> batch = Map.of("size", SIZES, "shifts", shifts);
    try (Estimator estimator = estimator()) {
      Path savedModel =
          estimator.exportSavedModel(dir.resolve("export"), ExportOption.receiver(shifted));
      try (Predictor plain = Predictor.load(savedModel);
          Predictor free = Predictor.load(savedModel, PredictorOption.unequalRows());
          Predictor own = estimator.predictor()) {
        assertEquals(
            "input 'shifts' has 3 rows, but 'size' has 2; if they are not the rows of one batch,"
                + " load the model with PredictorOption.unequalRows()",
            assertThrows(PredictionException.class, () -> plain.predict(batch)).getMessage());
        assertArrayEquals(
            floats(
                own.predict(
                    Map.of(
                        "size",
                        moved,
                        "colour",
                        new String[] {"red", "red"},
                        "age",
                        new int[] {4, 4})),
                "scores"),
            floats(free.predict(batch), "scores"));
        assertEquals(
            "input 'size' has 2 rows, but 'colour' has 1",
            assertThrows(
                    PredictionException.class,
                    () ->
                        own.predict(
                            Map.of("size", SIZES, "colour", new String[] {"red"}, "age", AGES)))
                .getMessage(),
            "features are rows of one batch: nothing to choose");
      }
    }
  }

  @Test
  void aReceiverMustGiveWhatTheModelHas() {
    ServingInputReceiverFn part =
        graph -> {
          Operand<TFloat32> size = graph.ops().placeholder(TFloat32.class);
          return ServingInputReceiver.of(Map.of("size", size), size);
        };
    try (Estimator estimator = estimator()) {
      assertEquals(
          "cannot export org.acme.Things in PREDICT: the model has the feature 'colour', but the"
              + " receiver gives [size]",
          assertThrows(
                  ExportException.class,
                  () ->
                      estimator.exportSavedModel(
                          dir.resolve("export"), ExportOption.receiver(part)))
              .getMessage());
    }
    assertEquals(
        "features must be defined: the model is fed with them",
        assertThrows(
                IllegalArgumentException.class, () -> ServingInputReceiver.of(Map.of(), Map.of()))
            .getMessage());
    assertEquals(
        "a default is given for 'agge', but the features are [size, colour, age]",
        assertThrows(
                IllegalArgumentException.class,
                () -> ServingInputReceiverFn.parsing(new Things().inputs(), Map.of("agge", 1)))
            .getMessage());
    assertEquals(
        "feature 'x' is dense and has rows of shape [-1], but what is parsed out of an Example has"
            + " a fixed shape. Declare it as ragged or sparse, or write a ServingInputReceiverFn of"
            + " your own for it.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    ServingInputReceiverFn.parsing(
                        InputSpec.of(
                            List.of(FeatureSpec.dense("x", TFloat32.class, Shape.of(-1, -1))),
                            List.of())))
            .getMessage());
    assertEquals(
        "[kind] is the name of a feature and of a label; a caller could not tell which it feeds."
            + " Write a ServingInputReceiverFn that gives one of them another name.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    ServingInputReceiverFn.rawSupervised(
                        InputSpec.of(List.of(Things.KIND), List.of(Things.KIND))))
            .getMessage());
  }
}
