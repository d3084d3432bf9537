package org.estimator4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tensorflow.proto.ConfigProto;

class RunConfigTest {

  private final RunConfig.Builder builder = RunConfig.builder(Path.of("model"));

  private static void assertRefused(String message, Executable setting) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, setting).getMessage());
  }

  @Test
  void theDefaultsAreTheReferences() {
    RunConfig config = RunConfig.inDir(Path.of("model"));
    assertEquals(RunConfig.DEFAULT_SEED, config.seed());
    assertEquals(Duration.ofMinutes(10), config.saveCheckpointsEvery());
    assertEquals(0, config.saveCheckpointsSteps());
    assertEquals(5, config.keepCheckpointMax());
    assertEquals(100, config.logStepCountSteps());
    assertEquals(100, config.saveSummarySteps());
    assertFalse(config.stopOnSignal());
    assertTrue(config.sessionConfig().getAllowSoftPlacement());
  }

  @Test
  void stepsAndTimeReplaceEachOther() {
    RunConfig bySteps = builder.saveCheckpointsSteps(7).build();
    assertEquals(7, bySteps.saveCheckpointsSteps());
    assertEquals(null, bySteps.saveCheckpointsEvery());
    RunConfig byTime = builder.saveCheckpointsEvery(Duration.ofSeconds(3)).build();
    assertEquals(0, byTime.saveCheckpointsSteps());
    assertFalse(builder.withoutCheckpoints().build().savesCheckpoints());
  }

  @Test
  void theConstructorRefusesBothCadences() {
    RunConfig good = builder.build();
    assertRefused(
        "saveCheckpointsSteps(5) and saveCheckpointsEvery(PT1S) exclude each other: choose one",
        () ->
            new RunConfig(
                good.modelDir(),
                1,
                5,
                Duration.ofSeconds(1),
                5,
                null,
                100,
                100,
                0,
                0,
                false,
                ConfigProto.getDefaultInstance()));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertRefused(
        "saveCheckpointsSteps must be more than 0, but is 0",
        () -> builder.saveCheckpointsSteps(0));
    assertRefused(
        "saveCheckpointsEvery must be longer than nothing, but is PT0S",
        () -> RunConfig.builder(Path.of("m")).saveCheckpointsEvery(Duration.ZERO).build());
    assertRefused(
        "keepCheckpointEvery must be longer than nothing, but is PT-1S",
        () -> RunConfig.builder(Path.of("m")).keepCheckpointEvery(Duration.ofSeconds(-1)).build());
    assertRefused(
        "keepCheckpointMax must be 0 or more, but is -1",
        () -> RunConfig.builder(Path.of("m")).keepCheckpointMax(-1).build());
    assertRefused(
        "logStepCountSteps must be 0 or more, but is -2",
        () -> RunConfig.builder(Path.of("m")).logStepCountSteps(-2).build());
    assertRefused(
        "saveSummarySteps must be 0 or more, but is -3",
        () -> RunConfig.builder(Path.of("m")).saveSummarySteps(-3).build());
    assertRefused(
        "intraOpThreads must be 0 or more, but is -1",
        () -> RunConfig.builder(Path.of("m")).threads(-1, 0).build());
    assertRefused(
        "interOpThreads must be -1 or more, but is -2",
        () -> RunConfig.builder(Path.of("m")).threads(0, -2).build());
  }

  @Test
  void threadsAreSetOverTheGivenConfiguration() {
    ConfigProto config =
        builder
            .sessionConfig(ConfigProto.newBuilder().setLogDevicePlacement(true).build())
            .threads(3, -1)
            .build()
            .sessionConfig();
    assertTrue(config.getLogDevicePlacement());
    assertEquals(3, config.getIntraOpParallelismThreads());
    assertEquals(-1, config.getInterOpParallelismThreads());
  }
}
