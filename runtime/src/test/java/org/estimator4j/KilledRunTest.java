package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes that are killed while they train, evaluate, export or restore: together they
 * decide as one that was never killed.
 */
class KilledRunTest {

  private static final int KILLS = Integer.getInteger("estimator4j.trainAndEvaluate.kills", 3);

  @TempDir Path dir;

  private static EvaluationLog log(Path modelDir) throws Exception {
    Path real = modelDir.toRealPath();
    return new EvaluationLogJson(real)
        .parse(Files.readString(real.resolve("train_and_evaluate.json")));
  }

  /** Everything that was measured and decided, without times. */
  private static List<String> decisions(Path modelDir) throws Exception {
    EvaluationLog log = log(modelDir);
    return Stream.of(
            log.evaluations().stream()
                .map(each -> each.result().name() + each.step() + " " + each.result().loss()),
            log.exports().stream()
                .map(each -> each.exporter() + " has " + each.result().globalStep()),
            Stream.of("restored " + log.restored()))
        .flatMap(each -> each)
        .toList();
  }

  private static int directories(Path parent) throws Exception {
    try (Stream<Path> all = Files.list(parent)) {
      return (int) all.count();
    }
  }

  @Test
  void killedAgainAndAgainItDecidesAsAnUndisturbedRun() throws Exception {
    Path whole = dir.resolve("whole");
    Path killed = dir.resolve("killed");
    TrainAndEvaluateResult undisturbed = KilledRunProgram.run(whole, 0);
    assertTrue(undisturbed.stoppedEarly() != null, "of no use: it was not stopped early");
    int evaluations = log(whole).evaluations().size();
    Random random = new Random(KILLS);
    Path output = dir.resolve("log");
    int kills = 0;
    while (kills < KILLS) {
      // Each process gets a part of the way, so that the kills fall all along it.
      int goal = evaluations * kills / (KILLS + 2);
      Process process = KilledRunProgram.start(killed, output, 5);
      while (process.isAlive() && measured(killed) <= goal) {
        Thread.sleep(2);
      }
      if (process.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS)) {
        break;
      }
      process.destroyForcibly().waitFor();
      kills++;
    }
    Process last = KilledRunProgram.start(killed, output, 0);
    assertTrue(last.waitFor(300, TimeUnit.SECONDS));
    assertEquals(0, last.exitValue(), Files.readString(output));
    assertEquals(KILLS, kills, "the program ended before it was killed often enough");
    assertEquals(String.join("\n", decisions(whole)), String.join("\n", decisions(killed)));
    for (String exporter : List.of("best", "latest")) {
      assertEquals(
          directories(whole.resolve("export").resolve(exporter)),
          directories(killed.resolve("export").resolve(exporter)));
    }
  }

  private static int measured(Path modelDir) throws Exception {
    return Files.exists(modelDir.resolve("train_and_evaluate.json"))
        ? log(modelDir).evaluations().size()
        : -1;
  }
}
