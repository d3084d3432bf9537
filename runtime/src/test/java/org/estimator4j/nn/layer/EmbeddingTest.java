package org.estimator4j.nn.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.RaggedOperand;
import org.estimator4j.feature.SparseOperand;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;

class EmbeddingTest {

  private static final Embedding TABLE =
      Embedding.of(4, 2).initializer(Initializers.values(1, 10, 2, 20, 3, 30, 4, 40));

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final Layers layers = new Layers(graph);

  @AfterEach
  void close() {
    graph.close();
  }

  private Operand<TInt64> ids(long... shape) {
    return graph.ops().placeholder(TInt64.class, Placeholder.shape(Shape.of(shape)));
  }

  @Test
  void vectorOfEachId() {
    Operand<TInt64> ids = ids(-1, 2);
    Operand<TFloat32> y = layers.embedding("words", ids, TABLE);
    assertArrayEquals(new long[] {-1, 2, 2}, y.shape().asArray());
    assertEquals(
        List.of("words/embeddings"),
        graph.trainableVariables().stream().map(Variable::name).toList());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(ids, Shape.of(1, 2), 3, 1);
      assertArrayEquals(new double[] {4, 40, 2, 20}, run.values(y));
      run.feed(ids, Shape.of(1, 2), 3, 4);
      String message = assertThrows(RuntimeException.class, () -> run.values(y)).getMessage();
      assertTrue(message.contains("= 4 is not in [0, 4)"), message);
    }
  }

  @Test
  void paddingCountsForNothing() {
    Operand<TInt64> ids = ids(-1, 3);
    Operand<TFloat32> sum = layers.embeddingBag("sum", ids, TABLE.combine(Embedding.Combiner.SUM));
    Operand<TFloat32> mean = layers.embeddingBag("mean", ids, TABLE);
    Operand<TFloat32> root =
        layers.embeddingBag("root", ids, TABLE.combine(Embedding.Combiner.SQRTN));
    assertArrayEquals(new long[] {-1, 2}, mean.shape().asArray());
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(ids, Shape.of(3, 3), 0, -1, 3, -1, -1, -1, 2, 2, 2);
      assertArrayEquals(new double[] {5, 50, 0, 0, 9, 90}, run.values(sum));
      assertArrayEquals(new double[] {2.5, 25, 0, 0, 3, 30}, run.values(mean));
      double two = Math.sqrt(2);
      double three = Math.sqrt(3);
      assertArrayEquals(
          new double[] {5 / two, 50 / two, 0, 0, 9 / three, 90 / three}, run.values(root), 1e-5);
    }
  }

  /** The values of TensorFlow 2.15's {@code safe_embedding_lookup_sparse} over the same table. */
  @Test
  void sparseAndRaggedIdsAreCombinedAsInPython() {
    Ops tf = graph.ops();
    Operand<TInt64> values = tf.constant(new long[] {1, 2, 3, 0, 3, 3});
    SparseOperand<TInt64> sparse =
        new SparseOperand<>(
            tf.constant(new long[][] {{0, 0}, {0, 1}, {0, 2}, {2, 0}, {3, 0}, {3, 3}}),
            values,
            tf.constant(new long[] {5, 4}));
    RaggedOperand<TInt64> ragged =
        new RaggedOperand<>(values, tf.constant(new long[] {0, 3, 3, 4, 6, 6}));
    double[][] expected = {
      {9, 90, 0, 0, 1, 10, 8, 80, 0, 0},
      {3, 30, 0, 0, 1, 10, 4, 40, 0, 0},
      {
        5.196152210235596,
        51.961524963378906,
        0,
        0,
        1,
        10,
        5.656854152679443,
        56.56854248046875,
        0,
        0
      }
    };
    List<Embedding.Combiner> combiners =
        List.of(Embedding.Combiner.SUM, Embedding.Combiner.MEAN, Embedding.Combiner.SQRTN);
    List<Operand<TFloat32>> results = new ArrayList<>();
    for (Embedding.Combiner each : combiners) {
      Embedding settings = TABLE.combine(each);
      results.add(layers.embeddingBag("sparse_" + each.name(), sparse, settings));
      results.add(layers.embeddingBag("ragged_" + each.name(), ragged, settings));
    }
    try (GraphRun run = new GraphRun(graph).initialize()) {
      for (int i = 0; i < results.size(); i++) {
        assertArrayEquals(expected[i / 2], run.values(results.get(i)), 1e-5);
      }
    }
  }

  @Test
  void gradientHasTheRowsThatWereRead() {
    Operand<TInt64> ids = ids(-1, 3);
    Operand<TFloat32> mean = layers.embeddingBag("mean", ids, TABLE);
    Operand<TFloat32> loss = graph.ops().reduceSum(mean, graph.ops().constant(new int[] {0, 1}));
    var rows = graph.gradients(loss, graph.trainableVariables()).get(0).rows().orElseThrow();
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.feed(ids, Shape.of(2, 3), 3, -1, 1, -1, -1, 1);
      assertArrayEquals(new double[] {3, 1, 1}, run.values(rows.indices()));
      assertArrayEquals(new double[] {0.5, 0.5, 0.5, 0.5, 1, 1}, run.values(rows.values()));
    }
  }

  @Test
  void gradients() {
    LayerCheck.gradients(Shape.of(2, 2), EmbeddingTest::combined);
    LayerCheck.gradients(Shape.of(3, 2), EmbeddingTest::each);
  }

  private static <T extends TFloating> Operand<T> combined(Layers layers, Operand<T> x) {
    var ids = layers.modelGraph().ops().constant(new int[][] {{1, -1, 3}, {3, 3, -1}});
    Embedding settings = TABLE.combine(Embedding.Combiner.SQRTN);
    Operand<T> y = layers.embeddingBag("e", ids, settings, x.type());
    return layers.modelGraph().ops().math.mul(x, y);
  }

  private static <T extends TFloating> Operand<T> each(Layers layers, Operand<T> x) {
    var ids = layers.modelGraph().ops().constant(new int[] {1, 3, 1});
    return layers.modelGraph().ops().math.mul(x, layers.embedding("e", ids, TABLE, x.type()));
  }

  @Test
  void inputsThatDoNotFit() {
    assertEquals(
        "layer 'e' takes a tensor of shape [batch, most] of ids, got [-1]",
        assertThrows(IllegalArgumentException.class, () -> layers.embeddingBag("e", ids(-1), TABLE))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> Embedding.of(0, 1));
  }
}
