package org.estimator4j.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
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
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What Python's clipping gives, whole tensors and infinite norms included. */
class ClippingGoldenTest {

  private static final Tolerance TOLERANCE = Tolerance.of(1e-6);

  static Stream<GoldenCase> cases() {
    return GoldenCase.of("clipping.json", "clip");
  }

  @Test
  void thereAreCases() {
    assertFalse(cases().toList().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void clippingEqualsTheReference(GoldenCase golden) {
    double clip = GoldenCase.number(golden.value("clip"));
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
        GraphRun run = new GraphRun(graph)) {
      Ops tf = graph.ops();
      List<Operand<TFloat32>> inputs = new ArrayList<>();
      for (Object input : golden.array("inputs")) {
        inputs.add(tensor(tf, input));
      }
      TOLERANCE.check(
          "global norm",
          numbers(golden.value("global_norm"))[0],
          run.value(Clipping.globalNorm(tf, inputs)));
      List<Operand<TFloat32>> together = Clipping.byGlobalNorm(tf, inputs, clip);
      check(run, "by global norm", golden.array("by_global_norm"), together::get);
      if (golden.has("by_norm")) {
        check(
            run, "by norm", golden.array("by_norm"), i -> Clipping.byNorm(tf, inputs.get(i), clip));
      }
    }
  }

  private static void check(
      GraphRun run, String what, List<Object> expected, Function<Integer, Operand<?>> actual) {
    for (int i = 0; i < expected.size(); i++) {
      TOLERANCE.check(what + " " + i, numbers(expected.get(i)), run.values(actual.apply(i)));
    }
  }

  /** A tensor of rank 1: clipping does not look at the shape. */
  private static Operand<TFloat32> tensor(Ops tf, Object values) {
    double[] numbers = numbers(values);
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return tf.constant(floats);
  }

  /** Numbers, some of them as texts: {@code inf} and {@code nan}. */
  private static double[] numbers(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().flatMapToDouble(v -> Arrays.stream(numbers(v))).toArray();
    }
    if (value instanceof String text) {
      return new double[] {
        switch (text) {
          case "inf" -> Double.POSITIVE_INFINITY;
          case "-inf" -> Double.NEGATIVE_INFINITY;
          case "nan" -> Double.NaN;
          default -> Double.parseDouble(text);
        }
      };
    }
    return new double[] {GoldenCase.number(value)};
  }
}
