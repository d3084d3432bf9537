package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.config.RunConfig;
import org.estimator4j.config.RunConfigBuilder;
import org.estimator4j.input.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that rules of early stopping end. */
class StoppedEarlyTest {

  /** With a rate like this the loss goes up and down. */
  private static final double WILD = 0.3;

  @TempDir Path dir;

  private final Input train = RingModel.rows(1000).shuffle().repeat().batch(32);
  private final EvalSpec eval = EvalSpec.of(RingModel.rows(200).batch(100));

  private RunConfigBuilder config(String name) {
    return RunConfig.builder(dir.resolve(name))
        .saveCheckpointsSteps(5)
        .keepCheckpointMax(2)
        .saveSummarySteps(0);
  }

  private TrainAndEvaluateResult run(String name, long maxSteps, EarlyStopping... rules) {
    RingModel model = new RingModel();
    model.learningRate = WILD;
    try (Estimator estimator = Estimator.of(model, config(name).build())) {
      return estimator.trainAndEvaluate(
          TrainSpec.builder(train).maxSteps(maxSteps).earlyStopping(rules).build(), eval);
    }
  }

  private static EarlyStopping twoWithoutDecrease() {
    return EarlyStopping.ifNoDecrease("loss").patienceEvaluations(2);
  }

  private EvalResult measured(String name) {
    try (Estimator estimator = Estimator.of(new RingModel(), config(name).build())) {
      return estimator.evaluate(eval.input());
    }
  }

  @Test
  void theRuleEndsTheTrainingAndStartingAgainDoesNotTrainOn() {
    TrainAndEvaluateResult result = run("a", 1000, twoWithoutDecrease());
    long end = result.training().globalStep();
    assertTrue(end < 1000, "it ended at " + end);
    assertTrue(
        result
            .training()
            .stopReason()
            .startsWith("early stopping at step " + end + ": loss has not"),
        result.training().stopReason());
    assertEquals(result.training().stopReason(), result.stoppedEarly());
    assertEquals(end, result.evaluation().globalStep());
    TrainAndEvaluateResult again = run("a", 1000, twoWithoutDecrease());
    assertEquals(0, again.training().steps());
    assertEquals(result.stoppedEarly(), again.stoppedEarly());
    assertEquals(result.evaluation().loss(), again.evaluation().loss());
    TrainAndEvaluateResult patient = run("a", end + 10);
    assertEquals(10, patient.training().steps(), "without the rule it goes on");
  }

  @Test
  void theBestModelIsRestoredWhateverEndsTheTraining() {
    TrainAndEvaluateResult result = run("a", 1000, twoWithoutDecrease().restoringBest());
    long end = result.training().globalStep();
    long best = result.bestStep();
    assertEquals(end - 10, best);
    assertEquals(best, result.evaluation().globalStep());
    assertEquals(best, measured("a").globalStep());
    assertEquals(result.evaluation().loss(), measured("a").loss());
    assertEquals(best, Checkpoints.latest(dir.resolve("a")).map(Checkpoint::step).orElseThrow());

    TrainAndEvaluateResult again = run("a", 1000, twoWithoutDecrease().restoringBest());
    assertEquals(0, again.training().steps());
    assertEquals(result.stoppedEarly(), again.stoppedEarly());
    assertEquals(best, again.bestStep());

    // The same steps end by their number: the best is restored all the same, and not trained again.
    EarlyStopping never = EarlyStopping.ifNoDecrease("loss").patienceEvaluations(1000);
    TrainAndEvaluateResult limited = run("b", end, never.restoringBest());
    assertEquals(best, limited.bestStep());
    assertEquals(result.evaluation().loss(), limited.evaluation().loss());
    assertEquals(0, run("b", end, never.restoringBest()).training().steps());
    assertEquals(end + 5 - best, run("b", end + 5, never).training().steps(), "from the best on");
  }

  @Test
  void theBestCheckpointIsKeptForThat() {
    EarlyStopping never = EarlyStopping.ifNoDecrease("loss").patienceEvaluations(1000);
    TrainAndEvaluateResult result = run("a", 200, never.restoringBest());
    long best = result.bestStep();
    assertTrue(best < 190, "of no use as a test: the best is at " + best);
    assertEquals(
        List.of(best, 200L, 195L),
        Checkpoints.list(dir.resolve("a")).stream().map(Checkpoint::step).toList());
  }

  @Test
  void aBestCheckpointThatIsGoneIsNotRestored() throws Exception {
    EarlyStopping never = EarlyStopping.ifNoDecrease("loss").patienceEvaluations(1000);
    run("a", 200, never);
    TrainAndEvaluateResult again = run("a", 200, never.restoringBest());
    assertEquals(null, again.bestStep());
    assertEquals(200, again.evaluation().globalStep());
  }

  @Test
  void aDamagedRecordIsPutAside() throws Exception {
    run("a", 20, twoWithoutDecrease());
    Path record = dir.resolve("a/train_and_evaluate.json");
    Files.writeString(record, "{\"version\": 1, \"evaluations\": [");
    assertEquals(30, run("a", 30).training().globalStep());
    assertTrue(Files.exists(dir.resolve("a/train_and_evaluate.json.damaged")));
    assertTrue(Files.readString(record).contains("\"step\":25"));
  }

  @Test
  void withoutCheckpointsTheRunIsANewOne() throws Exception {
    run("a", 20);
    Files.delete(dir.resolve("a/checkpoint"));
    run("a", 10);
    String record = Files.readString(dir.resolve("a/train_and_evaluate.json"));
    assertTrue(record.contains("\"step\":10"), record);
    assertTrue(!record.contains("\"step\":20"), record);
  }
}
