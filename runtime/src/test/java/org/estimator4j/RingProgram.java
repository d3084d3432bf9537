package org.estimator4j;

import java.nio.file.Path;
import org.estimator4j.config.RunConfig;

/** A program that trains {@link RingModel}, for tests that start, kill and start it again. */
final class RingProgram {

  private RingProgram() {}

  /** Arguments: model directory, total steps, steps between checkpoints. */
  public static void main(String[] args) {
    RunConfig config =
        RunConfig.builder(Path.of(args[0]))
            .saveCheckpointsSteps(Long.parseLong(args[2]))
            .saveSummarySteps(0)
            .build();
    try (Estimator estimator = Estimator.of(new RingModel(), config)) {
      estimator.train(
          RingModel.rows(1000).shuffle().repeat().batch(32),
          TrainOption.maxSteps(Long.parseLong(args[1])));
    }
  }

  /** Starts it in a JVM of its own. */
  static Process start(Path modelDir, long maxSteps, long saveSteps, Path log) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-classpath",
            System.getProperty("java.class.path"),
            RingProgram.class.getName(),
            modelDir.toString(),
            String.valueOf(maxSteps),
            String.valueOf(saveSteps))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
