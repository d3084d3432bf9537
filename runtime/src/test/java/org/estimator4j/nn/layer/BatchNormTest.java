package org.estimator4j.nn.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;

class BatchNormTest {

  private static final BatchNorm SETTINGS = BatchNorm.defaults().momentum(0.75);

  private static <T extends TFloating> Operand<T> input(
      ModelGraph graph, Class<T> type, long... shape) {
    return graph.ops().placeholder(type, Placeholder.shape(Shape.of(shape)));
  }

  private static Variable<?> variable(ModelGraph graph, String name) {
    return graph.findVariable("norm/" + name).orElseThrow();
  }

  @Test
  void variablesOfPython() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      new Layers(graph).batchNorm("norm", input(graph, TFloat32.class, -1, 3));
      assertEquals(
          List.of("norm/gamma", "norm/beta"),
          graph.trainableVariables().stream().map(Variable::name).toList());
      assertEquals(
          List.of("norm/gamma", "norm/beta", "norm/moving_mean", "norm/moving_variance"),
          graph.globalVariables().stream().map(Variable::name).skip(1).toList());
    }
  }

  @Test
  void vectorsInTraining() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Operand<TFloat32> x = input(graph, TFloat32.class, -1, 2);
      Operand<TFloat32> y = new Layers(graph).batchNorm("norm", x, SETTINGS);
      assertEquals(2, graph.updateOps().size());
      try (GraphRun run = new GraphRun(graph).initialize()) {
        run.set(variable(graph, "gamma"), 1, 2);
        run.set(variable(graph, "beta"), 0, 10);
        run.feed(x, Shape.of(4, 2), 1, 5, 2, 5, 3, 5, 6, 5);
        double s = 1 / Math.sqrt(3.5 + 1e-3);
        assertArrayEquals(
            new double[] {-2 * s, 10, -s, 10, 0, 10, 3 * s, 10},
            run.values(y, graph.updateOps()),
            1e-5);
        assertArrayEquals(new double[] {0.75, 1.25}, run.values(variable(graph, "moving_mean")));
        assertArrayEquals(
            new double[] {0.75 + 3.5 / 4, 0.75},
            run.values(variable(graph, "moving_variance")),
            1e-6);
      }
    }
  }

  /** Fused in float32, from parts in float64. */
  @Test
  void imagesInTraining() {
    imagesInTraining(TFloat32.class);
    imagesInTraining(TFloat64.class);
  }

  private static <T extends TFloating> void imagesInTraining(Class<T> type) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Operand<T> x = input(graph, type, -1, 2, 2, 1);
      Operand<T> y = new Layers(graph).batchNorm("norm", x, SETTINGS);
      try (GraphRun run = new GraphRun(graph).initialize()) {
        run.feed(x, Shape.of(1, 2, 2, 1), 1, 2, 3, 6);
        double s = 1 / Math.sqrt(3.5 + 1e-3);
        assertArrayEquals(
            new double[] {-2 * s, -s, 0, 3 * s}, run.values(y, graph.updateOps()), 1e-5);
        assertEquals(0.75, run.value(variable(graph, "moving_mean")), 1e-6);
        assertEquals(0.75 + 3.5 * 4 / 3 / 4, run.value(variable(graph, "moving_variance")), 1e-6);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void evaluationIsPredictionBitForBit(int rank) {
    assertArrayEquals(frozen(Mode.EVAL, rank), frozen(Mode.PREDICT, rank));
  }

  private static double[] frozen(Mode mode, int rank) {
    long[] shape = {-1, 4, 4, 3};
    long[] used = Arrays.copyOf(shape, rank);
    used[rank - 1] = 3;
    try (ModelGraph graph = ModelGraph.create(mode, 1)) {
      Operand<TFloat32> x = input(graph, TFloat32.class, used);
      Layers layers = new Layers(graph);
      Operand<TFloat32> y = layers.dropout("drop", layers.batchNorm("norm", x, SETTINGS), 0.5);
      assertTrue(graph.updateOps().isEmpty());
      used[0] = 5;
      Shape fed = Shape.of(used);
      try (GraphRun run = new GraphRun(graph).initialize()) {
        run.set(variable(graph, "moving_mean"), 0.1, 0.2, 0.3);
        run.set(variable(graph, "moving_variance"), 1.1, 2.2, 3.3);
        run.feed(x, fed, new Random(1).doubles(fed.size()).toArray());
        double[] first = run.values(y);
        assertArrayEquals(first, run.values(y));
        double expected = (new Random(1).nextDouble() - 0.1) / Math.sqrt(1.1 + 1e-3);
        assertEquals(expected, first[0], 1e-6);
        assertArrayEquals(
            new double[] {0.1, 0.2, 0.3}, run.values(variable(graph, "moving_mean")), 1e-7);
        return first;
      }
    }
  }

  @Test
  void frozenInTrainingOnRequest() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Operand<TFloat32> x = input(graph, TFloat32.class, -1, 1);
      Operand<TFloat32> y = new Layers(graph).batchNorm("norm", x, SETTINGS.freeze());
      assertTrue(graph.updateOps().isEmpty());
      try (GraphRun run = new GraphRun(graph).initialize()) {
        run.feed(x, Shape.of(2, 1), 1, 3);
        double s = 1 / Math.sqrt(1 + 1e-3);
        assertArrayEquals(new double[] {s, 3 * s}, run.values(y), 1e-6);
      }
    }
  }

  @Test
  void gradients() {
    LayerCheck.gradients(Shape.of(5, 3), BatchNormTest::norm);
    LayerCheck.gradients(Shape.of(3, 2, 2), BatchNormTest::norm);
    LayerCheck.gradients(Shape.of(2, 3, 2, 2), BatchNormTest::norm);
    LayerCheck.gradients(Shape.of(2, 3, 2, 2), BatchNormTest::frozenNorm);
    LayerCheck.gradients(Shape.of(4, 2), BatchNormTest::frozenNorm);
  }

  private static <T extends TFloating> Operand<T> norm(Layers layers, Operand<T> x) {
    return layers.batchNorm("norm", x);
  }

  private static <T extends TFloating> Operand<T> frozenNorm(Layers layers, Operand<T> x) {
    return layers.batchNorm("norm", x, SETTINGS.freeze());
  }

  @Test
  void withoutGammaAndBeta() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Layers layers = new Layers(graph);
      layers.batchNorm("norm", input(graph, TFloat32.class, -1, 3), SETTINGS.noScale().noCenter());
      layers.batchNorm(
          "image", input(graph, TFloat32.class, -1, 2, 2, 3), SETTINGS.noScale().noCenter());
      assertTrue(graph.trainableVariables().isEmpty());
    }
  }

  @Test
  void settingsThatMakeNoSense() {
    assertEquals(
        "momentum must be in [0, 1], got 1.5",
        assertThrows(IllegalArgumentException.class, () -> SETTINGS.momentum(1.5)).getMessage());
    assertEquals(
        "epsilon must be positive and finite, got 0.0",
        assertThrows(IllegalArgumentException.class, () -> SETTINGS.epsilon(0)).getMessage());
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      assertEquals(
          "layer 'norm' takes a tensor of shape [batch, …, channels], got [-1]",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new Layers(graph).batchNorm("norm", input(graph, TFloat32.class, -1)))
              .getMessage());
    }
  }
}
