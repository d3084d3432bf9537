package org.estimator4j.samples.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.estimator4j.Estimator;
import org.estimator4j.PredictOption;
import org.estimator4j.Prediction;
import org.estimator4j.TrainOption;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Batch;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.input.InputCursor;
import org.estimator4j.serve.Predictor;
import org.estimator4j.serve.SavedModelException;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The typed predictor that the processor wrote for the digits, over real ones. */
class DigitsPredictorTest {

  private static final int ROWS = 1000;

  @TempDir Path dir;

  private static float[][][][] pixels(Input input) {
    float[][][][] pixels = new float[ROWS][DigitsData.SIDE][DigitsData.SIDE][1];
    try (InputCursor cursor = input.open(InputContext.first(Mode.PREDICT, 0));
        Batch batch = Objects.requireNonNull(cursor.next())) {
      TensorValue values =
          TensorValue.copyOf(Objects.requireNonNull(batch.features().get("pixels")));
      for (int i = 0; i < ROWS; i++) {
        for (int line = 0; line < DigitsData.SIDE; line++) {
          for (int column = 0; column < DigitsData.SIDE; column++) {
            pixels[i][line][column] = values.row(i).row(line).row(column).asFloats();
          }
        }
      }
    }
    return pixels;
  }

  @Test
  void answersAsTheEstimatorDoesToTheLastBit() {
    Input rows = DigitsData.load().train().take(ROWS).batch(ROWS);
    try (Estimator estimator =
        Estimator.of(new DigitsClassifier(1e-3f), RunConfig.inDir(dir.resolve("model")))) {
      estimator.train(
          DigitsData.load().train().shuffle().repeat().batch(64), TrainOption.maxSteps(30));
      Path savedModel = estimator.exportSavedModel(dir.resolve("export"));
      List<Prediction> expected;
      try (Stream<Prediction> answers = estimator.predict(rows)) {
        expected = answers.toList();
      }
      float[][][][] pixels = pixels(rows);
      try (DigitsClassifierPredictor loaded = DigitsClassifierPredictor.load(savedModel);
          DigitsClassifierPredictor own = DigitsClassifierPredictor.of(estimator.predictor())) {
        for (DigitsClassifierPredictor typed : List.of(loaded, own)) {
          List<DigitsClassifierPredictor.Prediction> answers = typed.predict(pixels);
          assertEquals(ROWS, answers.size());
          for (int i = 0; i < ROWS; i++) {
            assertEquals(expected.get(i).get("digit").asLong(), answers.get(i).digit());
            assertArrayEquals(
                expected.get(i).get("probabilities").asFloats(), answers.get(i).probabilities());
          }
          DigitsClassifierPredictor.Prediction one = typed.predictRow(pixels[3]);
          assertEquals(answers.get(3).digit(), one.digit());
          assertArrayEquals(answers.get(3).probabilities(), one.probabilities(), 1e-6f);
          assertEquals(List.of(), typed.predict(new float[0][][][]));
        }
      }
      try (Predictor digits = estimator.predictor(PredictOption.keys("digit"))) {
        String message =
            String.valueOf(
                assertThrows(SavedModelException.class, () -> DigitsClassifierPredictor.of(digits))
                    .getMessage());
        assertTrue(
            message.contains("\n- output 'probabilities' is missing; there are [digit]\n"),
            message);
      }
    }
  }
}
