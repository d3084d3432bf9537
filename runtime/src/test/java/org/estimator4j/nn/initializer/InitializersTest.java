package org.estimator4j.nn.initializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.Initializer;
import org.estimator4j.graph.ModelGraph;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class InitializersTest {

  private static double[] values(
      long seed, String name, Shape shape, Initializer<TFloat32> initializer) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, seed)) {
      var variable = graph.variable(name, TFloat32.class, shape).initializer(initializer).create();
      try (GraphRun run = new GraphRun(graph).initialize()) {
        return run.values(variable);
      }
    }
  }

  @Test
  void constants() {
    Shape shape = Shape.of(2, 1);
    assertArrayEquals(new double[] {0, 0}, values(1, "v", shape, Initializers.zeros()));
    assertArrayEquals(new double[] {1, 1}, values(1, "v", shape, Initializers.ones()));
    assertArrayEquals(new double[] {2.5, 2.5}, values(1, "v", shape, Initializers.constant(2.5)));
  }

  @Test
  void glorotUniformFillsItsRange() {
    double[] values = values(1, "v", Shape.of(300, 100), Initializers.glorotUniform());
    DoubleSummaryStatistics statistics = Arrays.stream(values).summaryStatistics();
    double limit = Math.sqrt(6.0 / 400);
    assertTrue(statistics.getMin() >= -limit && statistics.getMax() <= limit);
    assertEquals(-limit, statistics.getMin(), limit / 100);
    assertEquals(limit, statistics.getMax(), limit / 100);
    assertEquals(0, statistics.getAverage(), limit / 50);
    double variance = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
    assertEquals(limit * limit / 3, variance, limit * limit / 50);
  }

  @Test
  void fansOfAConvolutionCountItsWindow() {
    double[] values = values(1, "v", Shape.of(3, 3, 8, 16), Initializers.glorotUniform());
    double limit = Math.sqrt(6.0 / (9 * 8 + 9 * 16));
    assertEquals(limit, Arrays.stream(values).max().orElseThrow(), limit / 50);
  }

  @Test
  void seedAndNameDecide() {
    Shape shape = Shape.of(4, 4);
    double[] once = values(1, "v", shape, Initializers.glorotUniform());
    assertArrayEquals(once, values(1, "v", shape, Initializers.glorotUniform()));
    assertFalse(Arrays.equals(once, values(2, "v", shape, Initializers.glorotUniform())));
    assertFalse(Arrays.equals(once, values(1, "w", shape, Initializers.glorotUniform())));
  }
}
