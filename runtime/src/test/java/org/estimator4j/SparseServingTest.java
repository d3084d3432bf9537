package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.estimator4j.config.RunConfig;
import org.estimator4j.export.ServingInputReceiver;
import org.estimator4j.export.ServingInputReceiverFn;
import org.estimator4j.feature.RaggedOperand;
import org.estimator4j.feature.SparseOperand;
import org.estimator4j.input.SparseRow;
import org.estimator4j.serve.MicroBatcher;
import org.estimator4j.serve.PredictionException;
import org.estimator4j.serve.Predictor;
import org.estimator4j.serve.PredictorContract;
import org.estimator4j.serve.SavedModelException;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.BeforeAll;
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
import org.tensorflow.proto.Int64List;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** A model of sparse and ragged features is asked, here and as a SavedModel. */
class SparseServingTest {

  @TempDir static Path dir;

  private static final String[][] WORDS = {
    {"a", "cat"}, {"tree", "house", "tree"}, {}, {}, {"dog"}, {"house"}
  };
  private static final SparseRow[] TAGS = {
    SparseRow.of(new long[0], new long[0]),
    SparseRow.of(new long[] {7}, 4L),
    SparseRow.of(new long[] {0, 5}, 1L, 2L),
    SparseRow.of(new long[] {1}, 4L),
    SparseRow.of(new long[] {2}, 2L),
    SparseRow.of(new long[0], new long[0])
  };
  private static float[] trained = {};

  @BeforeAll
  static void train() {
    try (Estimator estimator = estimator()) {
      estimator.train(AnimalModel.rows().repeat().batch(4), TrainOption.maxSteps(20));
      try (Stream<Prediction> answers = estimator.predictBatches(AnimalModel.rows().batch(6))) {
        trained = answers.findFirst().orElseThrow().get("output").asFloats();
      }
    }
  }

  private static Estimator estimator() {
    return Estimator.of(new AnimalModel(), RunConfig.inDir(dir.resolve("model")));
  }

  private static Path export(ExportOption... options) {
    try (Estimator estimator = estimator()) {
      return estimator.exportSavedModel(dir.resolve("export"), options);
    }
  }

  private static Map<String, Object> batch() {
    return Map.of("words", WORDS, "tags", TAGS);
  }

  private static Map<String, Object> row(int i) {
    return Map.of("words", WORDS[i], "tags", TAGS[i]);
  }

  private static TensorValue output(Map<String, TensorValue> answer) {
    return Objects.requireNonNull(answer.get("output"));
  }

  @Test
  void theSameBitsFromTheTrainingProcessAndFromTheSavedModel() {
    try (Estimator estimator = estimator();
        Predictor own = estimator.predictor();
        Predictor loaded = Predictor.load(export())) {
      for (Predictor predictor : List.of(own, loaded)) {
        assertEquals(
            "sparse TInt64 [-1, 8], ragged TString [-1, -1]",
            predictor.signature().inputs().get("tags")
                + ", "
                + predictor.signature().inputs().get("words"));
        assertArrayEquals(trained, output(predictor.predict(batch())).asFloats());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < WORDS.length; i++) {
          rows.add(row(i));
          assertEquals(trained[i], output(predictor.predictRow(row(i))).asDouble(), 1e-6);
        }
        List<Map<String, TensorValue>> answers = predictor.predictRows(rows);
        for (int i = 0; i < WORDS.length; i++) {
          assertEquals(trained[i], (float) output(answers.get(i)).asDouble());
        }
        assertEquals(
            Shape.of(0),
            output(predictor.predict(Map.of("words", new String[0][], "tags", new SparseRow[0])))
                .shape());
      }
    }
  }

  @Test
  void anArrayIsTheValuesAtTheFirstPlacesOfASparseRow() {
    try (Predictor predictor = Predictor.load(export())) {
      assertEquals(
          trained[2],
          output(predictor.predictRow(Map.of("words", new String[0], "tags", new long[] {1, 2})))
              .asDouble(),
          1e-6,
          "an embedding bag does not look at the places");
      assertArrayEquals(
          trained,
          output(
                  predictor.predict(
                      Map.of("words", WORDS, "tags", new long[][] {{}, {4}, {1, 2}, {4}, {2}, {}})))
              .asFloats());
    }
  }

  @Test
  void rowsOfManyCallersAreBatchedWhateverTheirLength() {
    try (Predictor predictor = Predictor.load(export());
        MicroBatcher batcher = MicroBatcher.over(predictor, 6, Duration.ofMinutes(5))) {
      var asked = Stream.of(0, 1, 2, 3, 4, 5).map(i -> batcher.submit(row(i))).toList();
      for (int i = 0; i < WORDS.length; i++) {
        assertEquals(trained[i], (float) output(asked.get(i).join()).asDouble());
      }
    }
  }

  private static byte[] example(int i) {
    BytesList.Builder words = BytesList.newBuilder();
    for (String word : WORDS[i]) {
      words.addValue(com.google.protobuf.ByteString.copyFrom(word, StandardCharsets.UTF_8));
    }
    Features.Builder features = Features.newBuilder();
    if (WORDS[i].length > 0) {
      features.putFeature("words", Feature.newBuilder().setBytesList(words).build());
    }
    features.putFeature("tags/indices", longs(TAGS[i].places()));
    features.putFeature("tags/values", longs((long[]) TAGS[i].values()));
    return Example.newBuilder().setFeatures(features).build().toByteArray();
  }

  private static Feature longs(long[] values) {
    Int64List.Builder list = Int64List.newBuilder();
    for (long value : values) {
      list.addValue(value);
    }
    return Feature.newBuilder().setInt64List(list).build();
  }

  @Test
  void examplesAreParsed() {
    byte[][] examples = new byte[WORDS.length][];
    for (int i = 0; i < examples.length; i++) {
      examples[i] = example(i);
    }
    try (Predictor predictor = Predictor.load(export(ExportOption.exampleReceiver()))) {
      assertArrayEquals(
          trained, output(predictor.predict(Map.of("examples", examples))).asFloats());
    }
  }

  @Test
  void aReceiverOfOnesOwnMakesThem() {
    ServingInputReceiverFn wordsOnly =
        graph -> {
          Ops tf = graph.ops();
          Operand<TString> tokens =
              tf.withName("tokens").placeholder(TString.class, Placeholder.shape(Shape.of(-1)));
          Operand<TInt64> borders =
              tf.withName("borders").placeholder(TInt64.class, Placeholder.shape(Shape.of(-1)));
          RaggedOperand<TString> words = new RaggedOperand<>(tokens, borders);
          SparseOperand<TInt64> noTags =
              new SparseOperand<>(
                  tf.reshape(tf.constant(new long[0]), tf.constant(new int[] {0, 2})),
                  tf.constant(new long[0]),
                  tf.stack(List.of(words.rowCount(tf), tf.constant(8L))));
          Map<String, Operand<?>> features = new LinkedHashMap<>(words.named("words"));
          features.putAll(noTags.named("tags"));
          return ServingInputReceiver.of(features, words.named("lines"));
        };
    try (Predictor all = Predictor.load(export());
        Predictor predictor = Predictor.load(export(ExportOption.receiver(wordsOnly)))) {
      assertArrayEquals(
          output(all.predict(Map.of("words", new String[][] {{"cat"}, {}}, "tags", new long[2][0])))
              .asFloats(),
          output(predictor.predict(Map.of("lines", new String[][] {{"cat"}, {}}))).asFloats());
    }
  }

  @Test
  void aFeatureThatNoExampleGivesHasNoDefault() {
    assertEquals(
        "a default is given for 'words', which is ragged: an Example without it has a row of no"
            + " values",
        assertThrows(
                IllegalArgumentException.class,
                () -> export(ExportOption.exampleReceiver(Map.of("words", "cat"))))
            .getMessage());
  }

  private static void assertRefused(String message, Predictor predictor, Map<String, ?> batch) {
    assertEquals(
        message,
        assertThrows(PredictionException.class, () -> predictor.predict(batch)).getMessage());
  }

  @Test
  void whatDoesNotFitIsExplained() {
    try (Predictor predictor = Predictor.load(export())) {
      assertRefused(
          "input 'tags' is a sparse TInt64 [-1, 8]: give for a batch a SparseRow[] or a long[][],"
              + " not a long[]",
          predictor,
          Map.of("words", WORDS, "tags", new long[1]));
      assertRefused(
          "input 'tags' is a sparse TInt64 [-1, 8]: give for one row a SparseRow or a long[], not a"
              + " int[]",
          predictor,
          Map.of("words", new String[1][0], "tags", new int[1][1]));
      assertRefused(
          "input 'tags' has rows of 8 places, but was given a value at place 8",
          predictor,
          Map.of(
              "words",
              new String[1][0],
              "tags",
              new SparseRow[] {SparseRow.of(new long[] {0, 8}, 1L, 1L)}));
      assertRefused(
          "input 'words' is a ragged TString [-1, -1]: give for one row a String[], not a String",
          predictor,
          Map.of("words", new String[] {"cat"}, "tags", new long[1][0]));
      assertRefused(
          "input 'words' has a part that is null; give a value for missing ones",
          predictor,
          Map.of("words", new String[1][], "tags", new long[1][0]));
      assertRefused(
          "input 'words' has a part that is null; give a value for missing ones",
          predictor,
          Map.of("words", new String[1][1], "tags", new long[1][0]));
      assertRefused(
          "input 'tags' has 1 rows, but 'words' has 6; if they are not the rows of one batch, load the model with PredictorOption.unequalRows()",
          predictor,
          Map.of("words", WORDS, "tags", new long[1][0]));
      assertRefused(
          "there is no input 'words/values'; did you mean 'words'?",
          predictor,
          Map.of("words/values", WORDS, "tags", TAGS));
      assertArrayEquals(trained, output(predictor.predict(batch())).asFloats());
    }
  }

  @Test
  void aContractSaysTheKind() {
    PredictorContract fits =
        PredictorContract.of("acme.Animals")
            .ragged("words", TString.class, -1, -1)
            .sparse("tags", TInt64.class, -1, 8)
            .output("output", TFloat32.class, -1);
    Path savedModel = export();
    fits.load(savedModel).close();
    PredictorContract other =
        PredictorContract.of("acme.Animals")
            .input("words", TString.class, -1, -1)
            .sparse("tags", TInt64.class, -1, 9)
            .output("output", TFloat32.class, -1);
    assertEquals(
        "the predictor of "
            + savedModel
            + " does not fit acme.Animals:\n"
            + "- input 'words' is declared as TString [-1, -1], but is ragged TString [-1, -1]\n"
            + "- input 'tags' is declared as sparse TInt64 [-1, 9], but is sparse TInt64 [-1, 8]\n"
            + "Load a SavedModel that was exported by this version of the model, with its own"
            + " features as inputs.",
        assertThrows(SavedModelException.class, () -> other.load(savedModel)).getMessage());
  }
}
