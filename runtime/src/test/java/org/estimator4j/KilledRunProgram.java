package org.estimator4j;

import java.nio.file.Path;
import org.estimator4j.config.RunConfig;

/** A program that trains, evaluates and exports, for the test that kills it and starts it again. */
final class KilledRunProgram {

  private KilledRunProgram() {}

  /** Arguments: model directory, milliseconds in a step. */
  public static void main(String[] args) {
    run(Path.of(args[0]), Long.parseLong(args[1]));
  }

  /** A brake decides nothing, but a process lives long enough to be killed. */
  static TrainAndEvaluateResult run(Path modelDir, long pause) {
    RunConfig config =
        RunConfig.builder(modelDir).saveCheckpointsSteps(20).saveSummarySteps(50).build();
    RingModel model = new RingModel();
    model.learningRate = 0.05;
    try (Estimator estimator = Estimator.of(model, config)) {
      return estimator.trainAndEvaluate(
          TrainSpec.builder(RingModel.rows(1000).shuffle().repeat().batch(32))
              .maxSteps(20_000)
              .hooks(RingProgram.slow(pause))
              .earlyStopping(EarlyStopping.ifNoDecrease("loss").patienceSteps(160).restoringBest())
              .build(),
          EvalSpec.builder(RingModel.rows(300).skip(100).batch(100))
              .exporters(BestExporter.byLowest("loss").keeping(3), LatestExporter.named("latest"))
              .build(),
          EvalSpec.builder(RingModel.rows(100).batch(50)).name("rare").throttleSteps(50).build());
    }
  }

  /** Starts it in a JVM of its own. */
  static Process start(Path modelDir, Path log, long pause) throws Exception {
    return ChildJvm.start(KilledRunProgram.class, log, modelDir, pause);
  }
}
