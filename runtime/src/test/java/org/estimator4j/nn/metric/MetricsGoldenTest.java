package org.estimator4j.nn.metric;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.GoldenArrays;
import org.estimator4j.nn.GoldenCase;
import org.estimator4j.nn.Tolerance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** What Python's streaming metrics give over three batches: each update, and each value. */
class MetricsGoldenTest {

  private static final Tolerance TOLERANCE = Tolerance.of(1e-6);

  static Stream<GoldenCase> cases() {
    return GoldenCase.of("metrics.json", "metric", "args", "dtypes");
  }

  @Test
  void thereAreCases() {
    assertFalse(cases().toList().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesEqualTheReference(GoldenCase golden) {
    try (ModelGraph graph = ModelGraph.create(Mode.EVAL, 1)) {
      Map<String, Operand<? extends TNumber>> inputs = new LinkedHashMap<>();
      golden
          .object("dtypes")
          .keySet()
          .forEach(name -> inputs.put(name, placeholder(graph, golden, name)));
      EvalMetric metric = new GoldenMetric(graph, golden, inputs).build();
      Operand<?> updateResult = metric.updateResult().orElseThrow();
      try (GraphRun run = new GraphRun(graph).initialize()) {
        check("before any batch", golden.value("value_before_any_update"), run, metric.value());
        for (int i = 0; i < golden.array("values").size(); i++) {
          for (Map.Entry<String, Operand<? extends TNumber>> input : inputs.entrySet()) {
            Object batch = GoldenCase.list(golden.object("feeds").get(input.getKey())).get(i);
            run.feed(input.getValue(), GoldenArrays.shape(batch), GoldenArrays.numbers(batch));
          }
          Object value = golden.array("values").get(i);
          check("update " + i, golden.array("update_results").get(i), run, updateResult);
          check("after batch " + i, value, run, metric.value());
          check("read once more", value, run, metric.value());
        }
        run.run(metric.reset().orElseThrow());
        check("after a reset", golden.value("value_before_any_update"), run, metric.value());
      }
    }
  }

  private static void check(String what, Object expected, GraphRun run, Operand<?> actual) {
    TOLERANCE.check(what, GoldenArrays.numbers(expected), run.values(actual));
  }

  /** Truth values are fed as numbers. */
  private static Operand<? extends TNumber> placeholder(
      ModelGraph graph, GoldenCase golden, String name) {
    Object batch = GoldenCase.list(golden.object("feeds").get(name)).get(0);
    Shape unknownBatch = Shape.of(-1).append(GoldenArrays.shape(batch).tail());
    Object dtype = golden.object("dtypes").get(name);
    Class<? extends TNumber> type =
        "bool".equals(dtype) ? TFloat32.class : GoldenArrays.type(dtype);
    return graph.ops().placeholder(type, Placeholder.shape(unknownBatch));
  }
}
