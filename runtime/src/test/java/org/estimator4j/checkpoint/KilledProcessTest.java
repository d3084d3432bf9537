package org.estimator4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Real processes that save without a pause and are killed. */
class KilledProcessTest {

  private static final int KILLS = 3;
  private static final int VALUES = 300_000;

  @TempDir Path directory;

  @Test
  @Timeout(600)
  void newestIsWholeAfterEachKillAndTheNextProcessGoesOn() throws Exception {
    Random random = new Random(42);
    long reached = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process writer = start(Writer.class, directory);
      try {
        BufferedReader out = writer.inputReader();
        assertEquals("saved " + (reached + 1), out.readLine());
        assertInUse(writer.pid());
        TimeUnit.MILLISECONDS.sleep(random.nextInt(100));
      } finally {
        writer.destroyForcibly().waitFor();
      }
      reached = verify();
    }
  }

  private void assertInUse(long pid) {
    String message =
        assertThrows(
                ModelDirectoryInUseException.class,
                () -> CheckpointStore.open(directory, RetentionPolicy.newest(2)))
            .getMessage();
    assertTrue(
        message.contains("is being written by another process (process " + pid + ", "), message);
  }

  private long verify() {
    Optional<Long> step =
        Checkpoints.latest(directory)
            .map(
                newest -> {
                  try (CheckpointReader reader = CheckpointReader.open(newest);
                      TType big = reader.read("big");
                      Variables expected = variables(newest.step())) {
                    reader.verify();
                    assertEquals(expected.map().get("big"), big);
                    return newest.step();
                  }
                });
    assertTrue(step.orElse(0L) > 0);
    return step.orElseThrow();
  }

  private static Process start(Class<?> main, Path directory) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Variables variables(long step) {
    return new Variables()
        .with("global_step", TInt64.scalarOf(step))
        .with(
            "big",
            TFloat32.tensorOf(
                Shape.of(VALUES),
                data -> data.copyFrom(DataBuffers.of(values(step), true, false))));
  }

  private static float[] values(long step) {
    float[] values = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = (float) step * i;
    }
    return values;
  }

  /** Saves one step after the other, from the newest on, until it is killed. */
  static final class Writer {

    private Writer() {}

    /**
     * Runs for ever.
     *
     * @param args the model directory
     */
    public static void main(String[] args) {
      try (CheckpointStore store =
          CheckpointStore.open(Path.of(args[0]), RetentionPolicy.newest(2))) {
        long step = Checkpoints.latest(store.directory()).map(Checkpoint::step).orElse(0L);
        while (true) {
          step++;
          try (Variables variables = variables(step)) {
            store.save(step, variables.map(), Map.of());
          }
          System.out.println("saved " + step);
        }
      }
    }
  }
}
