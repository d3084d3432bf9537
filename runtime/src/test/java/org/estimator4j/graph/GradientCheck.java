package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.estimator4j.annotation.Mode;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

/** Compares gradients with central differences, in float64; for tests. */
public final class GradientCheck {

  private static final double STEP = 1e-5;

  private GradientCheck() {}

  /** Builds the function of one variable, reduces it to a weighted sum, and compares. */
  public static void of(
      Shape shape, BiFunction<ModelGraph, Operand<TFloat64>, Operand<TFloat64>> function) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Variable<TFloat64> x = variable(graph, "x", shape, 7);
      Operand<TFloat64> loss = weightedSum(graph, function.apply(graph, x));
      compare(graph, loss, List.of(x), 1e-7);
    }
  }

  /** A variable of reproducible values in (0.1, 1.1), away from the kinks of most functions. */
  public static Variable<TFloat64> variable(ModelGraph graph, String name, Shape shape, long seed) {
    double[] values = new Random(seed).doubles(shape.size()).map(v -> v + 0.1).toArray();
    return graph
        .variable(name, TFloat64.class, shape)
        .initializer((tf, v) -> tf.reshape(tf.constant(values), tf.constant(shape)))
        .create();
  }

  /** Not the plain sum, whose gradient is the same everywhere. */
  public static Operand<TFloat64> weightedSum(ModelGraph graph, Operand<TFloat64> y) {
    Ops tf = graph.ops();
    Operand<TFloat64> flat = tf.reshape(y, tf.constant(new int[] {-1}));
    Operand<TFloat64> ramp =
        tf.dtypes.cast(tf.range(tf.constant(0), tf.size(flat), tf.constant(1)), TFloat64.class);
    Operand<TFloat64> weights = tf.math.cos(tf.math.add(ramp, tf.constant(0.3)));
    return tf.reduceSum(tf.math.mul(flat, weights), tf.constant(0));
  }

  public static void compare(
      ModelGraph graph, Operand<TFloat64> loss, List<Variable<TFloat64>> variables, double tol) {
    List<Gradient<?>> gradients = graph.gradients(loss, variables);
    assertEquals(variables.size(), gradients.size(), "number of gradients");
    try (GraphRun run = new GraphRun(graph).initialize()) {
      for (int i = 0; i < variables.size(); i++) {
        Variable<TFloat64> variable = variables.get(i);
        double[] symbolic = run.values(gradients.get(i).value());
        double[] at = run.values(variable);
        assertEquals(at.length, symbolic.length, "size of the gradient of " + variable);
        for (int k = 0; k < at.length; k++) {
          double numeric =
              (moved(run, loss, variable, at, k, STEP) - moved(run, loss, variable, at, k, -STEP))
                  / (2 * STEP);
          double error = Math.abs(numeric - symbolic[k]);
          assertTrue(
              error <= tol * Math.max(1, Math.abs(numeric)),
              variable + "[" + k + "]: numeric " + numeric + ", symbolic " + symbolic[k]);
        }
        run.set(variable, at);
      }
    }
  }

  private static double moved(
      GraphRun run, Operand<TFloat64> loss, Variable<?> variable, double[] at, int k, double by) {
    double[] values = at.clone();
    values[k] += by;
    run.set(variable, values);
    return run.value(loss);
  }
}
