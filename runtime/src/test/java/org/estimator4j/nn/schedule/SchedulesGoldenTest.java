package org.estimator4j.nn.schedule;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.GoldenCase;
import org.estimator4j.nn.Tolerance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt64;

/** What Python's learning-rate schedules give, at each step of the vectors. */
class SchedulesGoldenTest {

  private static final Tolerance TOLERANCE = Tolerance.of(1e-6);

  static Stream<GoldenCase> cases() {
    return GoldenCase.of("schedules.json", "schedule", "args");
  }

  @Test
  void thereAreCases() {
    assertFalse(cases().toList().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ratesEqualTheReference(GoldenCase golden) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Operand<TInt64> step =
          graph.ops().placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
      Operand<?> rate = schedule(golden).at(graph.ops(), step);
      double[] steps = GoldenCase.numbers(golden.value("steps"));
      double[] values = GoldenCase.numbers(golden.value("values"));
      try (GraphRun run = new GraphRun(graph)) {
        for (int i = 0; i < steps.length; i++) {
          run.feed(step, Shape.scalar(), steps[i]);
          TOLERANCE.check("rate at step " + steps[i], values[i], run.value(rate));
        }
      }
    }
  }

  private static Schedule schedule(GoldenCase golden) {
    Args args = new Args(golden.object("args"));
    return switch (golden.text("schedule")) {
      case "exponential_decay" ->
          Schedules.exponentialDecay(
              args.rate(), args.decaySteps(), args.get("decay_rate"), args.flag("staircase"));
      case "natural_exp_decay" ->
          Schedules.naturalExpDecay(
              args.rate(), args.decaySteps(), args.get("decay_rate"), args.flag("staircase"));
      case "inverse_time_decay" ->
          Schedules.inverseTimeDecay(
              args.rate(), args.decaySteps(), args.get("decay_rate"), args.flag("staircase"));
      case "polynomial_decay" ->
          Schedules.polynomialDecay(
              args.rate(),
              args.decaySteps(),
              args.get("end_learning_rate"),
              args.get("power"),
              args.flag("cycle"));
      case "cosine_decay" ->
          Schedules.cosineDecay(args.rate(), args.decaySteps(), args.get("alpha"));
      case "cosine_decay_restarts" ->
          Schedules.cosineDecayRestarts(
              args.rate(),
              (long) args.get("first_decay_steps"),
              args.get("t_mul"),
              args.get("m_mul"),
              args.get("alpha"));
      case "linear_cosine_decay" ->
          Schedules.linearCosineDecay(
              args.rate(),
              args.decaySteps(),
              args.get("num_periods"),
              args.get("alpha"),
              args.get("beta"));
      case "piecewise_constant" ->
          Schedules.piecewiseConstant(
              args.list("boundaries").stream().map(Double::longValue).toList(),
              args.list("values"));
      default -> throw new IllegalArgumentException("unknown case " + golden);
    };
  }

  private record Args(Map<String, @Nullable Object> args) {

    double get(String name) {
      return GoldenCase.number(args.get(name));
    }

    double rate() {
      return get("learning_rate");
    }

    long decaySteps() {
      return (long) get("decay_steps");
    }

    boolean flag(String name) {
      return Boolean.TRUE.equals(args.get(name));
    }

    List<Double> list(String name) {
      return Arrays.stream(GoldenCase.numbers(args.get(name))).boxed().toList();
    }
  }
}
