package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.estimator4j.checkpoint.LogCapture;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TFloat32;
import org.xml.sax.InputSource;

/** What a training leaves for people and programs to read. */
class ReportTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(1000).shuffle().repeat().batch(32);
  private final Input test = RingModel.rows(200).batch(100);

  /** With a confusion matrix. */
  private static final class MatrixModel extends RingModel {

    @Override
    public EstimatorSpec create(ModelContext context) {
      EstimatorSpec spec = super.create(context);
      if (context.mode() != org.estimator4j.annotation.Mode.EVAL) {
        return spec;
      }
      var tf = context.ops();
      return EstimatorSpec.forEvaluation()
          .loss(tf.dtypes.cast(spec.loss().orElseThrow(), TFloat32.class))
          .evalMetric("accuracy", spec.evalMetricOps().get("accuracy"))
          .evalMetric(
              "confusion", EvalMetric.of(tf.constant(new long[][] {{90, 10}, {5, 95}}), tf.noOp()))
          .build();
    }
  }

  private TrainAndEvaluateResult run() {
    RunConfig config =
        RunConfig.builder(dir.resolve("model"))
            .seed(77)
            .saveCheckpointsSteps(10)
            .saveSummarySteps(5)
            .build();
    try (Estimator estimator =
        Estimator.of(new MatrixModel(), config, Params.empty().with("temper", "<mild>"))) {
      return estimator.trainAndEvaluate(
          TrainSpec.of(train, 30),
          EvalSpec.builder(test)
              .name("held_out")
              .exporters(LatestExporter.named("latest"))
              .build());
    }
  }

  @Test
  void thePageHasAllTheFactsAndNothingFromElsewhere() throws Exception {
    TrainAndEvaluateResult result = run();
    String page = Files.readString(dir.resolve("model/report.html"));
    for (String expected :
        List.of(
            "<h1>RingModel</h1>",
            "global step 30 is reached",
            "held_out",
            "accuracy",
            "gradient_norm",
            "confusion on held_out",
            "<td style='background:rgba(46,111,190,0.68)'>90</td>",
            "&lt;mild&gt;",
            "<th>seed</th><td>77</td>",
            result.evaluation("held_out").name(),
            test.fingerprint(),
            "export/latest/",
            "TensorFlow</th><td>2.",
            "<th>TRAIN</th><th>EVAL</th><th>PREDICT</th>",
            "features/point",
            "48 parameters",
            "? × 16")) {
      assertTrue(page.contains(expected), expected + " is not in the report");
    }
    for (String forbidden : List.of("http:", "https:", "<script", "src=", "@import", "url(h")) {
      assertFalse(page.contains(forbidden), forbidden);
    }
    // Every picture is well-formed, which a browser would not complain about.
    List<String> pictures = new ArrayList<>();
    for (int at = page.indexOf("<svg"); at >= 0; at = page.indexOf("<svg", at + 1)) {
      String svg = page.substring(at, page.indexOf("</svg>", at) + 6);
      pictures.add(svg);
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    }
    assertTrue(pictures.size() >= 7, pictures.size() + " pictures");
    assertTrue(pictures.get(0).contains("<polyline class='c1'"), "training and held_out in one");
  }

  @Test
  void theFactsForPrograms() throws Exception {
    run();
    JsonObject facts =
        JsonParser.parseString(Files.readString(dir.resolve("model/run.json"))).getAsJsonObject();
    assertEquals(
        List.of(
            "version",
            "model",
            "started_at",
            "ended_at",
            "stop_reason",
            "global_step",
            "best_step",
            "evaluations",
            "matrices",
            "exports",
            "hyperparameters",
            "configuration",
            "data",
            "environment",
            "fields",
            "parts"),
        List.copyOf(facts.keySet()),
        "programs go by them: a change needs another version");
    assertEquals(1, facts.get("version").getAsInt());
    assertEquals("RingModel", facts.get("model").getAsString());
    assertEquals(30, facts.get("global_step").getAsLong());
    assertEquals(3, facts.getAsJsonArray("evaluations").size());
    assertEquals(
        95,
        facts
            .getAsJsonObject("matrices")
            .getAsJsonArray("confusion on held_out")
            .get(1)
            .getAsJsonArray()
            .get(1)
            .getAsDouble());
    assertEquals("77", facts.getAsJsonObject("configuration").get("seed").getAsString());
    assertEquals(
        train.fingerprint(),
        facts.getAsJsonArray("data").get(0).getAsJsonObject().get("fingerprint").getAsString());
    assertEquals(
        "[features/point, hidden, logits]",
        facts.getAsJsonArray("parts").asList().stream()
            .map(part -> part.getAsJsonObject().get("name").getAsString())
            .toList()
            .toString());
  }

  @Test
  void aReportThatCannotBeWrittenIsNoReasonToLoseTheResult() throws Exception {
    Files.createDirectories(dir.resolve("model/report.html/full"));
    try (LogCapture log = new LogCapture()) {
      assertEquals(30, run().evaluation().globalStep());
      assertTrue(log.text().contains("the report of RingModel cannot be written"), log.text());
    }
  }
}
