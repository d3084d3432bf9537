package org.estimator4j.nn.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class BinaryMetricsTest {

  private final ModelGraph graph = ModelGraph.create(Mode.EVAL, 1);
  private final Ops tf = graph.ops();
  private final BinaryMetrics metrics = new Metrics(graph).binary();
  private final Operand<TInt32> labels =
      tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
  private final Operand<TFloat32> answers =
      tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void countsAtThresholds() {
    EvalMetric rightYes = metrics.truePositivesAtThresholds("tp", labels, answers, 0, 0.5, 1);
    EvalMetric rightNo = metrics.trueNegativesAtThresholds("tn", labels, answers, 0, 0.5, 1);
    EvalMetric wrongYes = metrics.falsePositivesAtThresholds("fp", labels, answers, 0, 0.5, 1);
    EvalMetric wrongNo = metrics.falseNegativesAtThresholds("fn", labels, answers, 0, 0.5, 1);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(labels, Shape.of(5), 1, 1, 1, 0, 0).feed(answers, Shape.of(5), 0, 0.5, 1, 0.2, 1);
      run.run(rightYes.update(), rightNo.update(), wrongYes.update(), wrongNo.update());
      assertArrayEquals(new double[] {2, 1, 0}, run.values(rightYes.value()));
      assertArrayEquals(new double[] {0, 1, 2}, run.values(rightNo.value()));
      assertArrayEquals(new double[] {2, 1, 0}, run.values(wrongYes.value()));
      assertArrayEquals(new double[] {1, 2, 3}, run.values(wrongNo.value()));
    }
  }

  @Test
  void perfectAnswers() {
    EvalMetric roc = metrics.auc("roc", labels, answers);
    EvalMetric crowded =
        metrics.auc("crowded", labels, answers, Auc.precisionRecall().thresholdsAt(0.6, 0.55));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(labels, Shape.of(4), 1, 1, 0, 0).feed(answers, Shape.of(4), 0.7, 0.9, 0.5, 0.1);
      run.run(roc.update(), crowded.update());
      assertEquals(1, run.value(roc.value()), 1e-5);
      assertEquals(1, run.value(crowded.value()), 1e-5);
    }
  }

  @Test
  void oneWeightForAll() {
    BinaryMetrics doubled = new Metrics(graph).weighted(tf.constant(2)).binary();
    EvalMetric count = doubled.truePositives("count", labels, answers);
    EvalMetric counts = doubled.truePositivesAtThresholds("counts", labels, answers, 0.5);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(labels, Shape.of(2), 1, 1).feed(answers, Shape.of(2), 1, 1);
      run.run(count.update(), counts.update());
      assertEquals(4, run.value(count.value()));
      assertEquals(4, run.value(counts.value()));
    }
  }

  @Test
  void emptyBatch() {
    EvalMetric area = metrics.auc("auc", labels, answers);
    EvalMetric precision = metrics.precision("precision", labels, answers);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(labels, Shape.of(0)).feed(answers, Shape.of(0));
      run.run(area.update(), precision.update());
      assertEquals(0, run.value(area.value()));
      assertEquals(0, run.value(precision.value()));
    }
  }

  @Test
  void probabilityOutOfRange() {
    EvalMetric area = metrics.auc("auc", labels, answers);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(labels, Shape.of(3), 1, 1, 0).feed(answers, Shape.of(3), 0.5, 1.5, Double.NaN);
      TFInvalidArgumentException e =
          assertThrows(TFInvalidArgumentException.class, () -> run.run(area.update()));
      assertTrue(
          e.getMessage()
              .contains("metric auc: prediction values [1.5 nan] in rows [1 2] are not in [0, 1]"),
          e.getMessage());
    }
  }

  @Test
  void impossibleSettings() {
    assertEquals(
        "metric 'a': the specificity must be from 0 to 1, got 1.5",
        assertThrows(
                IllegalArgumentException.class,
                () -> metrics.sensitivityAtSpecificity("a", labels, answers, 1.5))
            .getMessage());
    assertEquals(
        "a threshold must be from 0 to 1, got [0.5, 2.0]",
        assertThrows(
                IllegalArgumentException.class,
                () -> metrics.recallAtThresholds("r", labels, answers, 0.5, 2))
            .getMessage());
    assertEquals(
        "at least one threshold is wanted",
        assertThrows(
                IllegalArgumentException.class,
                () -> metrics.precisionAtThresholds("p", labels, answers))
            .getMessage());
    assertEquals(
        "at least 2 thresholds are wanted, got 1",
        assertThrows(IllegalArgumentException.class, () -> Auc.roc().thresholds(1)).getMessage());
  }

  @Test
  void shapesThatDoNotFit() {
    Operand<TFloat32> column = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
    assertEquals(
        "metric 'p': labels have shape [-1] and predictions [-1, 1]; they must be the same",
        assertThrows(IllegalArgumentException.class, () -> metrics.precision("p", labels, column))
            .getMessage());
    BinaryMetrics weighted = new Metrics(graph).weighted(column).binary();
    assertEquals(
        "metric 'a': weights of shape [-1, 1] do not fit values of shape [-1]; a scalar, or the"
            + " same shape with 1 where a weight counts for all, would",
        assertThrows(IllegalArgumentException.class, () -> weighted.auc("a", labels, answers))
            .getMessage());
  }
}
