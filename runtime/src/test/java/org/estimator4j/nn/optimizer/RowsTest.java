package org.estimator4j.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** Embeddings: which rows change, and that all else is as with whole gradients. */
class RowsTest {

  private static final int[][] BATCHES = {{1, 1, 4}, {2, 1, 2}, {4, 4, 0}, {1, 2, 2}};

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        new GradientDescent(0.1),
        new Momentum(0.1, 0.9),
        new Momentum(0.1, 0.9).nesterov(),
        new Adagrad(0.1),
        new Adadelta(1),
        new RmsProp(0.01),
        new RmsProp(0.01).centered().momentum(0.5),
        new Adam(0.1),
        new LazyAdam(0.1),
        new AdamW(0.1, 0.01),
        new Ftrl(0.1).l1(0.01).l2Shrinkage(0.01));
  }

  /** The values of all rows after each batch; read by rows or as a whole. */
  private static List<double[]> train(Optimizer optimizer, boolean rows, int[][] batches) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> table =
          graph
              .variable("table", TFloat64.class, Shape.of(5, 2))
              .initializer(Initializers.ones())
              .create();
      Operand<TInt32> ids = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      Operand<TFloat64> read = rows ? table.gather(tf, ids) : tf.gather(table, ids, tf.constant(0));
      Operand<TFloat64> weights = tf.constant(new double[][] {{1, -2}, {0.5, 1}, {3, 0.1}});
      Operand<TFloat64> loss =
          tf.reduceSum(tf.math.mul(weights, tf.math.square(read)), tf.constant(new int[] {0, 1}));
      Op step = optimizer.minimize(graph, loss);
      graph.freeze();
      List<double[]> values = new ArrayList<>();
      try (GraphRun run = new GraphRun(graph).initialize()) {
        for (int[] batch : batches) {
          run.feed(ids, Shape.of(3), batch[0], batch[1], batch[2]);
          run.run(step);
          values.add(run.values(table));
        }
      }
      return values;
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void firstStepIsThatOfTheWholeGradientInTheRowsThatWereRead(Optimizer optimizer) {
    double[] sparse = train(optimizer, true, BATCHES).get(0);
    double[] dense = train(optimizer, false, BATCHES).get(0);
    for (int row : new int[] {1, 4}) {
      for (int column = 0; column < 2; column++) {
        assertEquals(dense[2 * row + column], sparse[2 * row + column], 1e-12, "row " + row);
      }
    }
  }

  @Test
  void adamAndAdamWMoveAllRowsAsWithWholeGradients() {
    for (Optimizer optimizer : List.of(new Adam(0.1), new AdamW(0.1, 0.01))) {
      List<double[]> sparse = train(optimizer, true, BATCHES);
      List<double[]> dense = train(optimizer, false, BATCHES);
      for (int i = 0; i < BATCHES.length; i++) {
        assertArrayEquals(dense.get(i), sparse.get(i), 1e-12, optimizer + " step " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void othersLeaveTheOtherRowsAlone(Optimizer optimizer) {
    List<double[]> values = train(optimizer, true, BATCHES);
    boolean all = optimizer instanceof Adam || optimizer instanceof AdamW;
    double[] afterFirst = values.get(0);
    double[] afterSecond = values.get(1);
    assertEquals(all, afterFirst[8] != afterSecond[8], "row 4 in the second step");
    assertEquals(true, afterFirst[2] != afterSecond[2], "row 1 in the second step");
  }

  @Test
  void accumulatedRowsAreThoseOfOneLargeBatch() {
    for (Optimizer optimizer : List.of(new Adagrad(0.1), new LazyAdam(0.1), new Adam(0.1))) {
      Optimizer two = optimizer.with(StepOption.accumulate(2));
      List<double[]> sparse = train(two, true, BATCHES);
      List<double[]> dense = train(two, false, BATCHES);
      assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, sparse.get(0));
      for (int row : new int[] {1, 2, 4}) {
        assertEquals(dense.get(1)[2 * row], sparse.get(1)[2 * row], 1e-12, "row " + row);
      }
      assertArrayEquals(sparse.get(1), sparse.get(2));
      if (!(optimizer instanceof Adam)) {
        assertArrayEquals(new double[] {1, 1}, new double[] {sparse.get(3)[6], sparse.get(3)[7]});
      }
    }
  }

  /** The update of rows does not wait for a read that nobody uses; frozen, for one that is. */
  @RepeatedTest(20)
  void readOfAllThatIsAddedAfterTheStepSeesTheValueBefore() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> table =
          graph
              .variable("table", TFloat64.class, Shape.of(1000, 100))
              .initializer(Initializers.ones())
              .create();
      Operand<TFloat64> row = table.gather(tf, tf.constant(new int[] {3}));
      Operand<TFloat64> loss = tf.reduceSum(row, tf.constant(new int[] {0, 1}));
      Op step = new LazyAdam(0.1).minimize(graph, loss);
      Operand<TFloat64> sum = tf.reduceSum(table, tf.constant(new int[] {0, 1}));
      graph.freeze();
      try (GraphRun run = new GraphRun(graph).initialize()) {
        assertEquals(100_000, run.values(sum, List.of(step))[0], 1e-6);
        assertEquals(100_000 - 10, run.values(sum, List.of(step))[0], 1e-3);
      }
    }
  }
}
