package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.estimator4j.config.RunConfig;
import org.estimator4j.serve.Predictor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that exports without a pause is killed: every directory with a number as its name is a
 * whole model. {@code -Destimator4j.export.kills=50} kills more often.
 */
class KilledExportTest {

  private static final int KILLS = Integer.getInteger("estimator4j.export.kills", 2);

  @TempDir Path dir;

  private static Estimator estimator(Path dir) {
    return Estimator.of(new RingModel(), RunConfig.inDir(dir.resolve("model")));
  }

  @Test
  @Timeout(600)
  void noHalfModelIsEverSeen() throws Exception {
    try (Estimator estimator = estimator(dir)) {
      estimator.train(RingModel.rows(100).batch(10));
    }
    Random random = new Random(11);
    Set<Path> seen = new HashSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Process exporter =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Exporter.class.getName(),
                  dir.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        BufferedReader out = exporter.inputReader();
        assertTrue(String.valueOf(out.readLine()).startsWith("exported "));
        TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
      } finally {
        exporter.destroyForcibly().waitFor();
      }
      for (Path model : models()) {
        if (seen.add(model)) {
          try (Predictor predictor = Predictor.load(model)) {
            assertEquals(2, predictor.predictRow(Map.of("point", new float[2])).size());
          }
        }
      }
    }
    assertTrue(seen.size() >= KILLS, seen.toString());
  }

  private List<Path> models() throws IOException {
    try (Stream<Path> entries = Files.list(dir.resolve("export"))) {
      return entries
          .filter(entry -> String.valueOf(entry.getFileName()).matches("\\d+"))
          .sorted()
          .toList();
    }
  }

  /** Exports again and again, until it is killed. */
  static final class Exporter {

    private Exporter() {}

    /**
     * Runs for ever.
     *
     * @param args the directory of model and exports
     */
    public static void main(String[] args) {
      Path dir = Path.of(args[0]);
      try (Estimator estimator = estimator(dir)) {
        while (true) {
          System.out.println("exported " + estimator.exportSavedModel(dir.resolve("export")));
        }
      }
    }
  }
}
