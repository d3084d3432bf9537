package org.estimator4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tensorflow.proto.ConfigProto;

class RunConfigTest {

  private final RunConfigBuilder builder = RunConfig.builder(Path.of("model"));

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
  void stepsOrTimeTakeThePlaceOfTheDefault() {
    RunConfig bySteps = builder.saveCheckpointsSteps(7).build();
    assertEquals(7, bySteps.saveCheckpointsSteps());
    assertNull(bySteps.saveCheckpointsEvery());
    Duration time = Duration.ofSeconds(3);
    RunConfig byTime = RunConfig.builder(Path.of("m")).saveSummaryEvery(time).build();
    assertEquals(0, byTime.saveSummarySteps());
    assertEquals(time, byTime.saveSummaryEvery());
    assertTrue(byTime.savesSummaries());
    assertFalse(builder.saveSummarySteps(0).build().savesSummaries());
  }

  @Test
  void bothCadencesAreRefusedInWhateverOrder() {
    Duration time = Duration.ofSeconds(3);
    String checkpoints =
        "saveCheckpointsSteps(7) and saveCheckpointsEvery(PT3S) exclude each other: choose one";
    RunConfigBuilder timeFirst =
        RunConfig.builder(Path.of("m")).saveCheckpointsEvery(time).saveCheckpointsSteps(7);
    RunConfigBuilder stepsFirst =
        RunConfig.builder(Path.of("m")).saveCheckpointsSteps(7).saveCheckpointsEvery(time);
    assertRefused(checkpoints, timeFirst::build);
    assertRefused(checkpoints, stepsFirst::build);
    assertEquals(7, stepsFirst.saveCheckpointsEvery(null).build().saveCheckpointsSteps());
    assertFalse(timeFirst.withoutCheckpoints().build().savesCheckpoints());
    assertEquals(time, timeFirst.saveCheckpointsEvery(time).build().saveCheckpointsEvery());

    String summaries =
        "saveSummarySteps(8) and saveSummaryEvery(PT3S) exclude each other: choose one";
    RunConfigBuilder both =
        RunConfig.builder(Path.of("m")).saveSummaryEvery(time).saveSummarySteps(8);
    assertRefused(summaries, both::build);
    assertEquals(time, both.saveSummarySteps(0).build().saveSummaryEvery());
    assertRefused(
        summaries,
        () -> RunConfig.builder(Path.of("m")).saveSummarySteps(8).saveSummaryEvery(time).build());
    assertEquals(8, both.saveSummarySteps(8).saveSummaryEvery(null).build().saveSummarySteps());
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
                null,
                0,
                0,
                2,
                false,
                false,
                false,
                ProgressDisplay.AUTO,
                ConfigProto.getDefaultInstance(),
                ClusterConfig.local(),
                operation -> ""));
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
        "saveSummaryEvery must be longer than nothing, but is PT-2S",
        () -> RunConfig.builder(Path.of("m")).saveSummaryEvery(Duration.ofSeconds(-2)).build());
    assertRefused(
        "saveCheckpointsSteps must be more than 0, but is -5",
        () -> RunConfig.builder(Path.of("m")).saveCheckpointsSteps(-5));
    assertRefused(
        "saveCheckpointsEvery must be longer than nothing, but is PT-4S",
        () -> RunConfig.builder(Path.of("m")).saveCheckpointsEvery(Duration.ofSeconds(-4)).build());
    assertRefused(
        "prefetchBatches must be 0 or more, but is -1",
        () -> RunConfig.builder(Path.of("m")).prefetchBatches(-1).build());
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

  private static RunConfig inEnvironment(String tfConfig) {
    return RunConfig.builder(null, Map.of("TF_CONFIG", tfConfig)).build();
  }

  @Test
  void theEnvironmentDescribesTheCluster() {
    RunConfig worker =
        inEnvironment(
            """
            {"cluster": {"chief": ["a:1"], "worker": ["b:2", "c:3"]},
             "task": {"type": "worker", "index": 1}, "model_dir": "/models/iris"}
            """);
    assertEquals("worker", worker.cluster().taskType());
    assertEquals(1, worker.cluster().taskId());
    assertEquals("grpc://c:3", worker.cluster().master());
    assertEquals(Path.of("/models/iris"), worker.modelDir());
    assertEquals(
        List.of("/job:ps", "/job:worker/task:1"), worker.sessionConfig().getDeviceFiltersList());
    assertFalse(RunConfig.inDir(Path.of("m")).cluster().isDistributed());
  }

  @Test
  void theProgramIsHeardBeforeTheEnvironment() {
    Map<String, String> environment = Map.of("TF_CONFIG", "{'cluster' is broken");
    RunConfig alone =
        RunConfig.builder(Path.of("m"), environment).cluster(ClusterConfig.local()).build();
    assertEquals(ClusterConfig.local(), alone.cluster());
    RunConfig ownFilters =
        RunConfig.builder(
                Path.of("m"),
                Map.of(
                    "TF_CONFIG",
                    "{\"cluster\": {\"chief\": [\"a:1\"]},"
                        + " \"task\": {\"type\": \"chief\", \"index\": 0}}"))
            .sessionConfig(ConfigProto.newBuilder().addDeviceFilters("/job:chief").build())
            .build();
    assertEquals(List.of("/job:chief"), ownFilters.sessionConfig().getDeviceFiltersList());
  }

  @Test
  void aWrongEnvironmentIsRefused() {
    String said =
        assertThrows(
                IllegalArgumentException.class, () -> inEnvironment("{\"task\": {\"index\": -1}}"))
            .getMessage();
    assertTrue(said.startsWith("TF_CONFIG.task.index is -1"), said);
    assertRefused(
        "there is no model directory: use RunConfig.builder(modelDir), or name one in"
            + " TF_CONFIG.model_dir",
        () -> RunConfig.builder(null, Map.of()).build());
    assertRefused(
        "the model directory is /a in the program, but /b in TF_CONFIG.model_dir: leave one out, or"
            + " make them equal",
        () ->
            RunConfig.builder(Path.of("/a"), Map.of("TF_CONFIG", "{\"model_dir\": \"/b\"}"))
                .build());
  }

  @Test
  void aBuilderOfSettingsKeepsThemAll() {
    RunConfig config =
        RunConfig.builder(Path.of("m"))
            .seed(7)
            .saveCheckpointsSteps(11)
            .keepCheckpointMax(2)
            .keepCheckpointEvery(Duration.ofHours(3))
            .logStepCountSteps(12)
            .saveSummarySteps(13)
            .threads(2, 3)
            .prefetchBatches(4)
            .stopOnSignal(true)
            .saveInBackground(true)
            .saveGraphDef(true)
            .progress(ProgressDisplay.QUIET)
            .sessionConfig(ConfigProto.newBuilder().setLogDevicePlacement(true).build())
            .cluster(ClusterConfig.parse("{\"session_master\": \"grpc://a:1\"}"))
            .deviceFunction(operation -> "/device:CPU:0")
            .build();
    assertEquals(config, config.toBuilder().build());
    assertEquals(ProgressDisplay.QUIET, config.toBuilder().build().progress());
    Duration minute = Duration.ofMinutes(1);
    RunConfig byTime =
        config.toBuilder().saveCheckpointsEvery(minute).saveSummaryEvery(minute).build();
    assertEquals(
        List.of(0L, 0L), List.of(byTime.saveCheckpointsSteps(), byTime.saveSummarySteps()));
    assertEquals(byTime, byTime.toBuilder().build());
    assertEquals(11, config.toBuilder().saveCheckpointsEvery(null).build().saveCheckpointsSteps());
    assertEquals(minute, byTime.toBuilder().saveSummarySteps(0).build().saveSummaryEvery());
    assertEquals(5, byTime.toBuilder().saveCheckpointsSteps(5).build().saveCheckpointsSteps());
  }
}
