package org.estimator4j.nn.metric;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** What Python's streaming metrics give over three batches, for the metrics that there are. */
class MetricsGoldenTest {

  private static final Tolerance TOLERANCE = Tolerance.of(1e-6);

  static Stream<GoldenCase> cases() {
    return GoldenCase.of("metrics.json", "metric", "args", "dtypes")
        .filter(golden -> Set.of("accuracy", "mean").contains(golden.text("metric")));
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
          .forEach((name, dtype) -> inputs.put(name, placeholder(graph, golden, name, dtype)));
      EvalMetric metric = metric(graph, golden, inputs);
      try (GraphRun run = new GraphRun(graph).initialize()) {
        TOLERANCE.check(
            "before any batch",
            GoldenCase.numbers(golden.value("value_before_any_update")),
            run.values(metric.value()));
        for (int i = 0; i < golden.array("values").size(); i++) {
          for (Map.Entry<String, Operand<? extends TNumber>> input : inputs.entrySet()) {
            Object batch = GoldenCase.list(golden.object("feeds").get(input.getKey())).get(i);
            run.feed(input.getValue(), shape(batch), GoldenCase.numbers(batch));
          }
          run.run(metric.update());
          double[] expected = GoldenCase.numbers(golden.array("values").get(i));
          TOLERANCE.check("after batch " + i, expected, run.values(metric.value()));
          TOLERANCE.check("read once more", expected, run.values(metric.value()));
        }
      }
    }
  }

  private static EvalMetric metric(
      ModelGraph graph, GoldenCase golden, Map<String, Operand<? extends TNumber>> inputs) {
    Metrics metrics = new Metrics(graph);
    @Nullable Operand<? extends TNumber> weights = inputs.get("weights");
    return switch (golden.text("metric")) {
      case "accuracy" -> {
        var labels = inputs.get("labels");
        var predictions = inputs.get("predictions");
        yield weights == null
            ? metrics.accuracy("m", labels, predictions)
            : metrics.accuracy("m", labels, predictions, weights);
      }
      case "mean" ->
          weights == null
              ? metrics.mean("m", inputs.get("values"))
              : metrics.mean("m", inputs.get("values"), weights);
      default -> throw new IllegalArgumentException("unknown case " + golden);
    };
  }

  private static Operand<? extends TNumber> placeholder(
      ModelGraph graph, GoldenCase golden, String name, @Nullable Object dtype) {
    Shape batch = shape(GoldenCase.list(golden.object("feeds").get(name)).get(0));
    Shape unknownBatch = Shape.of(-1).append(batch.tail());
    return switch (String.valueOf(dtype)) {
      case "int64" -> graph.ops().placeholder(TInt64.class, Placeholder.shape(unknownBatch));
      case "float32" -> graph.ops().placeholder(TFloat32.class, Placeholder.shape(unknownBatch));
      default -> throw new IllegalArgumentException("unknown type " + dtype);
    };
  }

  private static Shape shape(Object nested) {
    Shape shape = Shape.scalar();
    Object level = nested;
    while (level instanceof List<?> list) {
      shape = shape.append(list.size());
      level = list.get(0);
    }
    return shape;
  }
}
