package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of sparse and ragged features is trained, evaluated and asked. */
class SparseModelTest {

  @TempDir Path dir;

  @Test
  void trainsEvaluatesAndPredicts() {
    Rows rows = AnimalModel.rows();
    RunConfig config = RunConfig.builder(dir).saveCheckpointsSteps(100).build();
    try (Estimator estimator = Estimator.of(new AnimalModel(), config)) {
      double before = estimator.evaluate(rows.batch(4)).loss();
      estimator.train(rows.shuffle().repeat().batch(4), TrainOption.maxSteps(100));
      double loss = estimator.evaluate(rows.batch(4)).loss();
      assertTrue(loss < 0.1 && loss < before / 4, before + " → " + loss);
      try (Stream<Prediction> answers = estimator.predict(rows.batch(5))) {
        assertEquals(
            List.of(1L, 0L, 1L, 0L, 1L, 0L),
            answers.map(answer -> Math.round(answer.get("output").asDouble())).toList());
      }
    }
  }
}
