package org.estimator4j.nn.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

class MetricsTest {

  private final ModelGraph graph = ModelGraph.create(Mode.EVAL, 1);
  private final Ops tf = graph.ops();
  private final Metrics metrics = new Metrics(graph);
  private final Operand<TInt32> labels =
      tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
  private final Operand<TInt64> classes =
      tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(-1)));

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void accuracyOverBatchesOfAnySize() {
    EvalMetric accuracy = metrics.accuracy("accuracy", labels, classes);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(labels, Shape.of(3), 1, 2, 3).feed(classes, Shape.of(3), 1, 2, 0);
      run.run(accuracy.update());
      run.feed(labels, Shape.of(1), 1).feed(classes, Shape.of(1), 2);
      run.run(accuracy.update());
      assertEquals(0.5, run.value(accuracy.value()));
      run.feed(labels, Shape.of(0)).feed(classes, Shape.of(0));
      run.run(accuracy.update());
      assertEquals(0.5, run.value(accuracy.value()));
      run.run(accuracy.reset().orElseThrow());
      assertEquals(0, run.value(accuracy.value()));
    }
  }

  @Test
  void accuracyOfLogits() {
    Operand<TFloat32> logits = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
    EvalMetric accuracy = metrics.accuracyOfLogits("accuracy", labels, logits);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(labels, Shape.of(2), 0, 1).feed(logits, Shape.of(2, 3), 3, 1, 2, 1, 2, 3);
      run.run(accuracy.update());
      assertEquals(0.5, run.value(accuracy.value()));
    }
  }

  @RepeatedTest(20)
  void valueFetchedWithTheUpdateIsTheOneBefore() {
    Operand<TFloat32> values = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
    EvalMetric mean = metrics.mean("mean", values);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(values, Shape.of(2), 1, 3);
      assertEquals(0, run.values(mean.value(), List.of(mean.update()))[0]);
      run.feed(values, Shape.of(1), 5);
      assertEquals(2, run.values(mean.value(), List.of(mean.update()))[0]);
      assertEquals(3, run.value(mean.value()));
    }
  }

  @Test
  void countsBeyondFloat32() {
    Operand<TFloat32> values = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
    EvalMetric mean = metrics.mean("mean", values);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.set(graph.findVariable("mean/count").orElseThrow(), 1 << 24);
      run.feed(values, Shape.of(1), 0);
      run.run(mean.update());
      assertEquals((1 << 24) + 1, run.value(graph.findVariable("mean/count").orElseThrow()));
    }
  }

  @Test
  void confusionMatrix() {
    EvalMetric matrix = metrics.confusionMatrix("confusion", labels, classes, 3);
    assertEquals(Shape.of(3, 3), matrix.value().shape());
    assertEquals(TInt64.class, matrix.value().type());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(labels, Shape.of(4), 0, 1, 1, 2).feed(classes, Shape.of(4), 0, 1, 2, 0);
      run.run(matrix.update());
      run.feed(labels, Shape.of(1), 1).feed(classes, Shape.of(1), 2);
      run.run(matrix.update());
      assertArrayEquals(new double[] {1, 0, 0, 0, 1, 2, 1, 0, 0}, run.values(matrix.value()));
      run.feed(labels, Shape.of(1), 3);
      TFInvalidArgumentException e =
          assertThrows(TFInvalidArgumentException.class, () -> run.run(matrix.update()));
      assertTrue(
          e.getMessage()
              .contains(
                  "metric confusion: label values [3] in rows [0] are not classes from 0 to"
                      + " below 3"),
          e.getMessage());
      run.run(matrix.reset().orElseThrow());
      assertArrayEquals(new double[9], run.values(matrix.value()));
    }
  }

  @Test
  void stateIsLocal() {
    metrics.accuracy("accuracy", labels, classes);
    assertEquals(
        List.of("accuracy/total", "accuracy/count"),
        graph.localVariables().stream().map(Variable::name).toList());
    assertEquals(List.of(graph.globalStep().variable()), graph.globalVariables());
  }

  @Test
  void oneNameTwice() {
    metrics.accuracy("accuracy", labels, classes);
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> metrics.accuracy("accuracy", labels, classes))
            .getMessage()
            .startsWith("two variables are called 'accuracy/total'"));
  }

  @Test
  void shapesThatDoNotFit() {
    Operand<TInt32> column = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, 1)));
    assertEquals(
        "metric 'a': labels have shape [-1] and predictions [-1, 1]; they must be the same",
        assertThrows(IllegalArgumentException.class, () -> metrics.accuracy("a", labels, column))
            .getMessage());
    assertEquals(
        "metric 'm': weights of shape [-1, 1] do not fit values of shape [-1]; a scalar, or the"
            + " same shape with 1 where a weight counts for all, would",
        assertThrows(IllegalArgumentException.class, () -> metrics.mean("m", labels, column))
            .getMessage());
    assertEquals(
        "metric 'c': the number of classes must be positive, got 0",
        assertThrows(
                IllegalArgumentException.class,
                () -> metrics.confusionMatrix("c", labels, labels, 0))
            .getMessage());
  }

  @Test
  void oneWeightForAll() {
    EvalMetric mean = metrics.mean("mean", labels, tf.constant(2f));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(labels, Shape.of(3), 1, 2, 6);
      run.run(mean.update());
      assertEquals(3, run.value(mean.value()));
      assertEquals(6, run.value(graph.findVariable("mean/count").orElseThrow()));
    }
  }

  @Test
  void metricOfOnesOwn() {
    Op update = tf.noOp();
    Operand<TFloat32> value = tf.constant(1f);
    EvalMetric metric = EvalMetric.of(value, update);
    assertSame(value, metric.value());
    assertSame(update, metric.update());
    assertFalse(metric.reset().isPresent());
    assertSame(update, EvalMetric.of(value, update, update).reset().orElseThrow());
  }

  @Test
  void weightedConfusionMatrix() {
    EvalMetric matrix =
        metrics.weighted(tf.constant(0.5f)).confusionMatrix("confusion", labels, classes, 2);
    assertEquals(TFloat64.class, matrix.value().type());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(labels, Shape.of(3), 0, 1, 1).feed(classes, Shape.of(3), 0, 0, 0);
      double[] expected = {0.5, 0, 1, 0};
      assertArrayEquals(expected, run.values(matrix.updateResult().orElseThrow()));
      assertArrayEquals(expected, run.values(matrix.value()));
      run.feed(classes, Shape.of(3), 0, -1, 2);
      TFInvalidArgumentException e =
          assertThrows(TFInvalidArgumentException.class, () -> run.run(matrix.update()));
      assertTrue(
          e.getMessage()
              .contains("metric confusion: prediction values [-1 2] in rows [1 2] are not"),
          e.getMessage());
      assertArrayEquals(expected, run.values(matrix.value()));
    }
  }

  @RepeatedTest(20)
  void updateResultIsTheValueAfterTheBatch() {
    Operand<TFloat32> values = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
    EvalMetric mean = metrics.mean("mean", values);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(values, Shape.of(2), 1, 3);
      assertEquals(2, run.value(mean.updateResult().orElseThrow()));
      run.feed(values, Shape.of(1), 5);
      Operand<?> result = mean.updateResult().orElseThrow();
      assertEquals(3, run.values(result, List.of(mean.update()))[0]);
      assertEquals(3, run.value(mean.value()));
    }
  }

  @Test
  void emptyBatchesChangeNothing() {
    Operand<TFloat32> scores = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
    List<EvalMetric> all =
        List.of(
            metrics.confusionMatrix("a", labels, classes, 3),
            metrics.meanIou("b", labels, classes, 3),
            metrics.meanPerClassAccuracy("c", labels, classes, 3),
            metrics.top(2).averagePrecision("d", labels, scores),
            metrics.meanAbsoluteError("e", labels, classes));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(labels, Shape.of(2), 0, 1).feed(classes, Shape.of(2), 0, 2);
      run.feed(scores, Shape.of(2, 3), 3, 2, 1, 3, 1, 2);
      for (EvalMetric metric : all) {
        run.run(metric.update());
      }
      List<double[]> before = all.stream().map(metric -> run.values(metric.value())).toList();
      run.feed(labels, Shape.of(0)).feed(classes, Shape.of(0)).feed(scores, Shape.of(0, 3));
      for (int i = 0; i < all.size(); i++) {
        run.run(all.get(i).update());
        assertArrayEquals(before.get(i), run.values(all.get(i).value()));
      }
    }
  }

  @Test
  void logitsThatDoNotFit() {
    Operand<TFloat32> logits = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(5, 3)));
    Operand<TInt32> four = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(4)));
    assertEquals(
        "metric 'a': labels have shape [4] and predictions [5]; they must be the same",
        assertThrows(
                IllegalArgumentException.class, () -> metrics.accuracyOfLogits("a", four, logits))
            .getMessage());
  }
}
