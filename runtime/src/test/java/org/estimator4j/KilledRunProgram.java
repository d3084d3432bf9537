package org.estimator4j;

import java.nio.file.Path;
import org.estimator4j.config.RunConfig;

/** A program that trains, evaluates and exports, for the test that kills it and starts it again. */
final class KilledRunProgram {

  private KilledRunProgram() {}

  /** Arguments: model directory. */
  public static void main(String[] args) {
    run(Path.of(args[0]));
  }

  static TrainAndEvaluateResult run(Path modelDir) {
    RunConfig config =
        RunConfig.builder(modelDir).saveCheckpointsSteps(20).saveSummarySteps(50).build();
    RingModel model = new RingModel();
    model.learningRate = 0.05;
    try (Estimator estimator = Estimator.of(model, config)) {
      return estimator.trainAndEvaluate(
          TrainSpec.builder(RingModel.rows(1000).shuffle().repeat().batch(32))
              .maxSteps(20_000)
              .earlyStopping(EarlyStopping.ifNoDecrease("loss").patienceSteps(160).restoringBest())
              .build(),
          EvalSpec.builder(RingModel.rows(300).skip(100).batch(100))
              .exporters(BestExporter.byLowest("loss").keeping(3), LatestExporter.named("latest"))
              .build(),
          EvalSpec.builder(RingModel.rows(100).batch(50)).name("rare").throttleSteps(50).build());
    }
  }

  /** Starts it in a JVM of its own. */
  static Process start(Path modelDir, Path log) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-classpath",
            System.getProperty("java.class.path"),
            KilledRunProgram.class.getName(),
            modelDir.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
