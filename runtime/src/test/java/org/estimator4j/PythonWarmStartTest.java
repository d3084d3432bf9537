package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.IncompatibleCheckpointException;
import org.estimator4j.checkpoint.WarmStart;
import org.estimator4j.checkpoint.WarmStartReport;
import org.estimator4j.config.RunConfig;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.nn.Json;
import org.estimator4j.nn.layer.Activation;
import org.estimator4j.serve.Predictor;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What Python has trained answers here as it did there: of tf.estimator's files, and of Keras'. */
class PythonWarmStartTest {

  @TempDir Path dir;

  private final List<WarmStartReport> reports = new ArrayList<>();

  /** A perceptron of one hidden layer, with the names of one or the other. */
  private record Perceptron(int columns, int hidden, boolean normalised)
      implements EstimatorSpecFactory {

    private DenseFeature<TFloat32> x() {
      return FeatureSpec.dense("x", TFloat32.class, Shape.of(-1, columns));
    }

    @Override
    public String modelName() {
      return "org.acme.Perceptron";
    }

    @Override
    public Set<Mode> modes() {
      return Set.of(Mode.PREDICT);
    }

    @Override
    public InputSpec inputs() {
      return InputSpec.of(List.of(x()), List.of());
    }

    @Override
    public EstimatorSpec create(ModelContext context) {
      var layers = context.layers();
      Operand<TFloat32> layer =
          layers.dense("hidden", context.feature(x()), hidden, Activation.RELU);
      if (normalised) {
        layer = layers.batchNorm("norm", layer);
      }
      Operand<TFloat32> logits = layers.dense(normalised ? "probabilities" : "logits", layer, 3);
      return EstimatorSpec.forPrediction()
          .prediction("probabilities", context.ops().nn.softmax(logits))
          .build();
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(PythonWarmStartTest.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<?, ?> golden(String name) throws IOException {
    return (Map<?, ?>)
        Objects.requireNonNull(Json.parse(Files.readString(resource("serve/python/" + name))));
  }

  private static Object get(Object map, String key) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }

  private static float[][] matrix(Object rows) {
    return ((List<?>) rows).stream().map(PythonWarmStartTest::vector).toArray(float[][]::new);
  }

  private static float[] vector(Object values) {
    List<?> list = (List<?>) values;
    float[] vector = new float[list.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = ((Number) list.get(i)).floatValue();
    }
    return vector;
  }

  private void assertAnswers(Perceptron model, WarmStart start, float[][] x, float[][] expected) {
    try (Estimator estimator =
            Estimator.of(model, RunConfig.inDir(dir.resolve("new")))
                .withWarmStart(start.reportTo(reports::add));
        Predictor predictor = estimator.predictor()) {
      float[] answer =
          Objects.requireNonNull(predictor.predict(Map.of("x", x)).get("probabilities")).asFloats();
      for (int i = 0; i < expected.length; i++) {
        for (int j = 0; j < 3; j++) {
          assertEquals(expected[i][j], answer[3 * i + j], 1e-5);
        }
      }
    }
  }

  @Test
  void tfEstimator() throws IOException {
    Map<?, ?> golden = golden("custom.json");
    float[][] x = matrix(get(golden, "test_features"));
    float[][] expected =
        ((List<?>) get(golden, "predictions"))
            .stream().map(each -> vector(get(each, "probabilities"))).toArray(float[][]::new);
    for (String source :
        List.of(
            "checkpoint/python/custom",
            "checkpoint/python/custom/model.ckpt-200",
            "serve/python/custom")) {
      Path path =
          source.endsWith("-200")
              ? resource("checkpoint/python/custom").resolve("model.ckpt-200")
              : resource(source);
      WarmStart start =
          WarmStart.from(path)
              .rename(
                  Map.of(
                      "hidden/kernel", "net/hidden/kernel",
                      "hidden/bias", "net/hidden/bias",
                      "logits/kernel", "net/logits/kernel",
                      "logits/bias", "net/logits/bias"));
      assertAnswers(new Perceptron(4, 8, false), start, x, expected);
    }
    assertEquals(3, reports.size());
    assertEquals("net/hidden/bias", reports.get(2).loaded().get("hidden/bias"));
    assertEquals(Set.of("global_step"), Set.copyOf(reports.get(2).notLoaded()));
  }

  @Test
  void keras() throws IOException {
    Map<?, ?> golden = golden("keras_functional.json");
    float[][] x = matrix(get(golden, "x"));
    float[][] expected = matrix(get(get(golden, "output"), "output_0"));
    for (Path source :
        List.of(
            resource("checkpoint/python/keras").resolve("weights"),
            resource("serve/python/keras_functional"))) {
      assertAnswers(
          new Perceptron(2, 4, true), WarmStart.from(source).withUntrainable(), x, expected);
    }
    assertEquals(
        "model/layer_with_weights-0/kernel/.ATTRIBUTES/VARIABLE_VALUE",
        reports.get(0).loaded().get("hidden/kernel"));
    assertEquals(
        "variables/4/.ATTRIBUTES/VARIABLE_VALUE", reports.get(1).loaded().get("norm/moving_mean"));
    assertTrue(
        reports.get(0).unused().contains("model/optimizer/_iterations/.ATTRIBUTES/VARIABLE_VALUE"));
  }

  @Test
  void namesAndPathsOfObjectsCanBeRenamed() throws IOException {
    Map<?, ?> golden = golden("keras_functional.json");
    WarmStart start =
        WarmStart.from(resource("checkpoint/python/keras").resolve("weights"))
            .variables("hidden/.*")
            .rename("hidden/kernel", "model/layer_with_weights-0/kernel/.ATTRIBUTES/VARIABLE_VALUE")
            .rename("hidden/bias", "norm/beta");
    try (Estimator estimator =
            Estimator.of(new Perceptron(2, 4, true), RunConfig.inDir(dir.resolve("new")))
                .withWarmStart(start.reportTo(reports::add));
        Predictor predictor = estimator.predictor()) {
      predictor.predict(Map.of("x", matrix(get(golden, "x"))));
    }
    assertEquals(
        "model/layer_with_weights-1/beta/.ATTRIBUTES/VARIABLE_VALUE",
        reports.get(0).loaded().get("hidden/bias"));
    try (Estimator estimator =
        Estimator.of(new Perceptron(2, 4, true), RunConfig.inDir(dir.resolve("new")))
            .withWarmStart(
                WarmStart.from(resource("checkpoint/python/keras").resolve("weights"))
                    .rename("hidden/bias", "norm/bet"))) {
      String message =
          assertThrows(IncompatibleCheckpointException.class, estimator::predictor).getMessage();
      assertTrue(
          String.valueOf(message).contains("hidden/bias is not in the source as norm/bet"),
          message);
      assertTrue(String.valueOf(message).contains("norm/beta"), message);
    }
  }
}
