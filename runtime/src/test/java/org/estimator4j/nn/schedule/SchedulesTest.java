package org.estimator4j.nn.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

class SchedulesTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);

  @AfterEach
  void close() {
    graph.close();
  }

  private void check(Schedule schedule, long[] steps, double... rates) {
    Operand<?> rate = schedule.of(graph);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      for (int i = 0; i < steps.length; i++) {
        run.set(graph.globalStep().variable(), (double) steps[i]);
        assertEquals(rates[i], run.value(rate), 1e-6, schedule + " at step " + steps[i]);
      }
    }
  }

  @Test
  void constantStaysTheSame() {
    check(Schedule.constant(0.25), new long[] {0, 7}, 0.25, 0.25);
  }

  @Test
  void warmUpRisesToTheScheduleThatItStandsBefore() {
    check(Schedule.constant(0.5).warmUp(4), new long[] {0, 1, 3, 4, 9}, 0, 0.125, 0.375, 0.5, 0.5);
    check(
        Schedules.polynomialDecay(1, 10, 0, 1).warmUp(5, 0.5),
        new long[] {0, 1, 5, 8},
        0.5,
        0.9 * 0.6,
        0.5,
        0.2);
  }

  @Test
  void userFunction() {
    check(
        (tf, step) -> tf.math.div(tf.constant(1f), tf.math.add(tf.constant(1f), cast(step))),
        new long[] {0, 3},
        1,
        0.25);
  }

  private Operand<TFloat32> cast(Operand<?> step) {
    return graph.ops().dtypes.cast(step, TFloat32.class);
  }

  @Test
  void operandKeepsItsType() {
    Operand<TFloat64> rate = graph.ops().constant(0.1);
    assertEquals(TFloat64.class, Schedule.of(rate).warmUp(2).of(graph).type());
    check(Schedule.of(rate).warmUp(2), new long[] {1, 2}, 0.05, 0.1);
  }

  @Test
  void restartsOfEqualLength() {
    check(
        Schedules.cosineDecayRestarts(1, 10, 1, 0.5, 0),
        new long[] {0, 5, 10, 15, 20},
        1,
        0.5,
        0.5,
        0.25,
        0.25);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1})
  void impossibleRates(double rate) {
    for (Executable schedule :
        List.<Executable>of(
            () -> Schedule.constant(rate),
            () -> Schedules.exponentialDecay(rate, 10, 0.9),
            () -> Schedules.naturalExpDecay(rate, 10, 0.9, true),
            () -> Schedules.inverseTimeDecay(rate, 10, 0.9, true),
            () -> Schedules.polynomialDecay(rate, 10, 0.1, 1),
            () -> Schedules.cosineDecay(rate, 10, 0),
            () -> Schedules.cosineDecayRestarts(rate, 10, 2, 1, 0),
            () -> Schedules.linearCosineDecay(rate, 10, 0.5, 0, 0),
            () -> Schedules.piecewiseConstant(List.of(5L), List.of(0.1, rate)))) {
      assertMessage(
          "the learning rate must be a finite number that is not negative, got " + rate, schedule);
    }
  }

  @Test
  void otherImpossibleNumbers() {
    assertMessage(
        "decaySteps must be more than 0, got 0", () -> Schedules.exponentialDecay(0.1, 0, 0.9));
    assertMessage(
        "decayRate must be a positive finite number, got 0.0",
        () -> Schedules.exponentialDecay(0.1, 1, 0));
    assertMessage(
        "tMul must be 1 at least and finite, got 0.5",
        () -> Schedules.cosineDecayRestarts(0.1, 1, 0.5, 1, 0));
    assertMessage(
        "there must be one rate more than boundaries, got 1 rates for 1 boundaries",
        () -> Schedules.piecewiseConstant(List.of(5L), List.of(0.1)));
    assertMessage(
        "the boundaries must rise, got [5, 5]",
        () -> Schedules.piecewiseConstant(List.of(5L, 5L), List.of(0.1, 0.2, 0.3)));
    assertMessage(
        "the number of warm-up steps must be more than 0, got 0",
        () -> Schedule.constant(0.1).warmUp(0));
    assertMessage(
        "the first factor of a warm-up must be in [0, 1], got 2.0",
        () -> Schedule.constant(0.1).warmUp(5, 2));
    assertMessage(
        "a learning rate is a scalar; Const has the shape [1]",
        () -> Schedule.of(graph.ops().constant(new float[] {1})));
  }

  private static void assertMessage(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  @Test
  void schedulesDescribeThemselves() {
    assertEquals("0.1", Schedule.constant(0.1).toString());
    assertEquals(
        "warmUp(5, 0.0, exponentialDecay(0.1, 10, 0.9, false))",
        Schedules.exponentialDecay(0.1, 10, 0.9).warmUp(5).toString());
  }
}
