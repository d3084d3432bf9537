package org.estimator4j.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.estimator4j.input.SparseRow;
import org.estimator4j.nn.Json;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.FloatList;

/** SavedModels that Python has exported answer as they did in Python: make_saved_models.py. */
class PythonSavedModelTest {

  private static final double TOLERANCE = 1e-5;

  private static Path resource(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(PythonSavedModelTest.class.getResource("python/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<?, ?> golden(String name) throws IOException {
    return (Map<?, ?>)
        Objects.requireNonNull(Json.parse(Files.readString(resource(name + ".json"))));
  }

  private static float[][] features(Map<?, ?> golden) {
    return rows(golden, "test_features");
  }

  private static float[][] rows(Map<?, ?> golden, String name) {
    List<?> rows = (List<?>) Objects.requireNonNull(golden.get(name));
    float[][] features = new float[rows.size()][];
    for (int i = 0; i < features.length; i++) {
      features[i] = floats(rows.get(i));
    }
    return features;
  }

  private static float[] floats(Object list) {
    List<?> values = (List<?>) list;
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = ((Number) values.get(i)).floatValue();
    }
    return floats;
  }

  private static List<?> predictions(Map<?, ?> golden) {
    return (List<?>) Objects.requireNonNull(golden.get("predictions"));
  }

  private static void assertClose(Object expected, TensorValue actual) {
    float[] wanted = floats(expected);
    float[] got = actual.asFloats();
    assertEquals(wanted.length, got.length);
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], got[i], TOLERANCE * Math.max(1, Math.abs(wanted[i])));
    }
  }

  private static byte[] example(float[] measurements) {
    FloatList.Builder values = FloatList.newBuilder();
    for (float value : measurements) {
      values.addValue(value);
    }
    return Example.newBuilder()
        .setFeatures(
            Features.newBuilder()
                .putFeature("measurements", Feature.newBuilder().setFloatList(values).build()))
        .build()
        .toByteArray();
  }

  @Test
  void aModelOverRawFeatures() throws IOException {
    Map<?, ?> golden = golden("custom");
    float[][] measurements = features(golden);
    try (Predictor predictor = Predictor.load(resource("custom"))) {
      assertEquals("{measurements=TFloat32 [-1, 4]}", predictor.signature().inputs().toString());
      assertEquals("tensorflow/serving/predict", predictor.signature().method());
      Map<String, TensorValue> batch = predictor.predict(Map.of("measurements", measurements));
      for (int i = 0; i < measurements.length; i++) {
        Map<?, ?> expected = (Map<?, ?>) predictions(golden).get(i);
        for (String name : List.of("probabilities", "logits")) {
          assertClose(
              Objects.requireNonNull(expected.get(name)),
              Objects.requireNonNull(batch.get(name)).row(i));
        }
        Map<String, TensorValue> row =
            predictor.predictRow(Map.of("measurements", measurements[i]));
        assertEquals(
            ((Number) Objects.requireNonNull(expected.get("class_ids"))).longValue(),
            Objects.requireNonNull(row.get("class_ids")).asLong());
      }
    }
  }

  @Test
  void aModelThatParsesExamples() throws IOException {
    Map<?, ?> golden = golden("dnn_classifier");
    float[][] measurements = features(golden);
    byte[][] examples = new byte[measurements.length][];
    for (int i = 0; i < examples.length; i++) {
      examples[i] = example(measurements[i]);
    }
    try (Predictor classify = Predictor.load(resource("dnn_classifier"));
        Predictor predict =
            Predictor.load(
                resource("dnn_classifier"),
                PredictorOption.signature("predict"),
                PredictorOption.outputs("logits", "classes"))) {
      assertEquals("tensorflow/serving/classify", classify.signature().method());
      assertEquals("{inputs=TString [-1]}", classify.signature().inputs().toString());
      Map<String, TensorValue> classified = classify.predict(Map.of("inputs", examples));
      Map<String, TensorValue> predicted = predict.predict(Map.of("examples", examples));
      assertEquals(Set.of("logits", "classes"), predicted.keySet());
      for (int i = 0; i < examples.length; i++) {
        Map<?, ?> expected = (Map<?, ?>) predictions(golden).get(i);
        assertClose(
            Objects.requireNonNull(expected.get("probabilities")),
            Objects.requireNonNull(classified.get("scores")).row(i));
        assertClose(
            Objects.requireNonNull(expected.get("logits")),
            Objects.requireNonNull(predicted.get("logits")).row(i));
        assertEquals(
            expected.get("classes"),
            List.of(Objects.requireNonNull(predicted.get("classes")).row(i).asStrings()));
      }
    }
  }

  /** Functions, a checkpoint of objects, a table, and strings that are no UTF-8. */
  @Test
  void aModuleOfTensorFlow2() throws IOException {
    Map<?, ?> golden = golden("tf2_module");
    float[][] x = rows(golden, "x");
    String[] names = ((List<?>) Objects.requireNonNull(golden.get("name"))).toArray(String[]::new);
    try (Predictor predictor = Predictor.load(resource("tf2_module"))) {
      assertEquals(
          "{name=TString [-1], x=TFloat32 [-1, 2]}", predictor.signature().inputs().toString());
      Map<String, TensorValue> answer = predictor.predict(Map.of("x", x, "name", names));
      TensorValue scores = Objects.requireNonNull(answer.get("scores"));
      TensorValue label = Objects.requireNonNull(answer.get("label"));
      for (int i = 0; i < x.length; i++) {
        assertClose(Objects.requireNonNull(((List<?>) golden.get("scores")).get(i)), scores.row(i));
        assertEquals(
            ((List<?>) golden.get("label_hex")).get(i),
            HexFormat.of().formatHex(label.row(i).asBytes()));
      }
      assertArrayEquals(new byte[] {-1, 0, -2}, label.asByteArrays()[0]);
      assertEquals(List.of("\ufffd\0\ufffd", "plain", "ünicöde"), List.of(label.asStrings()));
      assertEquals(String.class, label.elementType());
      assertEquals("[\ufffd\0\ufffd, plain, ünicöde]", label.toString());
      assertEquals(
          "texts were asked for, but the elements are float",
          assertThrows(IllegalArgumentException.class, scores::asByteArrays).getMessage());
    }
  }

  @Test
  void aModelOfKeras() throws IOException {
    Map<?, ?> golden = golden("keras_functional");
    float[][] x = rows(golden, "x");
    Map<?, ?> output = (Map<?, ?>) Objects.requireNonNull(golden.get("output"));
    try (Predictor predictor = Predictor.load(resource("keras_functional"))) {
      String input = predictor.signature().inputs().keySet().iterator().next();
      TensorValue answer =
          Objects.requireNonNull(predictor.predict(Map.of(input, x)).get("output_0"));
      for (int i = 0; i < x.length; i++) {
        assertClose(
            Objects.requireNonNull(((List<?>) output.get("output_0")).get(i)), answer.row(i));
      }
    }
  }

  /** As Python writes what is sparse or ragged into a signature. */
  @Test
  void sparseAndRaggedInputsAndOutputs() throws IOException {
    Map<?, ?> golden = golden("composite");
    SparseRow[] tags = {
      SparseRow.of(new long[] {1}, 5L),
      SparseRow.of(new long[0], new long[0]),
      SparseRow.of(new long[] {0, 7}, 6L, 7L)
    };
    String[][] words = {{"a", "cat"}, {}, {"tree"}};
    try (Predictor predictor = Predictor.load(resource("composite"))) {
      assertEquals(
          "{tags=sparse TInt64 [-1, 8], words=ragged TString [-1, -1]}",
          predictor.signature().inputs().toString());
      assertEquals(
          "{doubled/indices=sparse TInt64 [-1, 2], doubled/values=sparse TInt64 [-1],"
              + " doubled/dense_shape=sparse TInt64 [2], score=TFloat32 [-1], upper/values=ragged"
              + " TString [-1], upper/row_splits=ragged TInt64 [-1]}",
          predictor.signature().outputs().toString());
      Map<String, TensorValue> answer = predictor.predict(Map.of("tags", tags, "words", words));
      assertClose(
          Objects.requireNonNull(golden.get("score")), Objects.requireNonNull(answer.get("score")));
      assertEquals(golden.get("upper"), List.of(get(answer, "upper/values").asStrings()));
      assertArrayEquals(new long[] {0, 2, 2, 3}, get(answer, "upper/row_splits").asLongs());
      assertArrayEquals(new long[] {10, 12, 14}, get(answer, "doubled/values").asLongs());
      assertEquals(
          List.of("TREE"),
          List.of(
              get(predictor.predictRow(Map.of("tags", tags[2], "words", words[2])), "upper/values")
                  .asStrings()));
      Map<String, Object> row = Map.of("tags", tags[2], "words", words[2]);
      assertEquals(
          "output 'doubled/indices' is a tensor of a sparse one, so it cannot be taken apart into"
              + " rows; use predict",
          assertThrows(PredictionException.class, () -> predictor.predictRows(List.of(row, row)))
              .getMessage());
    }
  }

  private static TensorValue get(Map<String, TensorValue> answer, String name) {
    return Objects.requireNonNull(answer.get(name), name);
  }

  @Test
  void whatIsNotInTheModelIsListed() {
    assertEquals(
        resource("dnn_classifier")
            + " has no signature 'predicts'; did you mean 'predict'?; it has [classification,"
            + " predict, serving_default]",
        assertThrows(
                SavedModelException.class,
                () ->
                    Predictor.load(
                        resource("dnn_classifier"), PredictorOption.signature("predicts")))
            .getMessage());
    assertEquals(
        resource("custom") + " has no graph with the tags [gpu, serve]; it has [[serve]]",
        assertThrows(
                SavedModelException.class,
                () -> Predictor.load(resource("custom"), PredictorOption.tags("serve", "gpu")))
            .getMessage());
    assertEquals(
        "signature 'serving_default' has no output 'logit'; did you mean 'logits'?; it has"
            + " [class_ids, logits, probabilities]",
        assertThrows(
                SavedModelException.class,
                () -> Predictor.load(resource("custom"), PredictorOption.outputs("logit")))
            .getMessage());
  }
}
