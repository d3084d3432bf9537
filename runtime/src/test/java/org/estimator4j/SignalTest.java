package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.estimator4j.checkpoint.Checkpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real signals to real processes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
class SignalTest {

  private static final int EXIT_OF_SIGTERM = 128 + 15;
  private static final int EXIT_OF_SIGINT = 128 + 2;

  @TempDir Path dir;

  private Path log() {
    return dir.resolve("log");
  }

  private String waitFor(Process process, String text) throws Exception {
    while (process.isAlive() && !Files.readString(log()).contains(text)) {
      Thread.sleep(10);
    }
    assertTrue(process.isAlive(), Files.readString(log()));
    return Files.readString(log());
  }

  @Test
  void theFirstSignalSavesAndLeaves() throws Exception {
    Process process = RingProgram.start(dir.resolve("model"), 1_000_000, 100_000, 20, log());
    waitFor(process, "in step 5\n");
    process.destroy();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    String text = Files.readString(log());
    assertEquals(EXIT_OF_SIGTERM, process.exitValue(), text);
    assertTrue(text.contains("SIGTERM: ending after this step and saving"), text);
    assertTrue(text.contains("SIGTERM was received"), text);
    assertFalse(text.contains("the program went on"), text);
    long saved = Checkpoints.latest(dir.resolve("model")).orElseThrow().step();
    assertTrue(saved >= 5, "saved at " + saved);
    assertTrue(text.contains("in step " + saved + "\n"), text);
    assertFalse(text.contains("in step " + (saved + 1) + "\n"), text);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "env of GNU is needed")
  void ctrlCDoesTheSame() throws Exception {
    Process process =
        ChildJvm.startInterruptible(
            RingProgram.class, log(), dir.resolve("model"), 1_000_000, 100_000, 20, false);
    waitFor(process, "in step 5\n");
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String text = Files.readString(log());
    assertEquals(EXIT_OF_SIGINT, process.exitValue(), text);
    assertTrue(text.contains("SIGINT: ending after this step and saving"), text);
    assertFalse(text.contains("the program went on"), text);
    assertTrue(Checkpoints.latest(dir.resolve("model")).orElseThrow().step() >= 5, text);
  }

  @Test
  void theSecondSignalLeavesAtOnce() throws Exception {
    Process process = RingProgram.start(dir.resolve("model"), 1_000_000, 100_000, 60_000, log());
    waitFor(process, "in step 1\n");
    process.destroy();
    waitFor(process, "SIGTERM: ending after this step");
    process.destroy();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it waits for a step of a minute");
    assertEquals(EXIT_OF_SIGTERM, process.exitValue());
    assertEquals(0, Checkpoints.latest(dir.resolve("model")).orElseThrow().step());
  }
}
