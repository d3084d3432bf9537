package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ResourceGather;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Gradients of variables of which rows are read. */
class SparseGradientsTest {

  private static final int[][] IDS = {{3, 1}, {1, 1}};

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final Ops tf = graph.ops();

  @AfterEach
  void close() {
    graph.close();
  }

  private Variable<TFloat64> table() {
    return GradientCheck.variable(graph, "table", Shape.of(5, 2), 3);
  }

  private Gradient<?> only(Operand<TFloat64> loss, Variable<?> variable) {
    return graph.gradients(loss, List.of(variable)).get(0);
  }

  @Test
  void gatherGivesTheRowsThatWereRead() {
    Variable<TFloat64> table = table();
    Operand<TFloat64> rows = table.gather(tf, tf.constant(IDS));
    Gradient<?> gradient = only(GradientCheck.weightedSum(graph, rows), table);
    IndexedRows<?> found = gradient.rows().orElseThrow();
    IndexedRows<?> summed = found.summed(tf);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      assertArrayEquals(new double[] {3, 1, 1, 1}, run.values(found.indices()));
      assertEquals(8, run.values(found.values()).length);
      assertArrayEquals(new double[] {3, 1}, run.values(summed.indices()));
      double[] each = run.values(found.values());
      assertArrayEquals(
          new double[] {each[0], each[1], each[2] + each[4] + each[6], each[3] + each[5] + each[7]},
          run.values(summed.values()),
          1e-15);
    }
  }

  @Test
  void gatheredRowsUnderTheGradientCheck() {
    Variable<TFloat64> table = table();
    Operand<TFloat64> rows = tf.math.square(table.gather(tf, tf.constant(IDS)));
    GradientCheck.compare(graph, GradientCheck.weightedSum(graph, rows), List.of(table), 1e-7);
  }

  @Test
  void severalReadsJoin() {
    Variable<TFloat64> table = table();
    Operand<TFloat64> once = table.gather(tf, tf.constant(new int[] {0, 4}));
    Operand<TFloat64> again = table.gather(tf, tf.constant(new long[] {4L}));
    Operand<TFloat64> loss =
        GradientCheck.weightedSum(graph, tf.math.mul(once, tf.math.exp(again)));
    assertTrue(only(loss, table).rows().isPresent());
    GradientCheck.compare(graph, loss, List.of(table), 1e-7);
  }

  @Test
  void readOfAllMakesItWhole() {
    Variable<TFloat64> table = table();
    Operand<TFloat64> row = table.gather(tf, tf.constant(new int[] {2}));
    Operand<TFloat64> loss = GradientCheck.weightedSum(graph, tf.math.mul(row, table));
    assertTrue(only(loss, table).rows().isEmpty());
    GradientCheck.compare(graph, loss, List.of(table), 1e-7);
  }

  @Test
  void gatherNd() {
    Variable<TFloat64> table = table();
    Operand<TFloat64> cells =
        tf.resourceGatherNd(
            table.handle(), tf.constant(new int[][] {{1, 1}, {4, 0}, {1, 1}}), TFloat64.class);
    GradientCheck.compare(
        graph, GradientCheck.weightedSum(graph, tf.math.exp(cells)), List.of(table), 1e-7);
  }

  @Test
  void ruleMayGiveRowsOfATensor() {
    graph.registerGradient(
        "Gather",
        step ->
            step.inputGradientRows(
                0,
                new IndexedRows<>(
                    step.<org.tensorflow.types.TInt32>input(1), step.<TFloat64>outputGradient(0))));
    Variable<TFloat64> table = table();
    Operand<TFloat64> part =
        graph
            .rootScope()
            .opBuilder("Gather", "old")
            .addInput(tf.math.square(table).asOutput())
            .addInput(tf.constant(new int[] {1, 2, 1}).asOutput())
            .build()
            .output(0);
    GradientCheck.compare(graph, GradientCheck.weightedSum(graph, part), List.of(table), 1e-7);
  }

  @Test
  void batchDimensionsHaveNone() {
    Variable<TFloat64> table = table();
    Operand<TFloat64> picked =
        tf.resourceGather(
            table.handle(),
            tf.constant(new int[] {0, 1, 0, 1, 0}),
            TFloat64.class,
            ResourceGather.batchDims(1L));
    GradientException e =
        assertThrows(
            GradientException.class, () -> only(GradientCheck.weightedSum(graph, picked), table));
    assertTrue(e.getMessage().contains("batch_dims"), e.getMessage());
  }

  @Test
  void rowsThatDoNotFit() {
    Variable<TFloat64> table = table();
    Operand<TFloat64> three = tf.constant(new double[][] {{1, 2, 3}});
    IndexedRows<TFloat64> rows = new IndexedRows<>(tf.constant(new int[] {1}), three);
    assertEquals(
        "gradients of rows, of shape [1, 3], do not fit variable 'table' TFloat64 [5, 2]",
        assertThrows(IllegalArgumentException.class, () -> Gradient.ofRows(tf, table, rows))
            .getMessage());
    Operand<TFloat32> scalar = tf.constant(1f);
    assertEquals(
        "rows are named by an int32 or int64 vector with one element for each of them; got TFloat32"
            + " [] for rows of shape [1, 3]",
        assertThrows(IllegalArgumentException.class, () -> new IndexedRows<>(scalar, three))
            .getMessage());
  }
}
