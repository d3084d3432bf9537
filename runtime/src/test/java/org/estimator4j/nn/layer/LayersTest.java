package org.estimator4j.nn.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GradientCheck;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;

class LayersTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final Ops tf = graph.ops();
  private final Layers layers = new Layers(graph);

  @AfterEach
  void close() {
    graph.close();
  }

  private Operand<TFloat32> input(long... shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  /** Shapes with unknown dimensions are never equal. */
  private static void assertShape(Operand<?> x, long... expected) {
    assertArrayEquals(expected, x.shape().asArray());
  }

  private Variable<?> variable(String name) {
    return graph.findVariable(name).orElseThrow();
  }

  @Test
  void dense() {
    Operand<TFloat32> x = input(-1, 2);
    Operand<TFloat32> y = layers.dense("hidden", x, 3, Activation.RELU);
    assertShape(y, -1, 3);
    assertEquals(Shape.of(2, 3), variable("hidden/kernel").shape());
    assertEquals(Shape.of(3), variable("hidden/bias").shape());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.set(variable("hidden/kernel"), 1, 2, 3, 4, 5, 6);
      run.set(variable("hidden/bias"), 0, -100, 1);
      run.feed(x, Shape.of(1, 2), 10, 1);
      assertArrayEquals(new double[] {14, 0, 37}, run.values(y));
    }
  }

  @Test
  void denseOverMoreDimensions() {
    for (long[] shape : new long[][] {{-1, 4, 2}, {-1, -1, 2}}) {
      try (ModelGraph other = ModelGraph.create(Mode.TRAIN, 1)) {
        Operand<TFloat32> x =
            other.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
        Operand<TFloat32> y = new Layers(other).dense("d", x, Dense.units(1).noBias());
        assertShape(y, -1, shape[1], 1);
        assertTrue(other.findVariable("d/bias").isEmpty());
        try (GraphRun run = new GraphRun(other).initialize()) {
          run.set(other.findVariable("d/kernel").orElseThrow(), 1, 10);
          run.feed(x, Shape.of(1, 4, 2), 1, 2, 3, 4, 5, 6, 7, 8);
          assertArrayEquals(new double[] {21, 43, 65, 87}, run.values(y));
        }
      }
    }
  }

  @Test
  void conv2d() {
    Operand<TFloat32> x = input(-1, 3, 3, 1);
    Operand<TFloat32> y = layers.conv2d("edges", x, 1, 2, Activation.LINEAR);
    assertShape(y, -1, 2, 2, 1);
    assertEquals(Shape.of(2, 2, 1, 1), variable("edges/kernel").shape());
    Operand<TFloat32> same =
        layers.conv2d("same", x, Conv2d.filters(4).kernel(3, 2).stride(2).same().noBias());
    assertShape(same, -1, 2, 2, 4);
    assertEquals(Shape.of(3, 2, 1, 4), variable("same/kernel").shape());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.set(variable("edges/kernel"), 1, 10, 100, 1000);
      run.set(variable("edges/bias"), 0.5);
      run.feed(x, Shape.of(1, 3, 3, 1), 1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertArrayEquals(new double[] {5421.5, 6532.5, 8754.5, 9865.5}, run.values(y));
    }
  }

  @Test
  void maxPool2d() {
    Operand<TFloat32> x = input(-1, 3, 3, 1);
    Operand<TFloat32> valid = layers.maxPool2d("p", x, 2, 2);
    Operand<TFloat32> same = layers.maxPool2d("p", x, 2, 2, Padding.SAME);
    assertShape(valid, -1, 1, 1, 1);
    assertShape(same, -1, 2, 2, 1);
    try (GraphRun run = new GraphRun(graph)) {
      run.feed(x, Shape.of(1, 3, 3, 1), 1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertArrayEquals(new double[] {5}, run.values(valid));
      assertArrayEquals(new double[] {5, 6, 8, 9}, run.values(same));
    }
  }

  @Test
  void flatten() {
    assertShape(layers.flatten(input(-1, 2, 3, 4)), -1, 24);
    assertShape(layers.flatten(input(-1)), -1, 1);
    Operand<TFloat32> unknown = input(-1, -1, 3);
    assertEquals(
        "layer 'flatten' needs to know the dimension 1 of its input, whose shape is [-1, -1, 3]:"
            + " declare it in the feature's shape, or reshape the input",
        assertThrows(IllegalArgumentException.class, () -> layers.flatten(unknown)).getMessage());
  }

  @Test
  void gradientsOfAllLayers() {
    try (ModelGraph g = ModelGraph.create(Mode.TRAIN, 3)) {
      Layers l = new Layers(g);
      Ops ops = g.ops();
      double[] image = IntStream.range(0, 2 * 6 * 6).mapToDouble(i -> Math.sin(i * i)).toArray();
      Operand<TFloat64> x = ops.reshape(ops.constant(image), ops.constant(new int[] {2, 6, 6, 1}));
      Operand<TFloat64> y = l.conv2d("c", x, 3, 3, Activation.TANH);
      y = l.conv2d("s", y, Conv2d.filters(2).kernel(3, 2).stride(1, 2).same());
      y = l.maxPool2d("p", y, 2, 2, Padding.SAME);
      y = l.dense("t", y, 2, Activation.TANH);
      y = l.dropout("drop", l.flatten(y), 0.3);
      y = l.dense("d", y, 4, Activation.SIGMOID);
      y = l.dense("e", y, 2, Activation.ELU);
      GradientCheck.compare(
          g,
          GradientCheck.weightedSum(g, l.dense("f", y, 2, Activation.SOFTMAX)),
          g.trainableVariables().stream().map(LayersTest::float64).toList(),
          1e-7);
    }
  }

  @Test
  void gradientsInBothPrecisions() {
    LayerCheck.gradients(Shape.of(2, 6, 6, 1), LayersTest::everyFirstLayer);
  }

  /** Without dropout, whose mask is another one in another precision. */
  private static <T extends TFloating> Operand<T> everyFirstLayer(Layers l, Operand<T> x) {
    Operand<T> y = l.conv2d("c", x, 3, 3, Activation.TANH);
    y = l.conv2d("s", y, Conv2d.filters(2).kernel(3, 2).stride(1, 2).same());
    y = l.maxPool2d("p", y, 2, 2, Padding.SAME);
    y = l.dense("t", y, 2, Activation.TANH);
    return l.dense("d", l.flatten(y), 4, Activation.SIGMOID);
  }

  @SuppressWarnings("unchecked")
  private static Variable<TFloat64> float64(Variable<?> variable) {
    return (Variable<TFloat64>) variable;
  }

  @Test
  void activationOfOnesOwn() {
    Operand<TFloat32> x = input(-1, 2);
    Operand<TFloat32> y = layers.dense("d", x, 1, LayersTest::twice);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.set(variable("d/kernel"), 1, 1);
      run.feed(x, Shape.of(1, 2), 1, 2);
      assertEquals(6, run.value(y));
    }
  }

  private static <T extends TFloating> Operand<T> twice(Ops ops, Operand<T> x) {
    return ops.math.add(x, x);
  }

  @Test
  void activationsAreWhatTheirNamesSay() {
    List<Operand<TFloat32>> all =
        List.of(
            Activation.LINEAR.apply(tf, tf.constant(-2f)),
            Activation.RELU.apply(tf, tf.constant(-2f)),
            Activation.RELU6.apply(tf, tf.constant(7f)),
            Activation.ELU.apply(tf, tf.constant(-2f)),
            Activation.SIGMOID.apply(tf, tf.constant(-2f)),
            Activation.TANH.apply(tf, tf.constant(-2f)));
    try (GraphRun run = new GraphRun(graph)) {
      assertArrayEquals(
          new double[] {-2, 0, 6, Math.expm1(-2), 1 / (1 + Math.exp(2)), Math.tanh(-2)},
          run.values(tf.stack(all)),
          1e-6);
    }
  }

  @Test
  void oneLayerNameTwice() {
    Operand<TFloat32> x = input(-1, 2);
    layers.dense("hidden", x, 3);
    assertEquals(
        "two variables are called 'hidden/kernel': the first is TFloat32 [2, 3], the second"
            + " TFloat32 [2, 4]; give one of them, or its layer, another name",
        assertThrows(IllegalArgumentException.class, () -> layers.dense("hidden", x, 4))
            .getMessage());
  }

  @Test
  void inputsThatDoNotFit() {
    assertEquals(
        "layer 'd' needs to know the last dimension of its input, whose shape is [-1, -1]: declare"
            + " it in the feature's shape, or reshape the input",
        message(() -> layers.dense("d", input(-1, -1), 3)));
    assertEquals(
        "layer 'd' takes a tensor of shape [batch, …, inputs], got [-1]",
        message(() -> layers.dense("d", input(-1), 3)));
    assertEquals(
        "layer 'c' takes a tensor of shape [batch, height, width, channels], got [-1, 8, 8]",
        message(() -> layers.conv2d("c", input(-1, 8, 8), 3, 3, Activation.RELU)));
    assertEquals(
        "layer 'c' needs to know the number of channels of its input, whose shape is [-1, 8, 8,"
            + " -1]: declare it in the feature's shape, or reshape the input",
        message(() -> layers.conv2d("c", input(-1, 8, 8, -1), 3, 3, Activation.RELU)));
    assertEquals(
        "units must be positive, got 0", message(() -> layers.dense("d", input(-1, 2), 0)));
    assertEquals(
        "stride must be positive, got 0",
        message(() -> layers.maxPool2d("p", input(-1, 2, 2, 1), 2, 0)));
    assertEquals(
        "dropout 'drop': the rate must be in [0, 1), got 1.0",
        message(() -> layers.dropout("drop", input(-1, 2), 1)));
    assertTrue(graph.trainableVariables().isEmpty());
  }

  private static String message(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }

  @Test
  void dropoutDoesNothingOutsideOfTraining() {
    for (Mode mode : List.of(Mode.EVAL, Mode.PREDICT)) {
      try (ModelGraph other = ModelGraph.create(mode, 1)) {
        Operand<TFloat32> x = other.ops().constant(1f);
        assertSame(x, new Layers(other).dropout("drop", x, 0.5));
      }
    }
    Operand<TFloat32> x = input(-1, 2);
    assertSame(x, layers.dropout("drop", x, 0));
  }
}
