package org.estimator4j.nn.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

class ConvolutionsTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final Layers layers = new Layers(graph);

  @AfterEach
  void close() {
    graph.close();
  }

  private Operand<TFloat32> input(long... shape) {
    return graph.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  private Variable<?> variable(String name) {
    return graph.findVariable(name).orElseThrow();
  }

  @Test
  void conv1d() {
    Operand<TFloat32> x = input(-1, 4, 1);
    Operand<TFloat32> y = layers.conv1d("c", x, Conv1d.filters(1).kernel(2));
    Operand<TFloat32> same = layers.conv1d("s", x, Conv1d.filters(3).kernel(3).stride(2).same());
    assertArrayEquals(new long[] {-1, 3, 1}, y.shape().asArray());
    assertArrayEquals(new long[] {-1, 2, 3}, same.shape().asArray());
    assertEquals(Shape.of(2, 1, 1), variable("c/kernel").shape());
    assertEquals(Shape.of(3, 1, 3), variable("s/kernel").shape());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.set(variable("c/kernel"), 1, 10);
      run.set(variable("c/bias"), 0.5);
      run.feed(x, Shape.of(1, 4, 1), 1, 2, 3, 4);
      assertArrayEquals(new double[] {21.5, 32.5, 43.5}, run.values(y));
    }
  }

  @Test
  void depthwise() {
    Operand<TFloat32> x = input(-1, 1, 2, 2);
    Operand<TFloat32> y =
        layers.depthwiseConv2d("d", x, DepthwiseConv2d.multiplier(2).kernel(1, 2));
    assertArrayEquals(new long[] {-1, 1, 1, 4}, y.shape().asArray());
    assertEquals(Shape.of(1, 2, 2, 2), variable("d/depthwise_kernel").shape());
    assertEquals(Shape.of(4), variable("d/bias").shape());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.set(variable("d/depthwise_kernel"), 1, 2, 3, 4, 10, 20, 30, 40);
      run.feed(x, Shape.of(1, 1, 2, 2), 1, 2, 3, 4);
      assertArrayEquals(new double[] {31, 62, 126, 168}, run.values(y));
    }
  }

  @Test
  void separable() {
    Operand<TFloat32> x = input(-1, 1, 2, 2);
    Operand<TFloat32> y =
        layers.separableConv2d(
            "s", x, DepthwiseConv2d.multiplier(2).kernel(1, 2), Conv2d.filters(1));
    assertEquals(
        List.of("s/depthwise_kernel", "s/pointwise_kernel", "s/bias"),
        graph.trainableVariables().stream().map(Variable::name).toList());
    assertEquals(Shape.of(1, 1, 4, 1), variable("s/pointwise_kernel").shape());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.set(variable("s/depthwise_kernel"), 1, 2, 3, 4, 10, 20, 30, 40);
      run.set(variable("s/pointwise_kernel"), 1, 1, 0, -1);
      run.set(variable("s/bias"), 1);
      run.feed(x, Shape.of(1, 1, 2, 2), 1, 2, 3, 4);
      assertArrayEquals(new double[] {31 + 62 - 168 + 1}, run.values(y));
    }
  }

  @Test
  void transpose() {
    Operand<TFloat32> x = input(-1, 1, 2, 1);
    Operand<TFloat32> y = layers.conv2dTranspose("t", x, Conv2d.filters(1).kernel(1, 3).stride(2));
    assertArrayEquals(new long[] {-1, 2, 5, 1}, y.shape().asArray());
    assertEquals(Shape.of(1, 3, 1, 1), variable("t/kernel").shape());
    Operand<TFloat32> same =
        layers.conv2dTranspose("same", input(-1, 4, 3, 2), Conv2d.filters(5).stride(2, 3).same());
    assertArrayEquals(new long[] {-1, 8, 9, 5}, same.shape().asArray());
    assertEquals(Shape.of(3, 3, 5, 2), variable("same/kernel").shape());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.set(variable("t/kernel"), 1, 10, 100);
      run.feed(x, Shape.of(1, 1, 2, 1), 1, 2);
      assertArrayEquals(new double[] {1, 10, 102, 20, 200, 0, 0, 0, 0, 0}, run.values(y));
    }
  }

  @Test
  void transposeOfImagesOfUnknownSize() {
    Operand<TFloat32> x = input(-1, -1, 2, 1);
    Operand<TFloat32> y = layers.conv2dTranspose("t", x, Conv2d.filters(1).kernel(3).stride(2));
    assertArrayEquals(new long[] {-1, -1, 5, 1}, y.shape().asArray());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(x, Shape.of(1, 3, 2, 1), 1, 2, 3, 4, 5, 6);
      assertEquals(7 * 5, run.values(y).length);
    }
  }

  @Test
  void gradients() {
    LayerCheck.gradients(Shape.of(2, 5, 2), ConvolutionsTest::overSequences);
    LayerCheck.gradients(Shape.of(2, 4, 4, 2), ConvolutionsTest::byDepth);
    LayerCheck.gradients(Shape.of(2, 4, 4, 2), ConvolutionsTest::separated);
    LayerCheck.gradients(Shape.of(2, 3, 2, 2), ConvolutionsTest::transposed);
  }

  private static <T extends TFloating> Operand<T> overSequences(Layers layers, Operand<T> x) {
    Conv1d settings = Conv1d.filters(2).activation(Activation.TANH);
    Operand<T> y = layers.conv1d("a", x, settings.same());
    return layers.conv1d("b", y, settings.kernel(2).stride(2));
  }

  private static <T extends TFloating> Operand<T> byDepth(Layers layers, Operand<T> x) {
    DepthwiseConv2d settings = DepthwiseConv2d.multiplier(2).activation(Activation.TANH);
    Operand<T> y = layers.depthwiseConv2d("a", x, settings.same());
    return layers.depthwiseConv2d("b", y, settings.kernel(2, 1).stride(2));
  }

  private static <T extends TFloating> Operand<T> separated(Layers layers, Operand<T> x) {
    return layers.separableConv2d(
        "a",
        x,
        DepthwiseConv2d.multiplier(2).same(),
        Conv2d.filters(3).activation(Activation.SIGMOID));
  }

  private static <T extends TFloating> Operand<T> transposed(Layers layers, Operand<T> x) {
    Conv2d settings = Conv2d.filters(2).activation(Activation.TANH).stride(2);
    Operand<T> y = layers.conv2dTranspose("a", x, settings.kernel(3));
    return layers.conv2dTranspose("b", y, settings.kernel(2, 1).same());
  }

  @Test
  void inputsThatDoNotFit() {
    assertEquals(
        "layer 'c' takes a tensor of shape [batch, steps, channels], got [-1, 4]",
        assertThrows(
                IllegalArgumentException.class,
                () -> layers.conv1d("c", input(-1, 4), Conv1d.filters(1)))
            .getMessage());
    assertEquals(
        "layer 'd' needs to know the number of channels of its input, whose shape is [-1, 2, 2,"
            + " -1]: declare it in the feature's shape, or reshape the input",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    layers.depthwiseConv2d("d", input(-1, 2, 2, -1), DepthwiseConv2d.multiplier(1)))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> DepthwiseConv2d.multiplier(0));
    assertThrows(IllegalArgumentException.class, () -> Conv1d.filters(2).stride(0));
  }
}
