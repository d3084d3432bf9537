package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;

/**
 * Compares gradients, with respect to an input and all variables, with central differences in
 * float64, within 1e-7; and those in float32 with those in float64, within 1e-3. For tests.
 */
public final class PrecisionCheck {

  private PrecisionCheck() {}

  /** A part of a model, of whichever element type. */
  public interface Function {

    <T extends TFloating> Operand<T> apply(ModelGraph graph, Operand<T> x);
  }

  public static void gradients(Shape shape, Function function) {
    List<double[]> values = new ArrayList<>();
    List<double[]> gradients = new ArrayList<>();
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 5)) {
      Operand<TFloat64> x = GradientCheck.variable(graph, "x", shape, 7);
      Operand<TFloat64> y = function.apply(graph, x);
      Operand<TFloat64> loss = GradientCheck.weightedSum(graph, y);
      List<Variable<TFloat64>> variables =
          graph.trainableVariables().stream().map(PrecisionCheck::float64).toList();
      GradientCheck.compare(graph, loss, variables, 1e-7);
      List<Gradient<?>> found = graph.gradients(loss, variables);
      try (GraphRun run = new GraphRun(graph).initialize()) {
        for (int i = 0; i < variables.size(); i++) {
          values.add(run.values(variables.get(i)));
          gradients.add(run.values(found.get(i).value()));
        }
      }
    }
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 5)) {
      Variable<TFloat32> x =
          graph
              .variable("x", TFloat32.class, shape)
              .initializer((tf, v) -> tf.zeros(tf.constant(v.shape()), v.type()))
              .create();
      Operand<TFloat32> y = function.apply(graph, x);
      Operand<TFloat64> loss =
          GradientCheck.weightedSum(graph, graph.ops().dtypes.cast(y, TFloat64.class));
      List<Variable<?>> variables = graph.trainableVariables();
      List<Gradient<?>> found = graph.gradients(loss, variables);
      assertEquals(gradients.size(), found.size());
      try (GraphRun run = new GraphRun(graph).initialize()) {
        for (int i = 0; i < variables.size(); i++) {
          run.set(variables.get(i), values.get(i));
        }
        for (int i = 0; i < variables.size(); i++) {
          double[] expected = gradients.get(i);
          double[] actual = run.values(found.get(i).value());
          assertEquals(expected.length, actual.length);
          for (int k = 0; k < expected.length; k++) {
            assertEquals(
                expected[k],
                actual[k],
                1e-3 * Math.max(1, Math.abs(expected[k])),
                variables.get(i) + "[" + k + "]");
          }
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Variable<TFloat64> float64(Variable<?> variable) {
    return (Variable<TFloat64>) variable;
  }
}
