package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.estimator4j.config.RunConfig;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.ModelContext;
import org.estimator4j.summary.Events;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.TensorFlow;

/** A real process whose files must not grow beyond a size: to an event file, a full disk. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process there has no such limit")
class FullDiskTest {

  private static final long STEPS = 300;

  /** Blocks of 512 bytes; some shells count in 1,024. */
  private static final int BLOCKS = 200;

  @TempDir Path dir;

  private static final class ManySummaries extends RingModel {

    @Override
    public EstimatorSpec create(ModelContext context) {
      EstimatorSpec spec = super.create(context);
      context.summaries().every(1).histogram("points", context.feature(POINT));
      return spec;
    }
  }

  /** The program; argument: the model directory. */
  public static void main(String[] args) {
    RunConfig config =
        RunConfig.builder(Path.of(args[0])).saveCheckpointsSteps(100).saveSummarySteps(1).build();
    try (Estimator estimator = Estimator.of(new ManySummaries(), config)) {
      TrainAndEvaluateResult result =
          estimator.trainAndEvaluate(
              TrainSpec.of(RingModel.rows(1000).shuffle().repeat().batch(32), STEPS),
              EvalSpec.of(RingModel.rows(200).batch(100)));
      System.out.println("measured at step " + result.evaluation().globalStep());
    }
  }

  @Test
  void theTrainingGoesOn() throws Exception {
    TensorFlow.version(); // unpacks the native library, which is larger
    Path model = dir.resolve("model");
    Path output = dir.resolve("output");
    Process process =
        ChildJvm.startLimited("ulimit -f " + BLOCKS, FullDiskTest.class, output, model);
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    String said = Files.readString(output);
    assertEquals(0, process.exitValue(), said);
    assertTrue(said.contains("measured at step " + STEPS), said);
    assertEquals(2, said.split("cannot write events to ", -1).length, "said once: " + said);
    assertTrue(said.contains("They are lost, the training goes on"), said);
    assertTrue(said.matches("(?s).*\\d+ events of \\S+ were lost.*"), said);
    assertTrue(Files.exists(model.resolve("model.ckpt-" + STEPS + ".index")));
    // What is there is whole, and ends where the disk was full.
    int shown = Events.steps(model).get("points").size();
    assertTrue(shown > 10 && shown < STEPS, shown + " histograms");
    assertEquals(List.of(100L, 200L, 300L), Events.steps(model.resolve("eval")).get("accuracy"));
  }
}
