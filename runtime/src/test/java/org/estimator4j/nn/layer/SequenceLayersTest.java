package org.estimator4j.nn.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Reuse;
import org.estimator4j.graph.Variable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** Recurrent layers, attention, layer normalisation, shared layers. */
class SequenceLayersTest {

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

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void lstm() {
    Operand<TFloat32> x = input(-1, 2, 1);
    RnnOutputs<TFloat32> y = layers.lstm("rnn", x, 1);
    assertArrayEquals(new long[] {-1, 2, 1}, y.outputs().shape().asArray());
    assertArrayEquals(new long[] {-1, 1}, y.state().shape().asArray());
    assertEquals(Shape.of(2, 4), variable("rnn/lstm_cell/kernel").shape());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.set(variable("rnn/lstm_cell/kernel"), 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8);
      run.set(variable("rnn/lstm_cell/bias"), 0.01, 0.02, 0.03, 0.04);
      run.feed(x, Shape.of(1, 2, 1), 1, 2);
      double c = sigmoid(0.11) * Math.tanh(0.22);
      double h = sigmoid(0.44) * Math.tanh(c);
      double c2 =
          sigmoid(0.63 + 0.7 * h + 1) * c + sigmoid(0.21 + 0.5 * h) * Math.tanh(0.42 + 0.6 * h);
      double h2 = sigmoid(0.84 + 0.8 * h) * Math.tanh(c2);
      assertArrayEquals(new double[] {h, h2}, run.values(y.outputs()), 1e-6);
      assertEquals(h2, run.value(y.state()), 1e-6);
    }
  }

  @Test
  void gru() {
    Operand<TFloat32> x = input(-1, 2, 1);
    RnnOutputs<TFloat32> y = layers.gru("rnn", x, 1);
    assertEquals(
        List.of(
            "rnn/gru_cell/gates/kernel",
            "rnn/gru_cell/gates/bias",
            "rnn/gru_cell/candidate/kernel",
            "rnn/gru_cell/candidate/bias"),
        graph.trainableVariables().stream().map(Variable::name).toList());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.set(variable("rnn/gru_cell/gates/kernel"), 0.1, 0.2, 0.3, 0.4);
      run.set(variable("rnn/gru_cell/candidate/kernel"), 0.5, 0.6);
      run.feed(x, Shape.of(1, 2, 1), 1, 2);
      double h = (1 - sigmoid(1.2)) * Math.tanh(0.5);
      double r = sigmoid(1 + 0.2 + 0.3 * h);
      double u = sigmoid(1 + 0.4 + 0.4 * h);
      double h2 = u * h + (1 - u) * Math.tanh(1 + 0.6 * r * h);
      assertArrayEquals(new double[] {h, h2}, run.values(y.outputs()), 1e-6);
    }
  }

  @Test
  void sequencesOfDifferentLength() {
    Operand<TFloat32> x = input(-1, 3, 1);
    Operand<TInt32> lengths =
        graph.ops().placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    RnnOutputs<TFloat32> some = layers.gru("rnn", x, 1, lengths);
    RnnOutputs<TFloat32> full = graph.scope("rnn", Reuse.REQUIRED, () -> unnamed(layers, x));
    assertEquals(4, graph.trainableVariables().size());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(x, Shape.of(3, 3, 1), 1, 2, 3, 4, 5, 6, 7, 8, 9);
      run.feed(lengths, Shape.of(3), 3, 1, 0);
      double[] all = run.values(full.outputs());
      assertArrayEquals(
          new double[] {all[0], all[1], all[2], all[3], 0, 0, 0, 0, 0}, run.values(some.outputs()));
      assertArrayEquals(new double[] {all[2], all[3], 0}, run.values(some.state()));
    }
  }

  /** The layer without the scope of its name, which is the caller's. */
  private static RnnOutputs<TFloat32> unnamed(Layers layers, Operand<TFloat32> x) {
    return new Recurrent<>(layers.modelGraph(), x, 1, null).gru();
  }

  @Test
  void gradientsOfRecurrentLayers() {
    LayerCheck.gradients(Shape.of(2, 3, 2), SequenceLayersTest::lstmOverGru);
    LayerCheck.gradients(Shape.of(2, 3, 2), SequenceLayersTest::ofLengths);
  }

  private static <T extends TFloating> Operand<T> lstmOverGru(Layers layers, Operand<T> x) {
    return layers.lstm("lstm", layers.gru("gru", x, 3).outputs(), 2).state();
  }

  private static <T extends TFloating> Operand<T> ofLengths(Layers layers, Operand<T> x) {
    Operand<TInt32> lengths = layers.modelGraph().ops().constant(new int[] {3, 1});
    Operand<T> y = layers.gru("gru", x, 3, lengths).outputs();
    return layers.lstm("lstm", y, 2, lengths).outputs();
  }

  @Test
  void attentionOfOneHead() {
    Operand<TFloat32> x = input(-1, -1, 1);
    Operand<TFloat32> y = layers.attention("a", x, x, Attention.heads(1, 1));
    assertArrayEquals(new long[] {-1, -1, 1}, y.shape().asArray());
    assertEquals(Shape.of(1, 1, 1), variable("a/attention_output/kernel").shape());
    Operand<TFloat32> causal =
        graph.scope(
            "a", Reuse.REQUIRED, () -> attend(layers, x, Attention.heads(1, 1).seeOnlyBefore()));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      for (String part : List.of("query", "key", "value", "attention_output")) {
        run.set(variable("a/" + part + "/kernel"), part.equals("value") ? 10 : 1);
      }
      run.feed(x, Shape.of(1, 2, 1), 1, 2);
      double first = (10 * Math.exp(1) + 20 * Math.exp(2)) / (Math.exp(1) + Math.exp(2));
      double second = (10 * Math.exp(2) + 20 * Math.exp(4)) / (Math.exp(2) + Math.exp(4));
      assertArrayEquals(new double[] {first, second}, run.values(y), 1e-5);
      assertArrayEquals(new double[] {10, second}, run.values(causal), 1e-5);
    }
  }

  private static Operand<TFloat32> attend(Layers layers, Operand<TFloat32> x, Attention settings) {
    return new MultiHeadAttention(layers.modelGraph(), layers, settings).build(x, x, null);
  }

  @Test
  void gradientsOfAttention() {
    LayerCheck.gradients(Shape.of(2, 3, 2), SequenceLayersTest::masked);
    LayerCheck.gradients(Shape.of(2, 3, 2), SequenceLayersTest::causalWithDropout);
  }

  private static <T extends TFloating> Operand<T> masked(Layers layers, Operand<T> x) {
    Operand<TBool> mask =
        layers.modelGraph().ops().constant(new boolean[][][] {{{true, true, false}}});
    return layers.attention("a", x, layers.dense("d", x, 3), mask, Attention.heads(2, 3));
  }

  private static <T extends TFloating> Operand<T> causalWithDropout(Layers layers, Operand<T> x) {
    return layers.attention("a", x, x, Attention.heads(2, 2).seeOnlyBefore());
  }

  @Test
  void layerNorm() {
    Operand<TFloat32> x = input(-1, 2);
    Operand<TFloat32> y = layers.layerNorm("n", x);
    assertEquals(
        List.of("n/gamma", "n/beta"),
        graph.trainableVariables().stream().map(Variable::name).toList());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.set(variable("n/gamma"), 1, 2);
      run.set(variable("n/beta"), 0, 10);
      run.feed(x, Shape.of(2, 2), 1, 3, 5, 5);
      double s = 1 / Math.sqrt(1 + 1e-3);
      assertArrayEquals(new double[] {-s, 10 + 2 * s, 0, 10}, run.values(y), 1e-6);
    }
    LayerCheck.gradients(Shape.of(2, 2, 3), SequenceLayersTest::norm);
  }

  private static <T extends TFloating> Operand<T> norm(Layers layers, Operand<T> x) {
    return layers.layerNorm("n", x);
  }

  @Test
  void twoTowersShareTheirWeights() {
    Operand<TFloat32> x = input(-1, 2);
    Operand<TFloat32> left = graph.scope("t", Reuse.AUTO, () -> tower(x));
    Operand<TFloat32> right = graph.scope("t", Reuse.AUTO, () -> tower(x));
    assertEquals(4, graph.trainableVariables().size());
    assertEquals(4, graph.updateOps().size());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(x, Shape.of(2, 2), 1, 2, 3, 4);
      assertArrayEquals(run.values(left), run.values(right));
      // Twice the same batch: 1 - 0.99² of the way.
      double[] moved = run.values(graph.ops().constant(0f), graph.updateOps());
      assertEquals(1, moved.length);
      double mean = run.values(variable("t/n/moving_mean"))[0];
      double once = mean / (1 + 0.99);
      assertEquals(0.01, once / batchMean(run), 1e-6);
    }
  }

  private double batchMean(GraphRun run) {
    double[] kernel = run.values(variable("t/d/kernel"));
    return 2 * kernel[0] + 3 * kernel[1];
  }

  private Operand<TFloat32> tower(Operand<TFloat32> x) {
    return layers.batchNorm("n", layers.dense("d", x, 1));
  }

  @Test
  void inputsThatDoNotFit() {
    assertEquals(
        "layer 'r' needs to know the number of steps of its input, whose shape is [-1, -1, 2]:"
            + " declare it in the feature's shape, or reshape the input",
        assertThrows(IllegalArgumentException.class, () -> layers.lstm("r", input(-1, -1, 2), 1))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> layers.gru("r", input(-1, 2), 1));
    assertThrows(IllegalArgumentException.class, () -> Attention.heads(0, 1));
    Operand<TFloat32> x = input(-1, 2);
    assertThrows(
        IllegalArgumentException.class, () -> layers.attention("a", x, x, Attention.heads(1, 1)));
  }
}
