package org.estimator4j;

import static org.estimator4j.TrainAndEvaluateTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

/** What each rule decides over recorded evaluations; the table is that of the reference's tests. */
class EarlyStoppingTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private EvaluationLog log = EvaluationLog.startingAt(NOON);

  private static EvaluationRecord evaluation(
      String set, long step, long minutes, double loss, double accuracy) {
    EvalResult result =
        new EvalResult(
            set,
            null,
            step,
            loss,
            Map.of("accuracy", TensorValue.of(Shape.scalar(), new double[] {accuracy})));
    return new EvaluationRecord(result, NOON, Duration.ofMinutes(minutes).toMillis(), "rows", true);
  }

  private void recorded(long step, double loss, double accuracy) {
    log = log.with(evaluation("", step, step / 100, loss, accuracy));
  }

  private void referencesTable() {
    recorded(1000, 0.8, 0.5);
    recorded(2000, 0.7, 0.6);
    recorded(3000, 0.4, 0.7);
    recorded(3500, 0.41, 0.68);
  }

  private boolean stops(EarlyStopping rule) {
    return rule.reasonToStop(log, "").isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "0.8, 0, false",
    "0.6, 4000, false",
    "0.6, 0, true",
  })
  void higher(double threshold, long minSteps, boolean stops) {
    referencesTable();
    assertEquals(stops, stops(EarlyStopping.ifHigher("accuracy", threshold).minSteps(minSteps)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 0, false",
    "0.5, 4000, false",
    "0.5, 0, true",
  })
  void lower(double threshold, long minSteps, boolean stops) {
    referencesTable();
    assertEquals(stops, stops(EarlyStopping.ifLower("loss", threshold).minSteps(minSteps)));
  }

  @ParameterizedTest
  @CsvSource({
    "1500, 0, false",
    "500, 4000, false",
    "500, 0, true",
  })
  void noImprovement(long patience, long minSteps, boolean stops) {
    referencesTable();
    assertEquals(
        stops,
        stops(EarlyStopping.ifNoIncrease("accuracy").patienceSteps(patience).minSteps(minSteps)));
    assertEquals(
        stops,
        stops(EarlyStopping.ifNoDecrease("loss").patienceSteps(patience).minSteps(minSteps)));
  }

  @Test
  void comparisonsAreStrict() {
    recorded(10, 0.5, 0.5);
    assertFalse(stops(EarlyStopping.ifHigher("accuracy", 0.5)));
    assertFalse(stops(EarlyStopping.ifLower("loss", 0.5)));
    recorded(20, 0.5, 0.5);
    assertTrue(stops(EarlyStopping.ifNoIncrease("accuracy")), "equal is no increase");
    assertTrue(stops(EarlyStopping.ifNoDecrease("loss")), "equal is no decrease");
  }

  @Test
  void patienceInEvaluationsAndTime() {
    referencesTable();
    assertTrue(stops(EarlyStopping.ifNoIncrease("accuracy").patienceEvaluations(1)));
    assertFalse(stops(EarlyStopping.ifNoIncrease("accuracy").patienceEvaluations(2)));
    assertTrue(stops(EarlyStopping.ifNoIncrease("accuracy").patience(Duration.ofMinutes(5))));
    assertFalse(stops(EarlyStopping.ifNoIncrease("accuracy").patience(Duration.ofSeconds(301))));
  }

  @Test
  void aPlateauThatWasOvercomeIsForgotten() {
    EarlyStopping rule = EarlyStopping.ifNoDecrease("loss").patienceEvaluations(2);
    recorded(10, 1, 0);
    recorded(20, 2, 0);
    recorded(30, 2, 0);
    assertTrue(stops(rule));
    recorded(40, 0.5, 0);
    assertFalse(stops(rule));
  }

  @Test
  void aSmallChangeIsNoImprovementWhereADeltaIsGiven() {
    recorded(10, 1, 0.5);
    recorded(20, 0.95, 0.55);
    assertFalse(stops(EarlyStopping.ifNoDecrease("loss")));
    assertTrue(stops(EarlyStopping.ifNoDecrease("loss").minDelta(0.1)));
    assertTrue(stops(EarlyStopping.ifNoIncrease("accuracy").minDelta(0.1)));
    recorded(30, 0.85, 0.65);
    assertFalse(stops(EarlyStopping.ifNoDecrease("loss").minDelta(0.1)));
    assertFalse(stops(EarlyStopping.ifNoIncrease("accuracy").minDelta(0.1)));
  }

  @Test
  void notANumberIsNeverBetterAndAlwaysWorse() {
    recorded(10, Double.NaN, 0);
    recorded(20, 3, 0);
    assertFalse(stops(EarlyStopping.ifNoDecrease("loss")));
    recorded(30, Double.NaN, 0);
    assertTrue(stops(EarlyStopping.ifNoDecrease("loss")));
    assertFalse(stops(EarlyStopping.ifLower("loss", 100)));
    assertEquals(Optional.of(20L), EarlyStopping.ifNoDecrease("loss").bestStep(log, ""));
  }

  @Test
  void aRuleWatchesTheFirstSetOrTheNamedOne() {
    log = log.with(evaluation("a", 10, 0, 0.1, 0)).with(evaluation("b", 10, 0, 0.9, 0));
    EarlyStopping rule = EarlyStopping.ifLower("loss", 0.5);
    assertTrue(rule.reasonToStop(log, "a").isPresent());
    assertFalse(rule.reasonToStop(log, "b").isPresent());
    assertFalse(rule.onSet("b").reasonToStop(log, "a").isPresent());
    assertTrue(
        EarlyStopping.ifTrue(results -> results.size() == 2).reasonToStop(log, "a").isPresent());
    assertTrue(
        EarlyStopping.ifTrue(results -> results.get(0).loss() == 0.9 && results.size() == 1)
            .onSet("b")
            .reasonToStop(log, "a")
            .isPresent());
  }

  @Test
  void aMetricThatTheModelHadNotYetIsNoEvidence() {
    recorded(10, 1, 0.9);
    recorded(20, 1, 0.8);
    EarlyStopping rule = EarlyStopping.ifNoIncrease("auc");
    assertTrue(stops(rule), "nothing is better than nothing");
    EvalResult later =
        new EvalResult(
            "", null, 30, 1, Map.of("auc", TensorValue.of(Shape.scalar(), new float[] {0.1f})));
    log = log.with(new EvaluationRecord(later, NOON, 0, "rows", true));
    assertFalse(stops(rule));
  }

  @Test
  void reasonsSayWhatWasSeen() {
    referencesTable();
    assertEquals(
        Optional.of(
            "early stopping at step 3500: accuracy has not increased for 500 steps, it is 0.68, and"
                + " was 0.7 at step 3000"),
        EarlyStopping.ifNoIncrease("accuracy").patienceSteps(500).reasonToStop(log, ""));
    assertEquals(
        Optional.of("early stopping at step 3500: loss is lower than 0.5, it is 0.41"),
        EarlyStopping.ifLower("loss", 0.5).reasonToStop(log, ""));
    assertEquals(
        Optional.of(
            "early stopping at step 3500: a condition holds, on accuracy = 0.68, loss = 0.41,"
                + " global_step = 3500"),
        EarlyStopping.ifTrue(results -> true)
            .reasonToStop(log, "")
            .map(text -> text.replaceAll("0+,", ",")));
    assertEquals(
        "loss has not decreased for PT2M",
        EarlyStopping.ifNoDecrease("loss").patience(Duration.ofMinutes(2)).toString());
    assertEquals(
        "loss on a is higher than 2.0", EarlyStopping.ifHigher("loss", 2).onSet("a").toString());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertMessage(
        "patience is for ifNoIncrease and ifNoDecrease; this is: loss is higher than 2.0",
        () -> EarlyStopping.ifHigher("loss", 2).patienceSteps(5));
    assertMessage(
        "minDelta is for ifNoIncrease and ifNoDecrease; this is: loss is lower than 2.0",
        () -> EarlyStopping.ifLower("loss", 2).minDelta(5));
    assertMessage(
        "minDelta must be 0 or more, but is NaN",
        () -> EarlyStopping.ifNoDecrease("loss").minDelta(Double.NaN));
    assertMessage(
        "the threshold must be a number, but is NaN",
        () -> EarlyStopping.ifHigher("loss", Double.NaN));
    assertMessage(
        "patienceSteps must be more than 0, but is 0",
        () -> EarlyStopping.ifNoDecrease("loss").patienceSteps(0));
    assertMessage(
        "patienceEvaluations must be more than 0, but is 0",
        () -> EarlyStopping.ifNoDecrease("loss").patienceEvaluations(0));
    assertMessage(
        "the milliseconds of patience must be more than 0, but is 0",
        () -> EarlyStopping.ifNoDecrease("loss").patience(Duration.ZERO));
    assertMessage(
        "minSteps must be 0 or more, but is -1",
        () -> EarlyStopping.ifNoDecrease("loss").minSteps(-1));
    assertMessage(
        "a condition does not say which evaluation is the best: restore the best by a rule on a"
            + " metric, such as ifNoIncrease(\"accuracy\")",
        () -> EarlyStopping.ifTrue(results -> true).restoringBest());
  }
}
