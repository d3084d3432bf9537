package org.estimator4j.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
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
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** What Python's moving averages are after each new value. */
class MovingAverageGoldenTest {

  private static final Tolerance TOLERANCE = Tolerance.of(1e-6);

  static Stream<GoldenCase> cases() {
    return GoldenCase.of("moving_average.json", "args");
  }

  @Test
  void thereAreCases() {
    assertFalse(cases().toList().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void averagesEqualTheReference(GoldenCase golden) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Variable<TFloat32> v =
          graph
              .variable("v", TFloat32.class, Shape.of(2))
              .initializer(Initializers.zeros())
              .create();
      ExponentialMovingAverage averages = averages(golden);
      Op update = averages.update(graph, List.of(v), List.of());
      Variable<TFloat32> average = averages.average(graph, v);
      assertEquals(golden.text("name"), average.name());
      Op increment = graph.globalStep().increment(List.of());
      try (GraphRun run = new GraphRun(graph).initialize()) {
        run.set(average, GoldenCase.numbers(golden.value("init")));
        List<Object> values = golden.array("values");
        for (int i = 0; i < values.size(); i++) {
          run.set(v, GoldenCase.numbers(values.get(i)));
          run.run(update);
          run.run(increment);
          TOLERANCE.check(
              "average after value " + i,
              GoldenCase.numbers(golden.array("average").get(i)),
              run.values(average));
        }
      }
    }
  }

  private static ExponentialMovingAverage averages(GoldenCase golden) {
    Map<String, @Nullable Object> args = golden.object("args");
    if (!Set.of("decay", "num_updates", "zero_debias").containsAll(args.keySet())) {
      throw new IllegalArgumentException("unknown case " + golden);
    }
    ExponentialMovingAverage averages =
        new ExponentialMovingAverage(GoldenCase.number(args.get("decay")));
    if (Boolean.TRUE.equals(args.get("num_updates"))) {
      averages = averages.followingSteps();
    }
    return Boolean.TRUE.equals(args.get("zero_debias")) ? averages.zeroDebias() : averages;
  }
}
