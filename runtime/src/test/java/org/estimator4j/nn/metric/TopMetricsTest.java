package org.estimator4j.nn.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class TopMetricsTest {

  private final ModelGraph graph = ModelGraph.create(Mode.EVAL, 1);
  private final Ops tf = graph.ops();
  private final TopMetrics metrics = new Metrics(graph).top(2);

  /** The best two are 0 and 1, 3 and 2, 1 and 3. */
  private final Operand<TFloat32> scores =
      tf.constant(new float[][] {{9, 8, 1, 0}, {0, 1, 8, 9}, {0, 9, 1, 8}});

  /** Of one row both, of one the second, of one none; a class named twice counts once. */
  private final Operand<TInt64> labels = tf.constant(new long[][] {{0, 1}, {2, 0}, {0, 0}});

  @AfterEach
  void close() {
    graph.close();
  }

  private double value(EvalMetric metric) {
    try (GraphRun run = new GraphRun(graph).initialize()) {
      return run.value(metric.updateResult().orElseThrow());
    }
  }

  @Test
  void severalLabels() {
    assertEquals(3.0 / 6, value(metrics.precision("precision", labels, scores)));
    assertEquals(3.0 / 5, value(metrics.recall("recall", labels, scores)));
  }

  @Test
  void averagePrecision() {
    double expected = ((1 + 1) / 2.0 + 0.5 / 2 + 0) / 3;
    assertEquals(expected, value(metrics.averagePrecision("average", labels, scores)), 1e-12);
  }

  @Test
  void oneClass() {
    assertEquals(1.0 / 3, value(metrics.recallOfClass("recall0", labels, scores, 0)));
    assertEquals(1, value(metrics.precisionOfClass("precision0", labels, scores, 0)));
    assertEquals(0.5, value(metrics.precisionOfClass("precision1", labels, scores, 1)));
    assertEquals(Double.NaN, value(metrics.recallOfClass("recall3", labels, scores, 3)));
  }

  @Test
  void weights() {
    TopMetrics weighted = new Metrics(graph).weighted(tf.constant(new float[] {1, 0, 2})).top(2);
    assertEquals(2.0 / 6, value(weighted.precision("precision", labels, scores)));
    assertEquals(1.0 / 3, value(weighted.averagePrecision("average", labels, scores)), 1e-12);
  }

  @Test
  void shapesThatDoNotFit() {
    assertEquals(
        "metric 'p': labels of shape [batch] or [batch, labels] and scores of shape [batch,"
            + " classes] are wanted, got labels [2] and scores [3, 4]",
        assertThrows(
                IllegalArgumentException.class,
                () -> metrics.precision("p", tf.constant(new long[2]), scores))
            .getMessage());
    assertEquals(
        "the best 0 classes: it must be at least 1",
        assertThrows(IllegalArgumentException.class, () -> new Metrics(graph).top(0)).getMessage());
  }
}
