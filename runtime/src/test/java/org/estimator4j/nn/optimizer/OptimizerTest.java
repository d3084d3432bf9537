package org.estimator4j.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleFunction;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GradientException;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class OptimizerTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final Ops tf = graph.ops();

  @AfterEach
  void close() {
    graph.close();
  }

  private Variable<TFloat32> variable(String name, float value) {
    return graph
        .variable(name, TFloat32.class, Shape.scalar())
        .initializer((ops, v) -> ops.constant(value))
        .create();
  }

  /** Fails now and then if the powers of beta change before the variable does. */
  @RepeatedTest(100)
  void firstStepOfAdamMovesByTheLearningRate() {
    Variable<TFloat32> w = variable("w", 1);
    Op step = new Adam(0.1).minimize(graph, w);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.run(step);
      assertEquals(0.9, run.value(w), 1e-6);
    }
  }

  @Test
  void lossAndOtherReadsAreThoseBeforeTheStep() {
    Variable<TFloat32> w = variable("w", 1);
    Operand<TFloat32> fresh = w.read(tf);
    Operand<TFloat32> loss = tf.math.square(w);
    Op step = new GradientDescent(0.25).minimize(graph, loss);
    Operand<TFloat32> both = tf.stack(List.of(loss, fresh));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      assertArrayEquals(new double[] {1, 1}, run.values(both, List.of(step)));
      assertArrayEquals(new double[] {0.25, 0.5}, run.values(both, List.of(step)));
      assertEquals(0.25, run.value(w));
      assertEquals(2, run.value(graph.globalStep().read()));
    }
  }

  @RepeatedTest(20)
  void updateOperationsComeFirst() {
    Variable<TFloat32> w = variable("w", 1);
    Variable<TFloat32> seen =
        graph
            .variable("seen", TFloat32.class, Shape.scalar())
            .trainable(false)
            .initializer((ops, v) -> ops.constant(0f))
            .create();
    // This read has an order of its own, so that only the update's place protects it.
    Ops own = tf.withControlDependencies(List.of(tf.noOp()));
    Op update = seen.assign(tf, w.read(own));
    graph.addUpdateOp(update);
    Op step = new GradientDescent(0.25).minimize(graph, tf.math.square(w));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.run(step);
      assertEquals(1, run.value(seen));
      assertEquals(0.5, run.value(w));
    }
  }

  @Test
  void onlyVariablesOnTheWayGetSlots() {
    variable("elsewhere", 1);
    Variable<TFloat32> w = graph.scope("layer", () -> variable("w", 1));
    graph.scope("head", () -> new Adam(0.1).minimize(graph, tf.math.square(w)));
    assertEquals(
        List.of(
            "global_step",
            "elsewhere",
            "layer/w",
            "beta1_power",
            "beta2_power",
            "layer/w/Adam",
            "layer/w/Adam_1"),
        graph.globalVariables().stream().map(Variable::name).toList());
    assertEquals(2, graph.trainableVariables().size());
  }

  @Test
  void secondOptimizerHasSlotsOfItsOwn() {
    Variable<TFloat32> a = variable("a", 1);
    Variable<TFloat32> b = variable("b", 1);
    Op first = new Adam(0.1).applyGradients(graph, graph.gradients(a, List.of(a)));
    Op second = new Adam(0.1).applyGradients(graph, graph.gradients(b, List.of(b)));
    assertTrue(graph.findVariable("beta1_power_1").isPresent());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.run(first);
      run.run(first);
      run.run(second);
      assertEquals(0.8, run.value(a), 1e-6);
      assertEquals(0.9, run.value(b), 1e-6);
    }
  }

  @Test
  void oneOptimizerServesManyGraphs() {
    Optimizer adam = new Adam(0.1);
    for (int i = 0; i < 2; i++) {
      try (ModelGraph other = ModelGraph.create(Mode.TRAIN, 1)) {
        Variable<TFloat32> w =
            other
                .variable("w", TFloat32.class, Shape.scalar())
                .initializer((ops, v) -> ops.constant(1f))
                .create();
        adam.minimize(other, w);
        assertTrue(other.findVariable("w/Adam").isPresent());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1})
  void impossibleLearningRates(double rate) {
    for (DoubleFunction<Optimizer> optimizer :
        List.<DoubleFunction<Optimizer>>of(
            GradientDescent::new,
            r -> new Momentum(r, 0.9),
            Adagrad::new,
            Adadelta::new,
            RmsProp::new,
            Adam::new,
            LazyAdam::new,
            r -> new AdamW(r, 0.01),
            Ftrl::new)) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> optimizer.apply(rate));
      assertEquals(
          "the learning rate must be a finite number that is not negative, got " + rate,
          e.getMessage());
    }
  }

  @Test
  void impossibleDecays() {
    assertEquals(
        "beta1 must be in [0, 1), got 1.0",
        assertThrows(IllegalArgumentException.class, () -> new Adam(0.1, 1, 0.9, 1e-8))
            .getMessage());
    assertEquals(
        "epsilon must be a positive finite number, got 0.0",
        assertThrows(IllegalArgumentException.class, () -> new Adam(0.1, 0.9, 0.9, 0))
            .getMessage());
  }

  @Test
  void nothingToTrain() {
    variable("w", 1);
    assertThrows(
        GradientException.class, () -> new GradientDescent(0.1).minimize(graph, tf.constant(1f)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GradientDescent(0.1).applyGradients(graph, List.of()));
  }

  @Test
  void optimizersDescribeThemselves() {
    assertEquals("GradientDescent(0.1)", new GradientDescent(0.1).toString());
    assertEquals("Adam(0.1, 0.9, 0.999, 1.0E-8)", new Adam(0.1).toString());
  }
}
