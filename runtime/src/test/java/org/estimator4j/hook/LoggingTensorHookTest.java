package org.estimator4j.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.session.GraphBuildingHook;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.op.Ops;

class LoggingTensorHookTest {

  @TempDir Path dir;

  private final TestTicker ticker = new TestTicker();
  private final List<String> lines = new ArrayList<>();

  /** Tensors whose values are the same in every step. */
  private static final class Constants implements GraphBuildingHook {

    @Override
    public void build(ModelGraph graph) {
      Ops tf = graph.ops();
      tf.withName("seven").constant(7L);
      tf.withName("large").fill(tf.array(300, 40), tf.constant(1L));
      tf.withName("two").split(tf.constant(0), tf.constant(new long[] {1, 2}), 2L);
    }
  }

  private void train(long steps, UnaryOperator<LoggingTensorHook.Builder> settings) {
    Each clock = new Each(context -> ticker.advance(Duration.ofMillis(100)));
    LoggingTensorHook log = settings.apply(LoggingTensorHook.builder().output(lines::add)).build();
    LineModel.train(dir, steps, model -> List.of(new Constants(), clock, log));
  }

  @Test
  void theFirstStepAndThenEveryNth() {
    train(8, log -> log.named("n", "seven").timer(ticker.everySteps(3)));
    assertEquals(List.of("n = 7", "n = 7 (0.300 sec)", "n = 7 (0.300 sec)"), lines);
  }

  @Test
  void stepsAreThoseOfTheCall() {
    List<Long> at = new ArrayList<>();
    UnaryOperator<org.estimator4j.config.RunConfigBuilder> saves = c -> c.saveCheckpointsSteps(99);
    for (int call = 0; call < 2; call++) {
      LineModel.train(
          dir,
          5,
          saves,
          model ->
              List.of(
                  LoggingTensorHook.builder()
                      .tensor("step", model.weight)
                      .timer(StepTimer.everySteps(3))
                      .formatter(values -> "")
                      .output(line -> at.add(0L))
                      .build()));
    }
    assertEquals(4, at.size(), "local steps 0 and 3 of both calls, not the multiples of 3");
  }

  @Test
  void theTimerMayBeOfTime() {
    train(10, log -> log.named("n", "seven").timer(ticker.every(Duration.ofMillis(350))));
    assertEquals(List.of("n = 7", "n = 7 (0.400 sec)", "n = 7 (0.400 sec)"), lines);
  }

  @Test
  void stepsInBetweenAskForNothing() {
    List<SessionRunArgs> asked = new ArrayList<>();
    LineModel.train(
        dir,
        4,
        model -> {
          LoggingTensorHook log =
              LoggingTensorHook.builder()
                  .tensor("w", model.weight)
                  .timer(StepTimer.everySteps(2))
                  .output(lines::add)
                  .build();
          return List.of(log, new Each(context -> asked.add(log.beforeRun(context))));
        });
    assertSame(SessionRunArgs.none(), asked.get(1));
    assertSame(SessionRunArgs.none(), asked.get(3));
    assertSame(asked.get(0), asked.get(2), "runs are prepared by identity");
    assertEquals(2, lines.size());
  }

  @Test
  void valuesStandInTheOrderGivenAndLargeOnesAreCut() {
    train(
        1,
        log ->
            log.named("z", "seven")
                .named("a", "two:1")
                .named("large", "large")
                .timer(ticker.everySteps(1)));
    String row = "[" + "1, ".repeat(39) + "1]";
    assertEquals(
        "z = 7, a = [2], large = [" + row + ", " + row + ", " + row + ", ...]", lines.get(0));
  }

  @Test
  void theEndReadsTheLastValues() {
    LineModel.train(
        dir,
        3,
        model ->
            List.of(
                LoggingTensorHook.builder()
                    .tensor("w", model.weight)
                    .atEnd()
                    .formatter(values -> "weight is " + (values.get("w").asDouble() > 0.5))
                    .output(lines::add)
                    .build()));
    assertEquals(List.of("weight is true"), lines);
  }

  @Test
  void aFailedTrainingLogsNoEnd() {
    assertThrows(
        HookFailedException.class,
        () ->
            LineModel.train(
                dir,
                3,
                model ->
                    List.of(
                        LoggingTensorHook.builder()
                            .tensor("w", model.weight)
                            .atEnd()
                            .output(lines::add)
                            .build(),
                        Each.failingAt(2))));
    assertEquals(List.of(), lines);
  }

  private void assertRefused(Function<LineModel, LoggingTensorHook.Builder> hook, String message) {
    HookFailedException e =
        assertThrows(
            HookFailedException.class,
            () ->
                LineModel.train(
                    dir, 1, model -> List.<SessionRunHook>of(hook.apply(model).build())));
    String said = String.valueOf(e.getMessage());
    assertTrue(said.contains("LoggingTensorHook failed in begin: " + message), said);
  }

  @Test
  void whatCannotBeLoggedIsSaidAtTheBeginning() {
    StepTimer timer = StepTimer.everySteps(1);
    assertRefused(
        model -> LoggingTensorHook.builder().tensor("loss", model.loss).atEnd(),
        "LoggingTensorHook reads 'miss' at the end, when there is no batch any more, but it needs"
            + " 'labels/y'");
    assertRefused(
        model -> LoggingTensorHook.builder().named("a", "nowhere").timer(timer),
        "the graph has no operation 'nowhere'");
    assertRefused(
        model -> LoggingTensorHook.builder().named("a", "rate:1").timer(timer),
        "operation 'rate' has 1 outputs, so no 'rate:1'");
    assertRefused(
        model -> LoggingTensorHook.builder().named("a", "^rate").timer(timer),
        "'^rate' is no name of a tensor");
    HookFailedException e =
        assertThrows(
            HookFailedException.class, () -> train(1, log -> log.named("a", "two").timer(timer)));
    assertTrue(e.getMessage().endsWith("operation 'two' has 2 outputs: name one, as 'two:0'"));
  }

  @Test
  void contradictionsAreRefusedWhenTheHookIsMade() {
    assertThrows(IllegalStateException.class, () -> LoggingTensorHook.builder().atEnd().build());
    assertThrows(
        IllegalStateException.class, () -> LoggingTensorHook.builder().named("a", "b").build());
    assertThrows(
        IllegalArgumentException.class,
        () -> LoggingTensorHook.builder().named("a", "b").named("a", "c"));
  }

  @Test
  void aFormatterThatFailsIsTheHooksFailure() {
    HookFailedException e =
        assertThrows(
            HookFailedException.class,
            () ->
                train(
                    1,
                    log ->
                        log.named("n", "seven")
                            .timer(ticker.everySteps(1))
                            .formatter(values -> String.valueOf(values.get("n").asBoolean()))));
    assertTrue(e.getMessage().contains("LoggingTensorHook failed in afterRun at global step 1"));
  }
}
