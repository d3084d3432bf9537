package org.estimator4j.samples.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.estimator4j.Estimator;
import org.estimator4j.EvalResult;
import org.estimator4j.Prediction;
import org.estimator4j.TrainOption;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is frozen outside of training is frozen alike in evaluation and prediction. */
class NormalizedDigitsTest {

  @TempDir Path dir;

  @Test
  void evaluationSaysWhatPredictionSaysBitForBit() {
    NormalizedDigits model = new NormalizedDigits();
    InputSplit digits = DigitsData.load();
    Input test = digits.test().batch(64);
    try (Estimator estimator = Estimator.of(model, RunConfig.inDir(dir))) {
      estimator.train(digits.train().shuffle().repeat().batch(64), TrainOption.maxSteps(600));
      EvalResult result = estimator.evaluate(test);
      assertTrue(result.loss() < 0.3, result.toString());
      List<float[]> predicted;
      try (Stream<Prediction> batches = estimator.predictBatches(test)) {
        predicted = batches.map(batch -> batch.get("output").asFloats()).toList();
      }
      assertEquals(predicted.size(), model.evaluated.size());
      for (int i = 0; i < predicted.size(); i++) {
        assertArrayEquals(predicted.get(i), model.evaluated.get(i), "batch " + i);
      }
      assertEquals(6, predicted.size());
    }
  }
}
