package org.estimator4j.nn.layer;

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
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

class PoolingTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final Layers layers = new Layers(graph);

  @AfterEach
  void close() {
    graph.close();
  }

  private Operand<TFloat32> input(long... shape) {
    return graph.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  @Test
  void images() {
    Operand<TFloat32> x = input(-1, 3, 3, 1);
    Operand<TFloat32> valid = layers.averagePool2d("p", x, 2, 2, Padding.VALID);
    Operand<TFloat32> same = layers.averagePool2d("p", x, 2, 2, Padding.SAME);
    Operand<TFloat32> most = layers.globalMaxPool("g", x);
    Operand<TFloat32> mean = layers.globalAveragePool("g", x);
    assertArrayEquals(new long[] {-1, 2, 2, 1}, same.shape().asArray());
    assertArrayEquals(new long[] {-1, 1}, mean.shape().asArray());
    try (GraphRun run = new GraphRun(graph)) {
      run.feed(x, Shape.of(1, 3, 3, 1), 1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertArrayEquals(new double[] {3}, run.values(valid));
      assertArrayEquals(new double[] {3, 4.5, 7.5, 9}, run.values(same));
      assertEquals(9, run.value(most));
      assertEquals(5, run.value(mean));
    }
  }

  @Test
  void sequences() {
    Operand<TFloat32> x = input(-1, 5, 1);
    Operand<TFloat32> most = layers.maxPool1d("m", x, 3, 2, Padding.VALID);
    Operand<TFloat32> mean = layers.averagePool1d("a", x, 2, 2, Padding.SAME);
    Operand<TFloat32> all = layers.globalAveragePool("g", input(-1, -1, 3));
    assertArrayEquals(new long[] {-1, 2, 1}, most.shape().asArray());
    assertArrayEquals(new long[] {-1, 3, 1}, mean.shape().asArray());
    assertArrayEquals(new long[] {-1, 3}, all.shape().asArray());
    try (GraphRun run = new GraphRun(graph)) {
      run.feed(x, Shape.of(1, 5, 1), 3, 1, 2, 5, 4);
      assertArrayEquals(new double[] {3, 5}, run.values(most));
      assertArrayEquals(new double[] {2, 3.5, 4}, run.values(mean));
    }
  }

  @Test
  void gradients() {
    LayerCheck.gradients(Shape.of(2, 5, 4, 2), PoolingTest::imageLayers);
    LayerCheck.gradients(Shape.of(2, 6, 2), PoolingTest::sequenceLayers);
    LayerCheck.gradients(Shape.of(2, 3, 2, 2), PoolingTest::globalMax);
  }

  private static <T extends TFloating> Operand<T> imageLayers(Layers layers, Operand<T> x) {
    Operand<T> y = layers.averagePool2d("a", x, 2, 1, Padding.SAME);
    return layers.globalAveragePool("g", layers.maxPool2d("m", y, 2, 2));
  }

  private static <T extends TFloating> Operand<T> sequenceLayers(Layers layers, Operand<T> x) {
    return layers.maxPool1d(
        "m", layers.averagePool1d("a", x, 2, 1, Padding.VALID), 2, 2, Padding.SAME);
  }

  private static <T extends TFloating> Operand<T> globalMax(Layers layers, Operand<T> x) {
    return layers.globalMaxPool("g", x);
  }

  @Test
  void inputsThatDoNotFit() {
    assertEquals(
        "layer 'g' takes a tensor of shape [batch, …, channels], got [-1, 3]",
        assertThrows(IllegalArgumentException.class, () -> layers.globalMaxPool("g", input(-1, 3)))
            .getMessage());
    assertEquals(
        "layer 'm' takes a tensor of shape [batch, steps, channels], got [-1, 4, 4, 1]",
        assertThrows(
                IllegalArgumentException.class,
                () -> layers.maxPool1d("m", input(-1, 4, 4, 1), 2, 2, Padding.SAME))
            .getMessage());
  }
}
