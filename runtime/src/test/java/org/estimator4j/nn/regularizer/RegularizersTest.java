package org.estimator4j.nn.regularizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GradientCheck;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Regularizer;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.layer.Conv2d;
import org.estimator4j.nn.layer.Dense;
import org.estimator4j.nn.layer.Layers;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

class RegularizersTest {

  private static double of(Regularizer<TFloat32> regularizer) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Operand<TFloat32> weights = graph.ops().constant(new float[][] {{1, -2}, {3, 0}});
      try (GraphRun run = new GraphRun(graph)) {
        return run.value(regularizer.loss(graph.ops(), weights));
      }
    }
  }

  @Test
  void values() {
    assertEquals(3, of(Regularizers.l1(0.5)), 1e-6);
    assertEquals(7, of(Regularizers.l2(0.5)), 1e-6);
    assertEquals(0.6 + 2.8, of(Regularizers.l1l2(0.1, 0.2)), 1e-6);
  }

  @Test
  void factorsThatMakeNoSense() {
    assertEquals(
        "the factor of an L2 penalty must be finite and not negative, got -1.0",
        assertThrows(IllegalArgumentException.class, () -> Regularizers.l2(-1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Regularizers.l1(Double.NaN));
  }

  @Test
  void penaltiesOfLayersAreCollected() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Layers layers = new Layers(graph);
      Operand<TFloat32> x = graph.ops().constant(new float[2][4][4][1]);
      Operand<TFloat32> y =
          layers.conv2d("conv", x, Conv2d.filters(2).kernelRegularizer(Regularizers.l1(0.1)));
      layers.dense(
          "dense",
          layers.flatten(y),
          Dense.units(2)
              .kernelRegularizer(Regularizers.l2(0.1))
              .biasRegularizer(Regularizers.l2(0.1)));
      assertEquals(
          List.of("conv/kernel", "dense/kernel", "dense/bias"),
          graph.regularizationLosses().stream()
              .map(loss -> loss.op().name())
              .map(name -> name.substring(0, name.indexOf("/Regularizer")))
              .toList());
      assertTrue(graph.losses().isEmpty());
    }
  }

  @Test
  void gradients() {
    Stream.<Regularizer<TFloat64>>of(
            Regularizers.l1(0.3), Regularizers.l2(0.3), Regularizers.l1l2(0.3, 0.2))
        .forEach(
            regularizer ->
                GradientCheck.of(Shape.of(2, 3), (graph, x) -> regularizer.loss(graph.ops(), x)));
  }

  /** In TensorFlow Java an L2 penalty on a variable of its own kills the process. */
  @Test
  void stepsWithPenaltyKeepMemoryFlat() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Variable<TFloat32> w =
          graph
              .variable("w", TFloat32.class, Shape.of(100, 100))
              .initializer((tf, v) -> tf.ones(tf.constant(v.shape()), TFloat32.class))
              .regularizer(Regularizers.l2(0.01))
              .create();
      Operand<?> loss = graph.regularizationLosses().get(0);
      @SuppressWarnings("unchecked")
      Operand<TFloat32> gradient =
          (Operand<TFloat32>) graph.gradients(loss, List.of(w)).get(0).value();
      var tf = graph.ops();
      var step = w.assignSub(w.afterReads(tf), tf.math.mul(gradient, tf.constant(0.1f)));
      try (GraphRun run = new GraphRun(graph).initialize()) {
        steps(run, step, 500);
        long before = residentKilobytes();
        steps(run, step, Integer.getInteger("estimator4j.penaltySteps", 1_500));
        long grown = residentKilobytes() - before;
        assertTrue(grown < 20_000, "resident memory grew by " + grown + " kB");
        assertEquals(0, run.values(w)[0], 0.1);
      }
    }
  }

  private static void steps(GraphRun run, org.tensorflow.op.Op step, int count) {
    for (int i = 0; i < count; i++) {
      run.run(step);
    }
  }

  /** 0 where the system does not say. */
  private static long residentKilobytes() {
    try (Stream<String> lines =
        java.nio.file.Files.lines(java.nio.file.Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (java.io.IOException e) {
      return 0;
    }
  }
}
