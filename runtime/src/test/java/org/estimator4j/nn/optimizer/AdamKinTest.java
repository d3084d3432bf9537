package org.estimator4j.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.schedule.Schedule;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** The relatives of Adam that have no vectors, against their definitions in plain Java. */
class AdamKinTest {

  private static final double RATE = 0.5;
  private static final double BETA1 = 0.5;
  private static final double BETA2 = 0.75;
  private static final double EPSILON = 0.125;

  private static final int[][] IDS = {{1, 1, 2}, {0, 2, 0}, {1, 1, 1}, {2, 0, 1}};
  private static final double[][] GRADIENTS = {{1, -3, 2}, {0.5, 1, 4}, {2, 2, -1}, {1, 2, 3}};

  /** Adam's formulas for one element. */
  private static final class Element {

    double value = 1;
    private double first;
    private double second;

    void step(int step, double gradient, double weightDecay) {
      double rate = RATE * Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
      first = BETA1 * first + (1 - BETA1) * gradient;
      second = BETA2 * second + (1 - BETA2) * gradient * gradient;
      value -= rate * first / (Math.sqrt(second) + EPSILON) + RATE * weightDecay * value;
    }
  }

  private static void check(Optimizer optimizer, boolean sparse, boolean lazy, double decay) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> v =
          graph
              .variable("v", TFloat64.class, Shape.of(3))
              .initializer((ops, description) -> ops.constant(new double[] {1, 1, 1}))
              .create();
      Operand<TInt32> ids = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      Operand<TFloat64> values = tf.placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1)));
      Gradient<TFloat64> rows = Gradient.ofRows(tf, v, new IndexedRows<>(ids, values));
      Gradient<TFloat64> gradient = sparse ? rows : Gradient.of(v, rows.value());
      Op step = optimizer.applyGradients(graph, List.of(gradient));
      Element[] expected = {new Element(), new Element(), new Element()};
      try (GraphRun run = new GraphRun(graph).initialize()) {
        for (int i = 0; i < IDS.length; i++) {
          double[] fed = {IDS[i][0], IDS[i][1], IDS[i][2]};
          run.feed(ids, Shape.of(3), fed).feed(values, Shape.of(3), GRADIENTS[i]);
          run.run(step);
          for (int row = 0; row < 3; row++) {
            double sum = 0;
            boolean touched = false;
            for (int k = 0; k < 3; k++) {
              sum += IDS[i][k] == row ? GRADIENTS[i][k] : 0;
              touched |= IDS[i][k] == row;
            }
            if (touched || !lazy) {
              expected[row].step(i + 1, sum, decay);
            }
          }
          double[] all = {expected[0].value, expected[1].value, expected[2].value};
          assertArrayEquals(all, run.values(v), 1e-12, optimizer + " step " + i);
        }
      }
    }
  }

  @Test
  void lazyAdamMovesTheRowsOfItsGradient() {
    LazyAdam lazy = new LazyAdam(Schedule.constant(RATE), BETA1, BETA2, EPSILON);
    check(lazy, true, true, 0);
    check(lazy, false, false, 0);
  }

  @Test
  void adamWDecaysBesideTheStep() {
    AdamW adamW = new AdamW(Schedule.constant(RATE), 0.25, BETA1, BETA2, EPSILON);
    check(adamW, true, false, 0.25);
    check(adamW, false, false, 0.25);
  }

  @Test
  void adamItself() {
    Adam adam = new Adam(RATE, BETA1, BETA2, EPSILON);
    check(adam, true, false, 0);
    check(adam, false, false, 0);
  }
}
