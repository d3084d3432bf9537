package org.estimator4j.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

class ExponentialMovingAverageTest {

  private static Variable<TFloat64> weights(ModelGraph graph) {
    return graph
        .variable("w", TFloat64.class, Shape.of(2))
        .initializer((ops, v) -> ops.constant(new double[] {1, 2}))
        .create();
  }

  @RepeatedTest(10)
  void averagesFollowTheStep() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> w = weights(graph);
      ExponentialMovingAverage averages = new ExponentialMovingAverage(0.75);
      Op step = new GradientDescent(1).minimize(graph, tf.reduceSum(w, tf.constant(0)));
      Op all = averages.after(graph, step);
      graph.freeze();
      try (GraphRun run = new GraphRun(graph).initialize()) {
        Variable<TFloat64> average = averages.average(graph, w);
        assertArrayEquals(new double[] {1, 2}, run.values(average));
        run.run(all);
        assertArrayEquals(new double[] {0, 1}, run.values(w));
        assertArrayEquals(new double[] {0.75, 1.75}, run.values(average));
        assertEquals(1, run.value(graph.globalStep().read()));
        assertEquals(1, graph.trainableVariables().size());
      }
    }
  }

  @Test
  void swappedInEveryReadIsOfTheAverage() {
    try (ModelGraph graph = ModelGraph.create(Mode.EVAL, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> w = weights(graph);
      Operand<TFloat64> twice = tf.math.add(w, w.gather(tf, tf.constant(new int[] {0, 1})));
      Operand<TFloat64> fresh = w.read(tf.withControlDependencies(List.of(tf.noOp())));
      ExponentialMovingAverage averages = new ExponentialMovingAverage(0.75);
      averages.swapIn(graph);
      Operand<TFloat64> own = w.read(tf);
      graph.freeze();
      try (GraphRun run = new GraphRun(graph).initialize()) {
        run.set(averages.average(graph, w), 5, 6);
        run.set(w, 3, 4);
        assertArrayEquals(new double[] {10, 12}, run.values(twice));
        assertArrayEquals(new double[] {5, 6}, run.values(fresh));
        assertArrayEquals(new double[] {5, 6}, run.values(w));
        assertArrayEquals(new double[] {3, 4}, run.values(own));
        assertTrue(graph.findVariable("w/ExponentialMovingAverage").isPresent());
      }
    }
  }

  /** A tensor's average starts from zero; corrected, it is a weighted mean from the start. */
  @Test
  void averagesOfTensors() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Operand<TFloat64> loss =
          tf.withName("loss").placeholder(TFloat64.class, Placeholder.shape(Shape.scalar()));
      Operand<TFloat64> other = tf.withName("other").identity(loss);
      ExponentialMovingAverage plain = new ExponentialMovingAverage(0.5);
      Op update = plain.update(graph, List.of(loss), List.of());
      Op unbiased = plain.zeroDebias().update(graph, List.of(other), List.of());
      try (GraphRun run = new GraphRun(graph).initialize()) {
        double[] values = {4, 2, 8};
        double[] means = {2, 2, 5};
        double[] corrected = {4, 2 / 0.75, 5 / 0.875};
        for (int i = 0; i < values.length; i++) {
          run.feed(loss, Shape.scalar(), values[i]);
          run.run(update, unbiased);
          assertEquals(means[i], run.value(plain.average(graph, loss)), 1e-12);
          assertEquals(corrected[i], run.value(plain.average(graph, other)), 1e-12);
        }
        assertTrue(graph.findVariable("other/ExponentialMovingAverage/local_step").isPresent());
      }
    }
  }

  @Test
  void badInput() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      ExponentialMovingAverage averages = new ExponentialMovingAverage(0.5);
      assertEquals(
          "averages are swapped in for EVAL and PREDICT; in TRAIN use after(graph, step)",
          assertThrows(IllegalStateException.class, () -> averages.swapIn(graph)).getMessage());
      Operand<?> number = graph.ops().withName("number").constant(1);
      assertEquals(
          "only floating point has an average; number is TInt32",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> averages.update(graph, List.of(number), List.of()))
              .getMessage());
    }
    assertEquals(
        "decay must be in [0, 1), got NaN",
        assertThrows(IllegalArgumentException.class, () -> new ExponentialMovingAverage(Double.NaN))
            .getMessage());
    assertEquals(
        "ExponentialMovingAverage(0.5).followingSteps().zeroDebias()",
        new ExponentialMovingAverage(0.5).followingSteps().zeroDebias().toString());
  }
}
