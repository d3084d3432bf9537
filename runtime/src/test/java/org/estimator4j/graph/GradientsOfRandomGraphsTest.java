package org.estimator4j.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.estimator4j.annotation.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * Random graphs of operations with C++ gradients, with rules, and with ways that end, in any order;
 * the seed is the test's argument.
 */
class GradientsOfRandomGraphsTest {

  private static final Shape SHAPE = Shape.of(2);

  @ParameterizedTest
  @ValueSource(
      longs = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
        26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40
      })
  void equalNumericGradients(long seed) {
    Random random = new Random(seed);
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      registerRules(graph);
      Variable<TFloat64> a = GradientCheck.variable(graph, "a", SHAPE, seed);
      Variable<TFloat64> b = GradientCheck.variable(graph, "b", SHAPE, seed + 1);
      List<Operand<TFloat64>> nodes = new ArrayList<>(List.of(a, b));
      for (int i = 0; i < 14; i++) {
        nodes.add(next(graph.ops(), nodes, random));
      }
      // Everything counts, so that both variables are reached.
      Operand<TFloat64> y = graph.ops().math.addN(nodes);
      GradientCheck.compare(graph, GradientCheck.weightedSum(graph, y), List.of(a, b), 1e-6);
    }
  }

  /** One more node, with values in (-1, 1), where all of the functions are smooth. */
  private static Operand<TFloat64> next(Ops tf, List<Operand<TFloat64>> nodes, Random random) {
    Operand<TFloat64> x = nodes.get(random.nextInt(nodes.size()));
    Operand<TFloat64> y = nodes.get(random.nextInt(nodes.size()));
    return switch (random.nextInt(8)) {
      case 0 -> tf.math.sin(x);
      case 1 -> tf.math.tanh(tf.math.add(x, y));
      case 2 -> tf.math.tanh(tf.math.mul(x, y));
      case 3 -> tf.math.sin(tf.math.xlog1py(x, tf.math.square(y)));
      case 4 -> tf.math.cos(tf.ensureShape(tf.math.sub(x, y), SHAPE));
      case 5 -> tf.math.sin(tf.math.xlogy(y, tf.math.exp(x)));
      case 6 -> swapped(tf, tf.math.sin(x));
      default ->
          // A way that ends: its value is the same for small changes.
          tf.math.mul(
              tf.math.sin(y),
              tf.dtypes.cast(tf.dtypes.cast(tf.math.tanh(x), TInt32.class), TFloat64.class));
    };
  }

  /** Through an operation of two outputs, one of which goes on by a rule. */
  private static Operand<TFloat64> swapped(Ops tf, Operand<TFloat64> x) {
    List<Output<TFloat64>> parts = tf.split(tf.constant(0), x, 2L).output();
    return tf.concat(
        List.of(tf.ensureShape(parts.get(1), Shape.of(1)), parts.get(0)), tf.constant(0));
  }

  private static void registerRules(ModelGraph graph) {
    graph.registerGradient(
        "Xlogy",
        step -> {
          Ops tf = step.tf();
          Operand<TFloat64> dy = step.outputGradient(0);
          step.inputGradient(0, tf.math.mul(dy, tf.math.log(step.<TFloat64>input(1))));
          step.inputGradient(
              1, tf.math.mul(dy, tf.math.div(step.<TFloat64>input(0), step.<TFloat64>input(1))));
        });
    graph.registerGradient(
        "Xlog1py",
        step -> {
          Ops tf = step.tf();
          Operand<TFloat64> dy = step.outputGradient(0);
          Operand<TFloat64> right = step.input(1);
          step.inputGradient(0, tf.math.mul(dy, tf.math.log1p(right)));
          step.inputGradient(
              1,
              tf.math.mul(
                  dy, tf.math.div(step.<TFloat64>input(0), tf.math.add(right, tf.constant(1.0)))));
        });
  }
}
