package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.serve.PredictionException;
import org.estimator4j.serve.Predictor;
import org.estimator4j.serve.PredictorOption;
import org.estimator4j.serve.TensorSpec;
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
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.FloatList;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** What the signatures of less usual models are, in each mode. */
class ExportSignaturesTest {

  private static final float[][] PLACES = {{1, 2}, {0, 3}, {-1, 1}};
  private static final int[] KINDS = {0, 2, 1};
  private static final String[] NAMES = {"low", "middle", "high"};

  @TempDir Path dir;

  private final Scores model = new Scores();

  /** Scores of three classes, in two types. */
  private static final class Scores implements EstimatorSpecFactory {

    static final DenseFeature<TFloat32> PLACE =
        FeatureSpec.dense("place", TFloat32.class, Shape.of(-1, 2));
    static final DenseFeature<TInt32> KIND = FeatureSpec.dense("kind", TInt32.class, Shape.of(-1));

    /** Whether the default signature is the one that TensorFlow Serving cannot serve. */
    boolean doubleIsDefault;

    /** Whether there is one prediction, without a name. */
    boolean single;

    @Override
    public String modelName() {
      return "org.acme.Scores";
    }

    @Override
    public Set<Mode> modes() {
      return Set.of(Mode.values());
    }

    @Override
    public InputSpec inputs() {
      return InputSpec.of(List.of(PLACE), List.of(KIND));
    }

    @Override
    public EstimatorSpec create(ModelContext context) {
      Ops tf = context.ops();
      Operand<TFloat32> place = context.feature(PLACE);
      Operand<TFloat32> logits = context.layers().dense("logits", place, 3);
      if (context.mode() == Mode.PREDICT) {
        Operand<TFloat32> scores = tf.nn.softmax(logits);
        Operand<TFloat64> exact = tf.dtypes.cast(scores, TFloat64.class);
        Operand<TInt32> rows = tf.gather(tf.shape(place), tf.array(0), tf.constant(0));
        Operand<TString> names =
            tf.tile(
                tf.expandDims(tf.array(NAMES), tf.constant(0)),
                tf.concat(List.of(rows, tf.array(1)), tf.constant(0)));
        ExportOutput named = ExportOutput.classification(scores, names);
        ExportOutput exactScores = ExportOutput.classification(exact);
        return EstimatorSpec.forPrediction()
            .prediction("logits", logits)
            .exportOutput("serving_default", doubleIsDefault ? exactScores : named)
            .exportOutput("exact", exactScores)
            .exportOutput("sum", ExportOutput.regression(tf.sum(exact, tf.constant(-1))))
            .exportOutput("named", named)
            .exportOutput("alone", ExportOutput.classes(names))
            .exportOutput("logits", ExportOutput.predict(Map.of("logits", logits)))
            .build();
      }
      Operand<TFloat32> loss =
          context.losses().sparseSoftmaxCrossEntropy(context.label(KIND), logits);
      Map<String, Operand<?>> predictions =
          single
              ? Map.of(ExportOutput.SINGLE_OUTPUT, logits)
              : Map.of("logits", logits, "place", place);
      return context.mode() == Mode.EVAL
          ? EstimatorSpec.forEvaluation().loss(loss).predictions(predictions).build()
          : EstimatorSpec.forTraining()
              .loss(loss)
              .predictions(predictions)
              .trainOp(context.minimize(new Adam(0.1), loss))
              .build();
    }
  }

  private Estimator estimator() {
    return Estimator.of(model, RunConfig.inDir(dir.resolve("model")));
  }

  private static Input rows() {
    return Input.arrays().feature("place", PLACES).label("kind", KINDS).batch(3);
  }

  @BeforeEach
  void train() {
    try (Estimator estimator = estimator()) {
      estimator.train(rows());
    }
  }

  private Path export(ExportOption... options) {
    try (Estimator estimator = estimator()) {
      return estimator.exportSavedModel(dir.resolve("export"), options);
    }
  }

  private static Map<String, SignatureDef> signatures(Path savedModel) throws IOException {
    Map<String, SignatureDef> signatures = new TreeMap<>();
    for (MetaGraphDef meta :
        SavedModel.parseFrom(Files.readAllBytes(savedModel.resolve("saved_model.pb")))
            .getMetaGraphsList()) {
      signatures.putAll(meta.getSignatureDefMap());
    }
    return signatures;
  }

  private static byte[] example(float[] place) {
    return Example.newBuilder()
        .setFeatures(
            Features.newBuilder()
                .putFeature(
                    "place",
                    Feature.newBuilder()
                        .setFloatList(FloatList.newBuilder().addValue(place[0]).addValue(place[1]))
                        .build()))
        .build()
        .toByteArray();
  }

  private static TensorValue value(Map<String, TensorValue> answer, String name) {
    return Objects.requireNonNull(answer.get(name), name);
  }

  @Test
  void classesHaveNames() {
    Path savedModel = export(ExportOption.exampleReceiver());
    try (Predictor predictor = Predictor.load(savedModel)) {
      assertEquals("tensorflow/serving/classify", predictor.signature().method());
      assertEquals(Set.of("scores", "classes"), predictor.signature().outputs().keySet());
      Map<String, TensorValue> answer =
          predictor.predict(
              Map.of("inputs", new byte[][] {example(PLACES[0]), example(PLACES[1])}));
      assertArrayEquals(
          new String[] {"low", "middle", "high", "low", "middle", "high"},
          value(answer, "classes").asStrings());
      assertEquals(Shape.of(2, 3), value(answer, "scores").shape());
    }
  }

  @Test
  void classesMayStandAlone() {
    Path savedModel = export(ExportOption.exampleReceiver());
    try (Predictor predictor = Predictor.load(savedModel, PredictorOption.signature("alone"))) {
      assertEquals("tensorflow/serving/classify", predictor.signature().method());
      assertEquals(Set.of("classes"), predictor.signature().outputs().keySet());
      assertArrayEquals(
          NAMES,
          value(predictor.predictRow(Map.of("inputs", example(PLACES[0]))), "classes").asStrings());
    }
    assertEquals(
        "a classification needs scores, classes, or both",
        assertThrows(
                IllegalArgumentException.class, () -> new ExportOutput.Classification(null, null))
            .getMessage());
  }

  @Test
  void batchesMayBeOfOneSize() {
    Path raw = export(ExportOption.batchSize(3));
    Path examples = export(ExportOption.batchSize(3), ExportOption.exampleReceiver());
    PredictorOption logits = PredictorOption.signature("logits");
    Map<String, Object> batch = Map.of("place", PLACES);
    try (Predictor any = Predictor.load(export(), logits);
        Predictor three = Predictor.load(raw, logits);
        Predictor parsing = Predictor.load(examples, logits)) {
      assertEquals(Shape.of(3, 2), input(three, "place").shape());
      assertEquals(Shape.of(3), input(parsing, "examples").shape());
      float[] expected = value(any.predict(batch), "logits").asFloats();
      assertArrayEquals(expected, value(three.predict(batch), "logits").asFloats());
      byte[][] given = {example(PLACES[0]), example(PLACES[1]), example(PLACES[2])};
      assertArrayEquals(
          expected, value(parsing.predict(Map.of("examples", given)), "logits").asFloats());
      List<Map<String, TensorValue>> rows =
          three.predictRows(
              List.of(
                  Map.of("place", PLACES[0]),
                  Map.of("place", PLACES[1]),
                  Map.of("place", PLACES[2])));
      assertArrayEquals(
          Arrays.copyOfRange(expected, 3, 6), value(rows.get(1), "logits").asFloats());
      assertEquals(
          "input 'place' has shape [3, 2], but was given [1, 2]",
          assertThrows(
                  PredictionException.class,
                  () -> three.predict(Map.of("place", new float[][] {PLACES[0]})))
              .getMessage());
      assertEquals(
          "input 'place' is a TFloat32 [3, 2]: the model takes 3 rows at a time, but was given 1",
          assertThrows(
                  PredictionException.class, () -> three.predictRow(Map.of("place", PLACES[0])))
              .getMessage());
    }
  }

  private static TensorSpec input(Predictor predictor, String name) {
    return Objects.requireNonNull(predictor.signature().inputs().get(name));
  }

  @Test
  void theSizeOfABatchIsChecked() {
    assertEquals(
        "a batch has at least 1 row, but is to have 0",
        assertThrows(IllegalArgumentException.class, () -> ExportOption.batchSize(0)).getMessage());
    InputSpec eight =
        InputSpec.of(
            List.of(
                FeatureSpec.sparse("tags", TFloat32.class, Shape.of(-1, 9)),
                FeatureSpec.ragged("words", TFloat32.class, Shape.of(8, -1)),
                Scores.PLACE),
            List.of(Scores.KIND));
    assertEquals(
        List.of("[8, 9]", "[8, -1]", "[8, 2]", "[8]"),
        Stream.of(eight.withBatchSize(8))
            .flatMap(sized -> Stream.concat(sized.features().stream(), sized.labels().stream()))
            .map(spec -> spec.shape().toString())
            .toList());
    assertEquals(
        "a batch is to have 4 rows, but 'words' is declared with 8: shape [8, -1]",
        assertThrows(IllegalArgumentException.class, () -> eight.withBatchSize(4)).getMessage());
  }

  @Test
  void scoresInDoubleCannotBeServedAsSuch() throws IOException {
    assertEquals(
        Set.of("serving_default", "named", "alone", "logits"),
        signatures(export(ExportOption.exampleReceiver())).keySet());
    model.doubleIsDefault = true;
    Map<String, SignatureDef> signatures = signatures(export(ExportOption.exampleReceiver()));
    assertEquals(Set.of("serving_default", "named", "alone", "logits"), signatures.keySet());
    SignatureDef serving = Objects.requireNonNull(signatures.get("serving_default"));
    assertEquals("tensorflow/serving/predict", serving.getMethodName());
    assertEquals(Set.of("examples"), serving.getInputsMap().keySet());
    assertEquals(Set.of("scores"), serving.getOutputsMap().keySet());
    assertEquals(DataType.DT_DOUBLE, serving.getOutputsOrThrow("scores").getDtype());
  }

  @Test
  void predictionsStandInTheGraphsOfTrainingAndEvaluation() throws IOException {
    for (Map.Entry<String, SignatureDef> each :
        signatures(export(ExportOption.modes(Mode.TRAIN, Mode.EVAL))).entrySet()) {
      assertEquals(
          Set.of("loss", "predictions/logits", "predictions/place"),
          each.getValue().getOutputsMap().keySet(),
          each.getKey());
    }
    model.single = true;
    Map<String, SignatureDef> single =
        signatures(export(ExportOption.modes(Mode.TRAIN, Mode.EVAL)));
    assertEquals(Set.of("train", "eval"), single.keySet());
    for (SignatureDef signature : single.values()) {
      assertEquals(Set.of("loss", "predictions"), signature.getOutputsMap().keySet());
    }
  }

  /** A place and its kind in one row of three numbers. */
  private static ServingInputReceiver table(Ops tf) {
    Operand<TFloat32> table =
        tf.withName("table").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
    Operand<TFloat32> place = tf.gather(table, tf.array(0, 1), tf.constant(1));
    Operand<TInt32> kind =
        tf.dtypes.cast(tf.gather(table, tf.constant(2), tf.constant(1)), TInt32.class);
    return ServingInputReceiver.of(Map.of("place", place), table).withLabels(Map.of("kind", kind));
  }

  @Test
  void aReceiverOfOnesOwnGivesLabelsAsWell() {
    float[][] table = {{1, 2, 0}, {0, 3, 2}, {-1, 1, 1}};
    ServingInputReceiverFn receiver = graph -> table(graph.ops());
    Path savedModel =
        export(ExportOption.receiver(receiver), ExportOption.receiver(Mode.EVAL, receiver));
    try (Estimator estimator = estimator();
        Predictor own = estimator.predictor();
        Predictor serving = Predictor.load(savedModel, PredictorOption.outputs("scores"));
        Predictor evaluation =
            Predictor.load(
                savedModel, PredictorOption.tags("eval"), PredictorOption.signature("eval"))) {
      assertEquals(Set.of("input"), serving.signature().inputs().keySet(), "a single one");
      assertEquals(Set.of("input"), evaluation.signature().inputs().keySet());
      Map<String, TensorValue> answer = evaluation.predict(Map.of("input", table));
      assertEquals(estimator.evaluate(rows()).loss(), value(answer, "loss").asDoubles()[0], 1e-6);
      assertArrayEquals(
          value(own.predict(Map.of("place", PLACES)), "logits").asFloats(),
          value(answer, "predictions/logits").asFloats(),
          1e-6f);
      assertEquals(
          Shape.of(3, 3), value(serving.predict(Map.of("input", table)), "scores").shape());
    }
  }

  @Test
  void aReceiverWithoutLabelsIsNoneForEvaluation() {
    ServingInputReceiverFn raw = ServingInputReceiverFn.raw(model.inputs());
    assertEquals(
        "cannot export org.acme.Scores in EVAL: the model has the label 'kind', but the receiver"
            + " gives []",
        assertThrows(ExportException.class, () -> export(ExportOption.receiver(Mode.EVAL, raw)))
            .getMessage());
  }
}
