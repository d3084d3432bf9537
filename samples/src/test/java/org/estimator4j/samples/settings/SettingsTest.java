package org.estimator4j.samples.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.estimator4j.Estimator;
import org.estimator4j.Prediction;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.input.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

/** Hyperparameters and configuration reach the methods of a model, in either style. */
class SettingsTest {

  @TempDir Path dir;

  private final Params params = Params.of(Map.of("units", 3, "learning_rate", 0.5f));
  private final Rows rows =
      Input.arrays()
          .feature("point", new float[] {1, 2, 3, 4, 5, 6, 7, 8}, Shape.of(2))
          .label("side", new int[] {0, 1, 2, 0});

  /** Builds each mode's graph, and says of what size the variable was made. */
  private Shape run(Object model, RunConfig config) {
    try (Estimator estimator = Estimator.of(model, config, params)) {
      estimator.train(rows.batch(4));
      estimator.evaluate(rows.batch(4));
      try (Stream<Prediction> predictions = estimator.predict(rows.batch(4))) {
        assertEquals(4, predictions.count());
      }
      return estimator.variableValue("hidden/kernel").shape();
    }
  }

  private RunConfig config(String name) {
    return RunConfig.builder(dir.resolve(name)).seed(7).build();
  }

  @Test
  void methodsOfAnAnnotatedModelAreGivenThem() {
    RunConfig config = config("annotated");
    AnnotatedModel model = new AnnotatedModel();
    assertEquals(Shape.of(2, 3), run(model, config));
    assertEquals(
        List.of(
            new Seen("logits", Mode.TRAIN, params, config),
            new Seen("optimizer", Mode.TRAIN, params, config),
            new Seen("logits", Mode.EVAL, params, config),
            new Seen("logits", Mode.PREDICT, params, config),
            new Seen("predictions", Mode.PREDICT, params, config)),
        model.seen);
    model.seen.forEach(each -> assertSame(config, each.config()));
  }

  @Test
  void aPortedModelFnIsGivenThem() {
    RunConfig config = config("ported");
    PortedModel model = new PortedModel();
    assertEquals(Shape.of(2, 3), run(model, config));
    assertEquals(
        Stream.of(Mode.TRAIN, Mode.EVAL, Mode.PREDICT)
            .map(mode -> new Seen("modelFn", mode, params, config))
            .toList(),
        model.seen);
    model.seen.forEach(each -> assertSame(config, each.config()));
  }

  @Test
  void oneThatIsMissingIsNamed() {
    try (Estimator estimator =
        Estimator.of(new AnnotatedModel(), config("none"), Params.of(Map.of("unit", 3)))) {
      String said = assertThrows(RuntimeException.class, estimator::verify).getMessage();
      assertEquals(
          "model org.estimator4j.samples.settings.AnnotatedModel, mode TRAIN: no hyperparameter"
              + " 'units'; there are [unit]",
          said);
    }
  }
}
