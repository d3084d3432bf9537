package org.estimator4j.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.estimator4j.nn.Json;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.FloatList;

/** SavedModels that Python's {@code tf.estimator} has exported answer as they did in Python. */
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
    List<?> rows = (List<?>) Objects.requireNonNull(golden.get("test_features"));
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
        "signature 'serving_default' has no output 'logit'; did you mean 'logits'?; it has [class_ids, logits,"
            + " probabilities]",
        assertThrows(
                SavedModelException.class,
                () -> Predictor.load(resource("custom"), PredictorOption.outputs("logit")))
            .getMessage());
  }
}
