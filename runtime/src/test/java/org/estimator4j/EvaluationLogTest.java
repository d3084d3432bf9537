package org.estimator4j;

import static org.estimator4j.TrainAndEvaluateTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.session.TensorValue;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** What a run remembers comes back with the same bits. */
class EvaluationLogTest {

  private static final Path DIR = Path.of("model");
  private static final EvaluationLogJson JSON = new EvaluationLogJson(DIR);
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05.678Z");

  private static EvalResult result(String set, long step) {
    Map<String, TensorValue> metrics = new LinkedHashMap<>();
    metrics.put("f", TensorValue.of(Shape.scalar(), new float[] {0.1f}));
    metrics.put("d", TensorValue.of(Shape.scalar(), new double[] {Double.NaN}));
    metrics.put("matrix", TensorValue.of(Shape.of(2, 2), new long[] {1L << 60, 2, 3, 4}));
    metrics.put("i", TensorValue.of(Shape.of(1), new int[] {7}));
    metrics.put("b", TensorValue.of(Shape.of(2), new boolean[] {true, false}));
    metrics.put("s", TensorValue.of(Shape.of(1), new String[] {"ä\"\n"}));
    return new EvalResult(
        set, new Checkpoint(DIR.resolve("model.ckpt-" + step), step), step, 1 / 3.0, metrics);
  }

  private static EvaluationRecord evaluation(String set, long step, boolean exported) {
    return new EvaluationRecord(result(set, step), THEN, 1234, "rows", exported);
  }

  @Test
  void textAndBack() {
    EvaluationLog log =
        EvaluationLog.startingAt(THEN)
            .with(evaluation("", 10, true))
            .with(evaluation("other", 20, false))
            .with(new ExportRecord("best", 1767323045, result("", 10)))
            .restoredTo(10);
    EvaluationLog back = JSON.parse(JSON.format(log));
    assertEquals(JSON.format(log), JSON.format(back));
    assertEquals(THEN, back.startedAt());
    assertEquals(Optional.of(10L), back.restored());
    EvaluationRecord first = back.find("", 10).orElseThrow();
    assertEquals(1 / 3.0, first.result().loss());
    assertEquals(0.1f, first.result().value("f").asFloats()[0]);
    assertEquals(Double.NaN, first.result().get("d"));
    assertEquals(first.result().checkpoint(), result("", 10).checkpoint());
    assertArrayEquals(new long[] {1L << 60, 2, 3, 4}, first.result().value("matrix").asLongs());
    assertEquals(Shape.of(2, 2), first.result().value("matrix").shape());
    assertEquals("[true, false]", first.result().value("b").toString());
    assertEquals("[ä\"\n]", first.result().value("s").toString());
    assertEquals(true, first.exported());
    assertEquals(false, back.find("other", 20).orElseThrow().exported());
  }

  @Test
  void onlyTheLastEvaluationOfASetKeepsItsMatrices() {
    EvaluationLog log =
        EvaluationLog.startingAt(THEN)
            .with(evaluation("", 10, true))
            .with(evaluation("", 20, true));
    EvaluationLog back = JSON.parse(JSON.format(log));
    assertEquals(false, back.find("", 10).orElseThrow().result().metrics().containsKey("matrix"));
    assertEquals(true, back.find("", 20).orElseThrow().result().metrics().containsKey("matrix"));
  }

  @Test
  void evaluationsStandInTheOrderOfTheirStepsAndOnlyOnce() {
    EvaluationLog log =
        EvaluationLog.startingAt(THEN)
            .with(evaluation("a", 10, true))
            .with(evaluation("a", 20, true))
            .with(evaluation("b", 10, true))
            .with(evaluation("a", 20, false));
    assertEquals(
        "[a10, b10, a20]",
        log.evaluations().stream()
            .map(each -> each.result().name() + each.step())
            .toList()
            .toString());
    assertEquals(false, log.find("a", 20).orElseThrow().exported());
    assertEquals(2, log.upTo(10).evaluations().size());
  }

  @Test
  void whatIsDamagedOrTooNewIsSaid() {
    assertMessage("it is of a later version, 2", () -> JSON.parse("{\"version\": 2}"));
    for (String damaged : new String[] {"", "[]", "{", "{}", "{\"version\":1}", "\u0000"}) {
      assertEquals(
          "it is damaged",
          org.junit.jupiter.api.Assertions.assertThrows(
                  IllegalArgumentException.class, () -> JSON.parse(damaged))
              .getMessage()
              .substring(0, 13));
    }
  }
}
