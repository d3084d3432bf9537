package org.estimator4j.nn.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class PreprocessingTest {

  private final ModelGraph graph = ModelGraph.create(Mode.PREDICT, 1);
  private final Ops tf = graph.ops();
  private final Preprocessing preprocessing = new Preprocessing(graph);
  private final Operand<TFloat32> x =
      tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2)));

  @AfterEach
  void close() {
    graph.close();
  }

  private double[] run(Operand<?> y, double... values) {
    try (GraphRun run = new GraphRun(graph)) {
      return run.feed(x, Shape.of(values.length / 2, 2), values).values(y);
    }
  }

  @Test
  void normalize() {
    assertArrayEquals(
        new double[] {0, 1, -1, 2}, run(preprocessing.normalize(x, 2, 0.5), 2, 2.5, 1.5, 3), 1e-6);
    assertArrayEquals(
        new double[] {0, 1, 1, 0},
        run(preprocessing.normalize(x, new double[] {1, 10}, new double[] {1, 5}), 1, 15, 2, 10),
        1e-6);
  }

  @Test
  void impossibleNormalisation() {
    assertEquals(
        "normalize: 3 means and 3 standard deviations for a tensor of shape [-1, 2]",
        assertThrows(
                IllegalArgumentException.class,
                () -> preprocessing.normalize(x, new double[3], new double[] {1, 1, 1}))
            .getMessage());
    assertEquals(
        "normalize: a standard deviation must be positive, got 0.0",
        assertThrows(IllegalArgumentException.class, () -> preprocessing.normalize(x, 1, 0))
            .getMessage());
  }

  @Test
  void oneHot() {
    Operand<TInt64> ids = tf.constant(new long[] {2, 0, 3, -1});
    Operand<TFloat32> vectors = preprocessing.oneHot(ids, 3);
    assertEquals(Shape.of(4, 3), vectors.shape());
    assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, run(vectors));
    assertThrows(IllegalArgumentException.class, () -> preprocessing.oneHot(ids, 0));
  }

  @Test
  void bucketize() {
    assertArrayEquals(
        new double[] {0, 1, 2, 2}, run(preprocessing.bucketize(x, 0f, 10f), -1, 0, 10, 99));
    assertEquals(
        "boundaries must ascend: 1.0 is before 1.0",
        assertThrows(IllegalArgumentException.class, () -> preprocessing.bucketize(x, 1f, 1f))
            .getMessage());
  }

  @Test
  void fillMissing() {
    assertArrayEquals(
        new double[] {1, 7, 7, Double.POSITIVE_INFINITY},
        run(preprocessing.fillMissing(x, 7), 1, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY));
  }
}
