package org.estimator4j.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.GoldenCase;
import org.estimator4j.nn.Tolerance;
import org.estimator4j.nn.initializer.Initializers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;

/** What Python's optimizers compute, for the optimizers that there are. */
class OptimizersGoldenTest {

  private static final Shape SHAPE = Shape.of(5, 2);

  /** The reference's names of slots by the names of the variables. */
  private static final Map<String, String> SLOTS = Map.of("m", "v/Adam", "v", "v/Adam_1");

  static Stream<GoldenCase> cases() {
    return GoldenCase.of("optimizers.json", "optimizer", "args", "dtype", "gradient")
        .filter(golden -> Set.of("GradientDescent", "Adam").contains(golden.text("optimizer")))
        .filter(golden -> golden.text("gradient").equals("dense"));
  }

  @Test
  void thereAreCases() {
    assertFalse(cases().toList().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stepsEqualTheReference(GoldenCase golden) {
    if (golden.text("dtype").equals("float64")) {
      check(golden, TFloat64.class, Tolerance.of(1e-12));
    } else {
      check(golden, TFloat32.class, Tolerance.of(1e-6));
    }
  }

  private static <T extends TFloating> void check(
      GoldenCase golden, Class<T> type, Tolerance tolerance) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Variable<T> v = graph.variable("v", type, SHAPE).initializer(Initializers.zeros()).create();
      Operand<T> gradient = graph.ops().placeholder(type, Placeholder.shape(SHAPE));
      Op step = optimizer(golden).applyGradients(graph, List.of(Gradient.of(v, gradient)));
      Set<String> names = new TreeSet<>();
      graph.globalVariables().forEach(variable -> names.add(variable.name()));
      assertEquals(new TreeSet<>(golden.array("checkpoint_names")), names);
      try (GraphRun run = new GraphRun(graph).initialize()) {
        run.set(v, GoldenCase.numbers(golden.value("init")));
        List<Object> gradients = golden.array("gradients");
        for (int i = 0; i < gradients.size(); i++) {
          run.feed(gradient, SHAPE, GoldenCase.numbers(gradients.get(i)));
          run.run(step);
          Map<String, @Nullable Object> after = GoldenCase.map(golden.array("after").get(i));
          String at = "after step " + (i + 1) + " ";
          tolerance.check(at + "v", GoldenCase.numbers(after.get("var")), run.values(v));
          GoldenCase.map(after.get("slots"))
              .forEach(
                  (slot, expected) ->
                      tolerance.check(
                          at + slot,
                          GoldenCase.numbers(expected),
                          run.values(graph.findVariable(SLOTS.get(slot)).orElseThrow())));
        }
        tolerance.check(
            "global step",
            GoldenCase.number(golden.value("global_step")),
            run.value(graph.globalStep().read()));
      }
    }
  }

  private static Optimizer optimizer(GoldenCase golden) {
    double rate = golden.number("args", "learning_rate");
    return switch (golden.text("optimizer")) {
      case "GradientDescent" -> new GradientDescent(rate);
      case "Adam" ->
          new Adam(
              rate,
              golden.number("args", "beta1"),
              golden.number("args", "beta2"),
              golden.number("args", "epsilon"));
      default -> throw new IllegalArgumentException("unknown case " + golden);
    };
  }
}
