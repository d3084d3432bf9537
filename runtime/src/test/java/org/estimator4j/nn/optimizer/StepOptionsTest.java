package org.estimator4j.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.GradientException;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.schedule.Schedule;
import org.estimator4j.nn.schedule.Schedules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

class StepOptionsTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final Ops tf = graph.ops();

  @AfterEach
  void close() {
    graph.close();
  }

  private Variable<TFloat32> variable(String name, float... value) {
    return graph
        .variable(name, TFloat32.class, Shape.of(value.length))
        .initializer((ops, v) -> ops.constant(value))
        .create();
  }

  /** A loss whose gradient is 3 and 4 for a variable, and these times a factor for another. */
  private Operand<TFloat32> loss(Variable<TFloat32> a, Variable<TFloat32> b, float factor) {
    Operand<TFloat32> slope = tf.constant(new float[] {3, 4});
    Operand<TFloat32> both = tf.math.add(a, tf.math.mul(b, tf.constant(factor)));
    return tf.reduceSum(tf.math.mul(slope, both), tf.constant(0));
  }

  private void check(Optimizer optimizer, Map<String, double[]> afterOneStep) {
    Variable<TFloat32> a = variable("a", 0, 0);
    Variable<TFloat32> b = graph.scope("head", () -> variable("b", 0, 0));
    Op step = optimizer.minimize(graph, loss(a, b, 2));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.run(step);
      afterOneStep.forEach(
          (name, values) ->
              assertArrayEquals(
                  values, run.values(graph.findVariable(name).orElseThrow()), 1e-6, name));
    }
  }

  private static Optimizer descent(StepOption... options) {
    return new GradientDescent(1).with(options);
  }

  @Test
  void variableList() {
    check(
        descent(StepOption.variablesOf("head")),
        Map.of("a", new double[] {0, 0}, "head/b", new double[] {-6, -8}));
  }

  @Test
  void multipliers() {
    check(
        descent(
            StepOption.rateMultiplier("a", 0.5),
            StepOption.gradientMultiplier("head", 0.25),
            StepOption.rateMultiplier("head/b", 2)),
        Map.of("a", new double[] {-1.5, -2}, "head/b", new double[] {-3, -4}));
  }

  @Test
  void rateMultiplierCountsWithAdamToo() {
    check(
        new Adam(0.1).with(StepOption.rateMultiplier("a", 0.5)),
        Map.of("a", new double[] {-0.05, -0.05}, "head/b", new double[] {-0.1, -0.1}));
  }

  @Test
  void clipByValue() {
    check(
        descent(StepOption.clipByValue(3.5)),
        Map.of("a", new double[] {-3, -3.5}, "head/b", new double[] {-3.5, -3.5}));
  }

  @Test
  void clipByNorm() {
    check(
        descent(StepOption.clipByNorm(5)),
        Map.of("a", new double[] {-3, -4}, "head/b", new double[] {-3, -4}));
  }

  @Test
  void clipByGlobalNorm() {
    double all = Math.sqrt(125);
    check(
        descent(StepOption.clipByGlobalNorm(1)),
        Map.of(
            "a", new double[] {-3 / all, -4 / all}, "head/b", new double[] {-6 / all, -8 / all}));
  }

  @Test
  void transformations() {
    check(
        descent(
            StepOption.transform((g, gradients) -> gradients.subList(0, 1)),
            StepOption.clipByGlobalNorm(1)),
        Map.of("a", new double[] {-0.6, -0.8}, "head/b", new double[] {0, 0}));
  }

  @Test
  void globalNormOfSeveralTypesAndOfRows() {
    Variable<TFloat32> a = variable("a", 0, 0);
    Variable<TFloat64> table =
        graph
            .variable("table", TFloat64.class, Shape.of(3, 1))
            .initializer((ops, v) -> ops.zeros(ops.constant(v.shape()), v.type()))
            .create();
    IndexedRows<TFloat64> rows =
        new IndexedRows<>(tf.constant(new int[] {2}), tf.constant(new double[][] {{12}}));
    Op step =
        descent(StepOption.clipByGlobalNorm(1.3))
            .applyGradients(
                graph,
                List.of(
                    Gradient.of(a, tf.constant(new float[] {3, 4})),
                    Gradient.ofRows(tf, table, rows)));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.run(step);
      assertArrayEquals(new double[] {-0.3, -0.4}, run.values(a), 1e-6);
      assertArrayEquals(new double[] {0, 0, -1.2}, run.values(table), 1e-6);
    }
  }

  @Test
  void accumulationIsOneStepWithTheMean() {
    Variable<TFloat32> w = variable("w", 1);
    Variable<TFloat32> updates =
        graph
            .variable("updates", TFloat32.class, Shape.scalar())
            .trainable(false)
            .initializer((ops, v) -> ops.constant(0f))
            .create();
    graph.addUpdateOp(updates.assignAdd(tf, tf.constant(1f)));
    Operand<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1)));
    Op step =
        new Adam(0.1)
            .with(StepOption.accumulate(3), StepOption.clipByGlobalNorm(100))
            .applyGradients(graph, List.of(Gradient.of(w, x)));
    graph.freeze();
    try (GraphRun run = new GraphRun(graph).initialize()) {
      for (int i = 0; i < 6; i++) {
        run.feed(x, Shape.of(1), i % 3 - 1.5);
        run.run(step);
        int steps = (i + 1) / 3;
        assertEquals(i + 1, run.value(updates));
        assertEquals(steps, run.value(graph.globalStep().read()));
        assertEquals(1 + 0.1 * steps, run.value(w), 1e-6, "batch " + i);
        double sum = List.of(-1.5, -2.0, 0.0).get(i % 3);
        assertEquals(
            sum, run.value(graph.findVariable("estimator4j/accumulated_gradient/w").orElseThrow()));
        double power = Math.pow(0.9, steps + 1);
        assertEquals(power, run.value(graph.findVariable("beta1_power").orElseThrow()), 1e-6);
      }
    }
    Set<String> names = new TreeSet<>();
    graph.globalVariables().forEach(v -> names.add(v.name()));
    assertEquals(
        Set.of(
            "estimator4j/accumulated_batches",
            "beta1_power",
            "beta2_power",
            "global_step",
            "updates",
            "w",
            "w/Adam",
            "w/Adam_1",
            "estimator4j/accumulated_gradient/w"),
        names);
  }

  @Test
  void weightDecayIsNotAccumulated() {
    Variable<TFloat32> w = variable("w", 1);
    Op step =
        new AdamW(0.1, 0.5)
            .with(StepOption.accumulate(2))
            .applyGradients(graph, List.of(Gradient.of(w, tf.constant(new float[] {1}))));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.run(step);
      assertEquals(1, run.value(w));
      run.run(step);
      assertEquals(1 - 0.1 - 0.05, run.value(w), 1e-6);
    }
  }

  @Test
  void scheduleOfTheRate() {
    Variable<TFloat32> w = variable("w", 0);
    Optimizer optimizer =
        new GradientDescent(Schedules.piecewiseConstant(List.of(0L), List.of(1.0, 0.25)));
    Op step =
        optimizer.applyGradients(graph, List.of(Gradient.of(w, tf.constant(new float[] {1}))));
    Operand<?> rate = optimizer.learningRate().of(graph);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      assertEquals(1, run.value(rate));
      run.run(step);
      assertEquals(0.25, run.value(rate));
      run.run(step);
      assertEquals(-1.25, run.value(w));
    }
  }

  @Test
  void operandOfFullPrecisionAsRate() {
    Variable<TFloat64> w =
        graph
            .variable("w", TFloat64.class, Shape.scalar())
            .initializer((ops, v) -> ops.constant(0.0))
            .create();
    Operand<TFloat64> rate = tf.placeholder(TFloat64.class, Placeholder.shape(Shape.scalar()));
    Op step =
        new GradientDescent(Schedule.of(rate))
            .applyGradients(graph, List.of(Gradient.of(w, tf.constant(1.0))));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(rate, Shape.scalar(), 0.1);
      run.run(step);
      assertEquals(-0.1, run.value(w), 1e-17);
    }
  }

  @Test
  void strangers() {
    Variable<TFloat32> mine = variable("w", 1);
    Variable<TInt64> counter =
        graph
            .variable("n", TInt64.class, Shape.scalar())
            .initializer((ops, v) -> ops.constant(0L))
            .create();
    try (ModelGraph other = ModelGraph.create(Mode.TRAIN, 1)) {
      Variable<TFloat32> theirs =
          other
              .variable("w", TFloat32.class, Shape.scalar())
              .initializer((ops, v) -> ops.constant(1f))
              .create();
      assertMessage(
          "variable 'w' TFloat32 [] belongs to another graph",
          () -> descent(StepOption.variables(List.of(theirs))).minimize(graph, mine));
      assertMessage(
          "variable 'w' TFloat32 [] belongs to another graph",
          () ->
              descent()
                  .applyGradients(graph, List.of(Gradient.of(theirs, other.ops().constant(1f)))));
    }
    assertMessage(
        "variable 'n' TInt64 [] cannot be trained: it is local, or not of floating point",
        () -> descent(StepOption.variables(List.of(counter))).minimize(graph, mine));
    assertMessage(
        "no trainable variable is called 'hidden' or stands in such a scope; there are [w]",
        () -> descent(StepOption.rateMultiplier("hidden", 2)).minimize(graph, mine));
    Gradient<TFloat32> gradient = Gradient.of(mine, tf.constant(new float[] {1}));
    assertMessage(
        "there are two gradients of variable 'w' TFloat32 [1]",
        () -> descent().applyGradients(graph, List.of(gradient, gradient)));
  }

  @Test
  void lossThatDependsOnNoneOfTheList() {
    Variable<TFloat32> a = variable("a", 1);
    variable("b", 1);
    GradientException e =
        assertThrows(
            GradientException.class,
            () -> descent(StepOption.variablesOf("b")).minimize(graph, tf.math.square(a)));
    assertEquals(
        "the loss Square:0 does not depend, in a differentiable way, on any of the variables to"
            + " train: [b]",
        e.getMessage());
  }

  @Test
  void impossibleOptions() {
    assertMessage("the list of variables to train is empty", () -> StepOption.variables(List.of()));
    assertMessage("accumulation is over 1 batch at least, got 0", () -> StepOption.accumulate(0));
    assertMessage(
        "the norm must be a positive finite number, got NaN",
        () -> StepOption.clipByGlobalNorm(Double.NaN));
    assertMessage(
        "the multiplier must be a finite number that is not negative, got -1.0",
        () -> StepOption.gradientMultiplier("w", -1));
  }

  private static void assertMessage(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  @Test
  void optionsDescribeThemselves() {
    assertEquals(
        "Momentum(0.1, 0.9).nesterov().with(Accumulate[batches=4], RateMultiplier[part=a,"
            + " factor=2.0])",
        new Momentum(0.1, 0.9)
            .nesterov()
            .with(StepOption.accumulate(4))
            .with(StepOption.rateMultiplier("a", 2))
            .toString());
  }
}
