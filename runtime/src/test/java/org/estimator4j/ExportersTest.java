package org.estimator4j;

import static org.estimator4j.TrainAndEvaluateTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.estimator4j.checkpoint.LogCapture;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models are exported and kept, also over restarts. */
class ExportersTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(1000).shuffle().repeat().batch(32);

  private TrainAndEvaluateResult run(long maxSteps, Exporter... exporters) {
    RunConfig config =
        RunConfig.builder(dir.resolve("model"))
            .saveCheckpointsSteps(10)
            .saveSummarySteps(0)
            .build();
    RingModel model = new RingModel();
    model.learningRate = 0.3; // the loss goes up and down
    try (Estimator estimator = Estimator.of(model, config)) {
      return estimator.trainAndEvaluate(
          TrainSpec.of(train, maxSteps),
          EvalSpec.builder(RingModel.rows(200).batch(100)).exporters(exporters).build());
    }
  }

  private List<Path> versions(String exporter) throws IOException {
    try (Stream<Path> all = Files.list(dir.resolve("model/export").resolve(exporter))) {
      List<Path> versions = all.sorted().toList();
      for (Path each : versions) {
        assertTrue(each.getFileName().toString().matches("\\d{10}"), each.toString());
        assertTrue(Files.exists(each.resolve("saved_model.pb")), each.toString());
      }
      return versions;
    }
  }

  private EvaluationLog log() throws IOException {
    Path model = dir.resolve("model").toRealPath();
    return new EvaluationLogJson(model)
        .parse(Files.readString(model.resolve("train_and_evaluate.json")));
  }

  private List<Long> steps(String exporter) throws IOException {
    return log().exportsOf(exporter).stream().map(each -> each.result().globalStep()).toList();
  }

  @Test
  void latestKeepsTheLatest() throws IOException {
    LatestExporter latest = LatestExporter.named("latest").keeping(2);
    run(20, latest);
    assertEquals(List.of(10L, 20L), steps("latest"));
    assertEquals(List.of(30L, 40L), steps(run(40, latest)));
    assertEquals(2, versions("latest").size());
  }

  private List<Long> steps(TrainAndEvaluateResult result) throws IOException {
    assertEquals(40, result.training().globalStep());
    return steps("latest");
  }

  @Test
  void finalExportsTheEndAndOnlyThat() throws IOException {
    TrainAndEvaluateResult result = run(25, FinalExporter.named("final"));
    assertEquals(1, result.exports().stream().filter(each -> each.path() != null).count());
    assertEquals(List.of(25L), steps("final"));
    assertEquals(
        versions("final").get(0), result.exports().get(result.exports().size() - 1).path());
    run(25, FinalExporter.named("final"));
    assertEquals(1, versions("final").size(), "a finished run is not exported again");
    run(30, FinalExporter.named("final"));
    assertEquals(List.of(25L, 30L), steps("final"));
  }

  @Test
  void bestExportsWhatIsBetterThanAllBeforeAlsoOverRestarts() throws IOException {
    BestExporter best = BestExporter.byLowest("loss").keeping(2);
    BestExporter accurate = BestExporter.byHighest("accuracy").named("accurate").keeping(2);
    List<Long> expected = new ArrayList<>();
    List<Long> expectedAccurate = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (long end = 50; end <= 150; end += 50) {
      run(end, best, accurate);
    }
    for (EvaluationRecord each : log().evaluations()) {
      if (each.result().loss() < least) {
        least = each.result().loss();
        expected.add(each.step());
      }
      if (each.result().get("accuracy") > most) {
        most = each.result().get("accuracy");
        expectedAccurate.add(each.step());
      }
    }
    assertEquals(newest(expected), steps("best"));
    assertEquals(newest(expectedAccurate), steps("accurate"));
    List<Path> versions = versions("best");
    assertEquals(2, versions.size());
    assertEquals(
        String.valueOf(log().exportsOf("best").get(1).version()),
        versions.get(1).getFileName().toString(),
        "the best has the greatest number");
  }

  private static List<Long> newest(List<Long> steps) {
    assertTrue(steps.size() >= 2 && steps.size() < 15, "of no use: " + steps);
    return steps.subList(steps.size() - 2, steps.size());
  }

  @Test
  void anyMetricAndAnyComparison() throws IOException {
    run(
        30,
        BestExporter.byHighest("accuracy").named("accurate"),
        BestExporter.by((before, now) -> true).named("every"),
        BestExporter.by((before, now) -> false).named("first"));
    assertEquals(List.of(10L, 20L, 30L), steps("every"));
    assertEquals(List.of(10L), steps("first"));
    assertTrue(steps("accurate").size() >= 1);
  }

  @Test
  void anExporterThatThrowsIsLoudAndHindersNobody() throws IOException {
    Exporter broken =
        new Exporter() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public Optional<Path> export(ExporterRequest request) {
            throw new IllegalStateException("the bucket is gone");
          }
        };
    try (LogCapture log = new LogCapture()) {
      TrainAndEvaluateResult result = run(20, broken, LatestExporter.named("latest"));
      assertEquals(20, result.training().globalStep());
      assertEquals(List.of(10L, 20L), steps("latest"));
      assertEquals(
          List.of("the bucket is gone", "the bucket is gone"),
          result.exports().stream()
              .filter(each -> each.failure() != null)
              .map(each -> each.failure().getMessage())
              .toList());
      assertTrue(
          log.text()
              .contains("ERROR org.estimator4j.Estimator - exporter broken failed at step 10"),
          log.text());
    }
  }

  @Test
  void anExportThatDiedInBetweenIsDoneAgainToTheSameEnd() throws IOException {
    LatestExporter latest = LatestExporter.named("latest");
    run(20, latest);
    List<Path> before = versions("latest");
    // As if the process had died after the last export, before it was recorded …
    Path record = dir.resolve("model/train_and_evaluate.json");
    EvaluationLogJson json = new EvaluationLogJson(dir.resolve("model").toRealPath());
    EvaluationLog log = log();
    Files.writeString(record, json.format(log.without(log.exports().get(1))));
    // … and another one in the middle of an export.
    Files.createDirectories(dir.resolve("model/export/latest/.pending/1/variables"));
    run(20, latest);
    assertEquals(
        log.exports().stream().map(ExportRecord::version).toList(),
        log().exports().stream().map(ExportRecord::version).toList());
    assertEquals(before, versions("latest").stream().toList());
  }

  @Test
  void optionsReachTheExport() throws IOException {
    run(10, LatestExporter.named("latest").options(ExportOption.asText()));
    try (Stream<Path> files = Files.walk(dir.resolve("model/export/latest"))) {
      assertTrue(files.anyMatch(file -> file.endsWith("saved_model.pbtxt")));
    }
  }

  @Test
  void namesAndNumbersAreChecked() {
    assertMessage(
        "the number of exports to keep must be more than 0, but is 0",
        () -> LatestExporter.named("latest").keeping(0));
    assertMessage(
        "the name of an exporter names a directory: letters, digits and _ . - are allowed, and it"
            + " must not be empty or begin with a dot, but it is ''",
        () -> FinalExporter.named(""));
    assertMessage(
        "the name of an exporter names a directory: letters, digits and _ . - are allowed, and it"
            + " must not be empty or begin with a dot, but it is '../x'",
        () -> BestExporter.byLowest("loss").named("../x"));
  }
}
