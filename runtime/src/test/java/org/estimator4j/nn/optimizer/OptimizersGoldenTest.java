package org.estimator4j.nn.optimizer;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.GoldenCase;
import org.estimator4j.nn.Tolerance;
import org.estimator4j.nn.initializer.Initializers;
import org.estimator4j.nn.schedule.Schedule;
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
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** What Python's optimizers compute, with whole gradients and with gradients of rows. */
class OptimizersGoldenTest {

  private static final Shape SHAPE = Shape.of(5, 2);

  /** The variables of the reference's slots, by optimizer and slot. */
  private static final Map<String, String> SLOTS =
      Map.ofEntries(
          entry("Momentum momentum", "v/Momentum"),
          entry("Adagrad accumulator", "v/Adagrad"),
          entry("Adadelta accum", "v/Adadelta"),
          entry("Adadelta accum_update", "v/Adadelta_1"),
          entry("RMSProp rms", "v/RMSProp"),
          entry("RMSProp momentum", "v/RMSProp_1"),
          entry("RMSProp centered rms", "v/RMSProp"),
          entry("RMSProp centered mg", "v/RMSProp_1"),
          entry("RMSProp centered momentum", "v/RMSProp_2"),
          entry("Adam m", "v/Adam"),
          entry("Adam v", "v/Adam_1"),
          entry("Ftrl accum", "v/Ftrl"),
          entry("Ftrl linear", "v/Ftrl_1"));

  static Stream<GoldenCase> cases() {
    return GoldenCase.of("optimizers.json", "optimizer", "args", "dtype", "gradient");
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
      boolean sparse = golden.text("gradient").equals("sparse");
      Shape fed = sparse ? Shape.of(3, 2) : SHAPE;
      Operand<T> gradient = graph.ops().placeholder(type, Placeholder.shape(fed));
      Operand<TInt32> ids = graph.ops().placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      Gradient<T> applied =
          sparse
              ? Gradient.ofRows(graph.ops(), v, new IndexedRows<>(ids, gradient))
              : Gradient.of(v, gradient);
      Op step = optimizer(golden).applyGradients(graph, List.of(applied));
      Set<String> names = new TreeSet<>();
      graph.globalVariables().forEach(variable -> names.add(variable.name()));
      assertEquals(new TreeSet<>(golden.array("checkpoint_names")), names);
      try (GraphRun run = new GraphRun(graph).initialize()) {
        run.set(v, GoldenCase.numbers(golden.value("init")));
        List<Object> gradients = golden.array("gradients");
        for (int i = 0; i < gradients.size(); i++) {
          run.feed(gradient, fed, GoldenCase.numbers(gradients.get(i)));
          if (sparse) {
            run.feed(ids, Shape.of(3), GoldenCase.numbers(golden.array("ids").get(i)));
          }
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
                          run.values(slot(graph, golden, slot))));
        }
        tolerance.check(
            "global step",
            GoldenCase.number(golden.value("global_step")),
            run.value(graph.globalStep().read()));
      }
    }
  }

  private static Variable<?> slot(ModelGraph graph, GoldenCase golden, String slot) {
    String form = centered(golden) ? "RMSProp centered" : golden.text("optimizer");
    String name = Objects.requireNonNull(SLOTS.get(form + " " + slot), "unknown slot " + slot);
    return graph.findVariable(name).orElseThrow();
  }

  private static boolean centered(GoldenCase golden) {
    return Boolean.TRUE.equals(golden.object("args").get("centered"));
  }

  private static Optimizer optimizer(GoldenCase golden) {
    Schedule rate = Schedule.constant(golden.number("args", "learning_rate"));
    return switch (golden.text("optimizer")) {
      case "GradientDescent" -> new GradientDescent(rate);
      case "Momentum" -> momentum(golden, rate);
      case "Adagrad" -> new Adagrad(rate, golden.number("args", "initial_accumulator_value"));
      case "Adadelta" ->
          new Adadelta(rate, golden.number("args", "rho"), golden.number("args", "epsilon"));
      case "RMSProp" -> rmsProp(golden, rate);
      case "Adam" ->
          new Adam(
              rate,
              golden.number("args", "beta1"),
              golden.number("args", "beta2"),
              golden.number("args", "epsilon"));
      case "Ftrl" -> ftrl(golden, rate);
      default -> throw new IllegalArgumentException("unknown case " + golden);
    };
  }

  private static Optimizer momentum(GoldenCase golden, Schedule rate) {
    Momentum momentum = new Momentum(rate, golden.number("args", "momentum"));
    boolean nesterov = Boolean.TRUE.equals(golden.object("args").get("use_nesterov"));
    return nesterov ? momentum.nesterov() : momentum;
  }

  private static Optimizer rmsProp(GoldenCase golden, Schedule rate) {
    RmsProp rmsProp =
        new RmsProp(rate)
            .decay(golden.number("args", "decay"))
            .momentum(golden.number("args", "momentum"))
            .epsilon(golden.number("args", "epsilon"));
    return centered(golden) ? rmsProp.centered() : rmsProp;
  }

  private static Optimizer ftrl(GoldenCase golden, Schedule rate) {
    Ftrl ftrl =
        new Ftrl(rate)
            .learningRatePower(golden.number("args", "learning_rate_power"))
            .initialAccumulator(golden.number("args", "initial_accumulator_value"))
            .l1(golden.number("args", "l1_regularization_strength"))
            .l2(golden.number("args", "l2_regularization_strength"));
    String shrinkage = "l2_shrinkage_regularization_strength";
    return golden.object("args").containsKey(shrinkage)
        ? ftrl.l2Shrinkage(golden.number("args", shrinkage))
        : ftrl;
  }
}
