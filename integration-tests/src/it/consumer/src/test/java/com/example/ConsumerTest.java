package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.estimator4j.Estimator;
import org.estimator4j.EvalResult;
import org.estimator4j.Prediction;
import org.estimator4j.TrainOption;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.ArrayRows;
import org.estimator4j.input.Input;
import org.estimator4j.tensorflow.OpenHandles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class ConsumerTest {

  private static final int POINTS = 256;

  @Test
  void trainsEvaluatesAndPredicts(@TempDir Path modelDir) {
    ArrayRows points = points();
    try (Estimator estimator =
        Estimator.of(new SideClassifier(Settings.of(0.05f)), RunConfig.inDir(modelDir))) {
      Input batches = points.shuffle().repeat().batch(32);
      estimator.train(batches, TrainOption.maxSteps(1));
      EvalResult before = estimator.evaluate(points.batch(POINTS));
      estimator.train(batches, TrainOption.maxSteps(100));
      EvalResult after = estimator.evaluate(points.batch(POINTS));

      assertEquals(100, after.globalStep());
      assertTrue(after.loss() < before.loss() / 2, () -> before + ", then " + after);
      assertTrue(after.get("accuracy") > 0.9, after::toString);
      try (Stream<Prediction> answers = estimator.predict(points.take(3).batch(3))) {
        assertEquals(3, answers.map(answer -> answer.get("side").asLong()).toList().size());
      }
    }
  }

  @Test
  void theFactoryIsThereWithoutReflection(@TempDir Path modelDir) {
    SideClassifier model = new SideClassifier(Settings.of(0.05f));
    try (Estimator estimator =
        Estimator.of(new SideClassifierSpecFactory(model), RunConfig.inDir(modelDir))) {
      estimator.verify();
    }
  }

  @AfterEach
  void everythingIsClosed(TestInfo test) {
    OpenHandles.requireNone(test.getDisplayName());
  }

  private static ArrayRows points() {
    Random random = new Random(7);
    float[] point = new float[2 * POINTS];
    int[] side = new int[POINTS];
    for (int i = 0; i < POINTS; i++) {
      point[2 * i] = 2 * random.nextFloat() - 1;
      point[2 * i + 1] = 2 * random.nextFloat() - 1;
      side[i] = point[2 * i] > point[2 * i + 1] ? 1 : 0;
    }
    return Input.arrays().feature("point", point, Shape.of(2)).label("side", side);
  }
}
