package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.LogCapture;
import org.estimator4j.config.RunConfig;
import org.estimator4j.config.RunConfigBuilder;
import org.estimator4j.input.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that was stopped, killed or repeated ends in the weights of an undisturbed one, bit for
 * bit.
 */
class ResumeTest {

  private static final int KILLS = Integer.getInteger("estimator4j.kills", 5);

  @TempDir Path dir;

  private final Input train = RingModel.rows(1000).shuffle().repeat().batch(32);

  private RunConfigBuilder config(String name) {
    return RunConfig.builder(dir.resolve(name)).saveCheckpointsSteps(50).saveSummarySteps(0);
  }

  private void train(RunConfig config, long maxSteps) {
    try (Estimator estimator = Estimator.of(new RingModel(), config)) {
      estimator.train(train, TrainOption.maxSteps(maxSteps));
    }
  }

  private Map<String, String> weights(String name) {
    return SavedWeights.of(dir.resolve(name));
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    train(config("a").build(), 150);
    train(config("b").build(), 150);
    train(config("c").seed(2).build(), 150);
    assertEquals(weights("a"), weights("b"));
    assertNotEquals(weights("a"), weights("c"));
  }

  @Test
  void halfAndHalfIsTheWholeEvenInAnotherJvm() throws Exception {
    train(config("whole").build(), 300);
    train(config("halves").build(), 150);
    Path log = dir.resolve("log");
    Process second = RingProgram.start(dir.resolve("halves"), 300, 50, log);
    assertTrue(second.waitFor(300, TimeUnit.SECONDS));
    assertEquals(0, second.exitValue(), Files.readString(log));
    assertTrue(
        Files.readString(log).contains("step 150, pass 0 of the input, batch 150"),
        Files.readString(log));
    assertEquals(weights("whole"), weights("halves"));
  }

  @Test
  void aSecondCallOfTheSameEstimatorGoesOnAsIfThereHadBeenOne() {
    train(config("whole").build(), 120);
    try (Estimator estimator = Estimator.of(new RingModel(), config("calls").build())) {
      estimator.train(train, TrainOption.steps(47));
      estimator.evaluate(RingModel.rows(100).batch(50));
      estimator.train(train, TrainOption.steps(73));
    }
    assertEquals(weights("whole"), weights("calls"));
  }

  @Test
  void aRunThatIsKilledAgainAndAgainEndsAsAnUndisturbedOne() throws Exception {
    long never = Integer.MAX_VALUE;
    Random random = new Random(7);
    Path log = dir.resolve("log");
    int killed = 0;
    while (killed < KILLS) {
      long before = step("killed");
      Path model = dir.resolve("killed");
      Process process =
          killed % 2 == 0
              ? RingProgram.start(model, never, 10, log)
              : RingProgram.startSavingInBackground(model, never, 10, log);
      while (process.isAlive() && step("killed") == before) {
        Thread.sleep(5);
      }
      // It trains: the kill may hit a step, or a save between any two of its phases.
      if (process.waitFor(random.nextInt(250), TimeUnit.MILLISECONDS)) {
        break;
      }
      process.destroyForcibly().waitFor();
      killed++;
    }
    assertEquals(KILLS, killed, Files.readString(log));
    long steps = step("killed") + 100; // how far they came is a matter of the machine
    Process last = RingProgram.start(dir.resolve("killed"), steps, 10, log);
    assertTrue(last.waitFor(300, TimeUnit.SECONDS));
    assertEquals(0, last.exitValue(), Files.readString(log));
    train(config("whole").saveCheckpointsSteps(10).build(), steps);
    assertEquals(weights("whole"), weights("killed"), Files.readString(log));
  }

  @Test
  void onePerPeriodIsKeptForGood() {
    RunConfig config =
        config("a")
            .saveCheckpointsSteps(5)
            .keepCheckpointMax(1)
            .keepCheckpointEvery(Duration.ofDays(36500))
            .build();
    train(config, 20);
    assertEquals(
        List.of(20L), Checkpoints.list(dir.resolve("a")).stream().map(Checkpoint::step).toList());
    train(
        config("b")
            .saveCheckpointsSteps(5)
            .keepCheckpointMax(1)
            .keepCheckpointEvery(Duration.ofMillis(1))
            .build(),
        20);
    assertEquals(
        List.of(20L, 15L, 10L, 5L, 0L),
        Checkpoints.list(dir.resolve("b")).stream().map(Checkpoint::step).toList());
  }

  private long step(String name) {
    return Checkpoints.latest(dir.resolve(name)).map(Checkpoint::step).orElse(-1L);
  }

  @Test
  void otherThreadsAreRemarkedOn() {
    train(config("a").build(), 20);
    try (LogCapture log = new LogCapture()) {
      train(config("a").build(), 30);
      assertFalse(log.text().contains("may differ in the last bits"), log.text());
    }
    try (LogCapture log = new LogCapture()) {
      train(config("a").threads(1, 1).build(), 40);
      assertTrue(
          log.text().contains("the run had intraOpThreads 0, interOpThreads 0, "), log.text());
      assertTrue(log.text().contains("may differ in the last bits"), log.text());
    }
  }

  @Test
  void anotherInputStartsAfresh() {
    train(config("a").build(), 20);
    try (Estimator estimator = Estimator.of(new RingModel(), config("a").build())) {
      Input other = RingModel.rows(500).shuffle().repeat().batch(32);
      assertEquals(40, estimator.train(other, TrainOption.maxSteps(40)).globalStep());
    }
    assertEquals(40, Checkpoints.latest(dir.resolve("a")).orElseThrow().step());
  }

  @Test
  void aFinishedRunBuildsNothing() {
    train(config("a").build(), 20);
    RingModel broken = new RingModel();
    broken.lossChange =
        (tf, loss) -> {
          throw new AssertionError("the graph was built");
        };
    try (Estimator estimator = Estimator.of(broken, config("a").build())) {
      assertEquals(0, estimator.train(train, TrainOption.maxSteps(20)).steps());
    }
  }

  @Test
  void whatIsSavedAndWhen() throws Exception {
    RunConfig config = config("a").saveCheckpointsSteps(10).keepCheckpointMax(0).build();
    train(config, 26);
    assertArrayEquals(
        new long[] {26, 20, 10, 0},
        Checkpoints.list(dir.resolve("a")).stream().mapToLong(Checkpoint::step).toArray());
    assertFalse(Files.exists(dir.resolve("a/model.ckpt-25.index")));
  }
}
