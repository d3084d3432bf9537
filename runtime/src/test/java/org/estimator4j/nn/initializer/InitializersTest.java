package org.estimator4j.nn.initializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

  @Test
  void variancesOfTheFamilies() {
    // 200 inputs, 50 outputs
    Shape shape = Shape.of(4, 50, 50);
    assertVariance(1.0 / 200, values(1, "v", shape, Initializers.lecunNormal()));
    assertVariance(1.0 / 200, values(1, "v", shape, Initializers.lecunUniform()));
    assertVariance(2.0 / 200, values(1, "v", shape, Initializers.heNormal()));
    assertVariance(2.0 / 200, values(1, "v", shape, Initializers.heUniform()));
    assertVariance(2.0 / 400, values(1, "v", shape, Initializers.glorotNormal()));
    assertVariance(2.0 / 400, values(1, "v", shape, Initializers.glorotUniform()));
    assertVariance(0.25, values(1, "v", shape, Initializers.randomNormal(0, 0.5)));
    assertVariance(0.25 / 12, values(1, "v", shape, Initializers.randomUniform(-0.25, 0.25)));
  }

  private static void assertVariance(double expected, double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
    assertEquals(0, mean, 4 * Math.sqrt(expected / values.length));
    assertEquals(expected, variance, expected * 0.05);
  }

  @Test
  void truncatedNormalStaysWithinTwoDeviations() {
    double[] values = values(1, "v", Shape.of(100, 100), Initializers.truncatedNormal(3, 0.5));
    DoubleSummaryStatistics statistics = Arrays.stream(values).summaryStatistics();
    assertEquals(2, statistics.getMin(), 0.01);
    assertEquals(4, statistics.getMax(), 0.01);
    assertEquals(3, statistics.getAverage(), 0.02);
  }

  @Test
  void orthogonal() {
    assertPerpendicular(values(1, "v", Shape.of(2, 3, 4), Initializers.orthogonal(2)), 6, 4, 2);
    assertPerpendicular(values(1, "v", Shape.of(3, 5), Initializers.orthogonal(1)), 3, 5, 1);
    assertEquals(
        "variable 'v' of shape [3] cannot be orthogonal: it needs at least two dimensions",
        assertThrows(
                IllegalArgumentException.class,
                () -> values(1, "v", Shape.of(3), Initializers.orthogonal(1)))
            .getMessage());
  }

  private static void assertPerpendicular(double[] m, int rows, int columns, double gain) {
    boolean tall = rows >= columns;
    int vectors = Math.min(rows, columns);
    for (int a = 0; a < vectors; a++) {
      for (int b = 0; b < vectors; b++) {
        double product = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          product +=
              tall
                  ? m[k * columns + a] * m[k * columns + b]
                  : m[a * columns + k] * m[b * columns + k];
        }
        assertEquals(a == b ? gain * gain : 0, product, 1e-5);
      }
    }
  }

  @Test
  void givenValues() {
    assertArrayEquals(
        new double[] {1, 2}, values(1, "v", Shape.of(1, 2), Initializers.values(1, 2)));
    assertEquals(
        "variable 'v' of shape [3] cannot be initialised with 2 values",
        assertThrows(
                IllegalArgumentException.class,
                () -> values(1, "v", Shape.of(3), Initializers.values(1, 2)))
            .getMessage());
  }
}
