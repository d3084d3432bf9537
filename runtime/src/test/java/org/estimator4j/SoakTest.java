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
 * Resident memory stays flat, and graphs do not grow: by default 5,000 steps, 100 checkpoints, 20
 * evaluations and 20 predictions in a JVM of its own, whose heap is fixed and touched in advance,
 * so that what grows is native. {@code -Destimator4j.soak=100000} takes so many steps, in 200
 * rounds.
 */
class SoakTest {

  private static final int STEPS = Integer.getInteger("estimator4j.soak", 5_000);
  private static final int ROUNDS = STEPS < 50_000 ? 20 : 200;

  @TempDir Path dir;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read from /proc")
  void memoryStaysFlat() throws Exception {
    Path log = dir.resolve("log");
    ProcessBuilder builder =
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
                String.valueOf(STEPS / ROUNDS))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // Each thread of the C library may take an arena of its own, which is growth without a leak.
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    Process process = builder.start();
    assertTrue(process.waitFor(120 + STEPS / 100, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(log));
    long[] resident = numbers(log, "resident ");
    assertEquals(ROUNDS, resident.length);
    int tenth = ROUNDS / 10;
    double early = Arrays.stream(resident, tenth, 2 * tenth).average().orElseThrow();
    double late = Arrays.stream(resident, ROUNDS - tenth, ROUNDS).average().orElseThrow();
    System.out.printf("resident memory grew by %.2f %%%n", 100 * (late / early - 1));
    assertTrue(late <= early * 1.02, Arrays.toString(resident));
    assertEquals(1, Arrays.stream(numbers(log, "operations ")).distinct().count());
  }

  private static long[] numbers(Path log, String start) throws Exception {
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith(start))
        .mapToLong(line -> Long.parseLong(line.substring(start.length())))
        .toArray();
  }
}
