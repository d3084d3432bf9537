package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.config.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The system itself refuses to write more, in the middle of a checkpoint: here by the limit of a
 * process on the size of a file, which needs no right to make a disk that is full.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process there has no such limit")
class CheckpointOnFullDiskTest {

  /** Of 512 bytes or, in some shells, 1,024: more than the log takes, less than a checkpoint. */
  private static final int BLOCKS = 100;

  @TempDir Path dir;

  /** A program that trains a model whose checkpoint is larger than that. */
  static final class Program {

    private Program() {}

    /** Arguments: model directory, total steps, whether to save in the background. */
    public static void main(String[] args) {
      RunConfig config =
          RunConfig.builder(Path.of(args[0]))
              .saveCheckpointsSteps(10)
              .saveSummarySteps(0)
              .saveInBackground(Boolean.parseBoolean(args[2]))
              .build();
      RingModel model = new RingModel();
      model.hidden = 8192;
      try (Estimator estimator = Estimator.of(model, config)) {
        estimator.train(
            RingModel.rows(100).shuffle().repeat().batch(10),
            TrainOption.maxSteps(Long.parseLong(args[1])));
      }
    }
  }

  private List<Long> steps(Path model) {
    return Checkpoints.list(model).stream().map(Checkpoint::step).toList();
  }

  private String trainOnFullDisk(Path model, boolean background) throws Exception {
    Path log = dir.resolve("log" + background);
    Process process =
        ChildJvm.startLimited(
            "ulimit -f " + BLOCKS, Program.class, log, model, 100_000, background);
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    assertEquals(1, process.exitValue(), Files.readString(log));
    return Files.readString(log);
  }

  @Test
  void theCheckpointsFromBeforeStayAndTheTrainingSaysSo() throws Exception {
    for (boolean background : new boolean[] {false, true}) {
      Path model = dir.resolve("model" + background);
      Program.main(new String[] {model.toString(), "10", "false"});
      String log = trainOnFullDisk(model, background);
      assertTrue(log.contains("cannot save model.ckpt-20 in " + model.toRealPath()), log);
      assertTrue(log.contains("the checkpoints from before are as they were"), log);
      assertEquals(List.of(10L, 0L), steps(model));
      try (Stream<Path> files = Files.list(model)) {
        assertFalse(files.anyMatch(file -> file.toString().contains(".pending")));
      }
      Program.main(new String[] {model.toString(), "20", "false"}); // there is space again
      assertEquals(List.of(20L, 10L, 0L), steps(model));
    }
  }
}
