package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.checkpoint.LogCapture;
import org.estimator4j.config.ProgressDisplay;
import org.estimator4j.config.RunConfig;
import org.estimator4j.config.RunConfigBuilder;
import org.estimator4j.input.Input;
import org.estimator4j.progress.TrainingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs and people are told while a model trains. */
class ProgressTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(1000).shuffle().repeat().batch(32);
  private final Input test = RingModel.rows(200).batch(100);

  private RunConfigBuilder config() {
    return RunConfig.builder(dir.resolve("model"))
        .saveCheckpointsSteps(20)
        .logStepCountSteps(10)
        .saveSummarySteps(0);
  }

  private static String brief(TrainingEvent event) {
    return event.getClass().getSimpleName() + event.globalStep();
  }

  @Test
  void eventsInTheirOrder() {
    List<String> events = new ArrayList<>();
    List<TrainingEvent.Progressed> progress = new ArrayList<>();
    TrainSpec spec =
        TrainSpec.builder(train)
            .maxSteps(25)
            .progress(
                event -> {
                  events.add(brief(event));
                  if (event instanceof TrainingEvent.Progressed progressed) {
                    progress.add(progressed);
                  }
                })
            .build();
    try (Estimator estimator = Estimator.of(new RingModel(), config().build())) {
      estimator.trainAndEvaluate(
          spec, EvalSpec.builder(test).exporters(BestExporter.byLowest("loss"), failing()).build());
    }
    assertEquals(
        List.of(
            "CheckpointSaved0",
            "Started0",
            "Progressed1",
            "Progressed10",
            "CheckpointSaved20",
            "EvaluationStarted20",
            "Evaluated20",
            "Exported20",
            "ExportFailed20",
            "Progressed20",
            "Progressed25",
            "CheckpointSaved25",
            "EvaluationStarted25",
            "Evaluated25",
            "Ended25"),
        events.subList(0, 15));
    assertTrue(events.subList(15, events.size()).contains("ExportFailed25"), events.toString());
    assertTrue(Double.isNaN(progress.get(0).stepsPerSecond()), "the first step is no measure");
    TrainingEvent.Progressed second = progress.get(1);
    assertEquals(32, second.examplesPerSecond() / second.stepsPerSecond(), 1e-6);
    assertEquals(25L, second.lastStep());
    assertEquals(15 / second.stepsPerSecond(), second.timeLeft().toNanos() / 1e9, 0.002);
  }

  private static Exporter failing() {
    return new Exporter() {
      @Override
      public String name() {
        return "failing";
      }

      @Override
      public java.util.Optional<Path> export(ExporterRequest request) {
        throw new IllegalStateException("no export today");
      }
    };
  }

  @Test
  void aListenerThatFailsDisturbsNobody() {
    List<String> events = new ArrayList<>();
    try (LogCapture log = new LogCapture();
        Estimator estimator = Estimator.of(new RingModel(), config().build())) {
      TrainResult result =
          estimator.train(
              train,
              TrainOption.maxSteps(5),
              TrainOption.progress(
                  event -> {
                    throw new IllegalStateException("no ears");
                  }),
              TrainOption.progress(event -> events.add(brief(event))));
      assertEquals(5, result.globalStep());
      assertTrue(log.text().contains("the training goes on"), log.text());
    }
    assertTrue(events.contains("Ended5"), events.toString());
  }

  @Test
  void aFailureIsTold() {
    List<String> events = new ArrayList<>();
    RingModel model = new RingModel();
    model.lossChange = (tf, loss) -> tf.math.log(tf.math.sub(loss, tf.constant(1000f)));
    try (Estimator estimator = Estimator.of(model, config().build())) {
      assertThrows(
          RuntimeException.class,
          () ->
              estimator.train(
                  train,
                  TrainOption.maxSteps(5),
                  TrainOption.progress(event -> events.add(brief(event)))));
    }
    assertTrue(events.get(events.size() - 1).startsWith("Failed"), events.toString());
  }

  @Test
  void linesInTheLogUnlessQuiet() {
    assertTrue(logged(ProgressDisplay.LINES).contains("step 10 of 15, loss"));
    assertFalse(logged(ProgressDisplay.QUIET).contains("of 15, loss"));
  }

  private String logged(ProgressDisplay display) {
    RunConfig config =
        RunConfig.builder(dir.resolve(display.name()))
            .progress(display)
            .logStepCountSteps(10)
            .build();
    try (LogCapture log = new LogCapture();
        Estimator estimator = Estimator.of(new RingModel(), config)) {
      estimator.train(train, TrainOption.maxSteps(15));
      return log.text();
    }
  }
}
