package org.estimator4j.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.summary.EventFileWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepCounterHookTest {

  @TempDir Path dir;

  private final TestTicker ticker = new TestTicker();
  private final List<String> told = new ArrayList<>();

  /** A step takes 0.1 seconds, the first one 7 more. */
  private Each clock() {
    return new Each(
        context -> ticker.advance(Duration.ofMillis(context.globalStep() == 0 ? 7100 : 100)));
  }

  private void count(long steps, StepTimer timer) {
    StepCounterHook counter =
        StepCounterHook.telling(
            timer, (step, speed) -> told.add(step + ": " + Math.round(speed * 1000) / 1000.0));
    LineModel.train(dir, steps, model -> List.of(clock(), counter));
  }

  @Test
  void theFirstStepOnlyStartsTheClock() {
    count(25, ticker.everySteps(10));
    assertEquals(List.of("10: 10.0", "20: 10.0"), told);
  }

  @Test
  void theTimerMayBeOfTime() {
    count(10, ticker.every(Duration.ofMillis(350)));
    assertEquals(List.of("5: 10.0", "9: 10.0"), told);
  }

  @Test
  void itAsksForNothing() {
    StepCounterHook counter = StepCounterHook.telling(ticker.everySteps(1), (step, speed) -> {});
    assertEquals(SessionRunArgs.none(), counter.beforeRun(null));
  }

  private String events(Path directory) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void theSpeedIsWrittenForTensorBoard() throws IOException {
    SessionRunHook own = StepCounterHook.into(dir.resolve("own"), StepTimer.everySteps(2));
    try (EventFileWriter writer = EventFileWriter.open(dir.resolve("given"))) {
      SessionRunHook given = StepCounterHook.into(writer, StepTimer.everySteps(2));
      LineModel.train(dir, 5, model -> List.of(own, given));
      writer.flush();
      assertTrue(events(dir.resolve("given")).contains("global_step/sec"));
      writer.scalar("still_open", 1, 1);
    }
    assertTrue(events(dir.resolve("own")).contains("global_step/sec"));
  }

  @Test
  void aFailedTrainingClosesTheFileAndTheNextOneStartsAnother() throws IOException {
    SessionRunHook counter = StepCounterHook.into(dir.resolve("own"), StepTimer.everySteps(2));
    assertThrows(
        HookFailedException.class,
        () -> LineModel.train(dir, 5, model -> List.of(counter, Each.failingAt(4))));
    LineModel.train(dir, 5, model -> List.of(counter));
    try (Stream<Path> files = Files.list(dir.resolve("own"))) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void aListenerThatFailsIsTheHooksFailure() {
    StepCounterHook counter =
        StepCounterHook.telling(
            StepTimer.everySteps(3),
            (step, speed) -> {
              throw new IllegalStateException("nobody listens");
            });
    String message =
        assertThrows(
                HookFailedException.class, () -> LineModel.train(dir, 5, model -> List.of(counter)))
            .getMessage();
    assertEquals(
        "hook org.estimator4j.hook.StepCounterHook failed in afterRun at global step 3: nobody"
            + " listens",
        message);
  }
}
