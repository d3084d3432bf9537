package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Resident memory stays flat: 5,000 steps, 100 checkpoints, 20 evaluations and 20 predictions in a
 * JVM of its own, whose heap is fixed and touched in advance, so that what grows is native.
 */
class SoakTest {

  private static final int ROUNDS = 20;

  @TempDir Path dir;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read from /proc")
  void memoryStaysFlat() throws Exception {
    Path log = dir.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                SoakProgram.class.getName(),
                dir.resolve("model").toString(),
                String.valueOf(ROUNDS),
                "250")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(log));
    long[] resident =
        Files.readAllLines(log).stream()
            .filter(line -> line.startsWith("resident "))
            .mapToLong(line -> Long.parseLong(line.substring("resident ".length())))
            .toArray();
    assertEquals(ROUNDS, resident.length);
    double early = Arrays.stream(resident, 2, 4).average().orElseThrow();
    double late = Arrays.stream(resident, ROUNDS - 2, ROUNDS).average().orElseThrow();
    assertTrue(late <= early * 1.02, Arrays.toString(resident));
  }
}
