package org.estimator4j.nn.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GradientCheck;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class LossesTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final Ops tf = graph.ops();
  private final Losses losses = new Losses(graph);
  private final Operand<TInt32> labels =
      tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
  private final Operand<TFloat32> logits =
      tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void meanCrossEntropyOverBatchesOfAnySize() {
    Operand<TFloat32> loss = losses.sparseSoftmaxCrossEntropy(labels, logits);
    assertEquals(Shape.scalar(), loss.shape());
    assertEquals(List.of(loss), graph.losses());
    try (GraphRun run = new GraphRun(graph)) {
      run.feed(labels, Shape.of(2), 0, 2).feed(logits, Shape.of(2, 3), 0, 0, 0, 0, 0, 2);
      double expected = (Math.log(3) + Math.log(2 + Math.exp(2)) - 2) / 2;
      assertEquals(expected, run.value(loss), 1e-6);
      run.feed(labels, Shape.of(0)).feed(logits, Shape.of(0, 3));
      assertEquals(0, run.value(loss));
    }
  }

  @Test
  void moreDimensions() {
    Operand<TInt32> classes = tf.constant(new int[][] {{0, 2}, {1, 1}});
    Operand<TFloat32> scores =
        tf.reshape(
            tf.constant(new float[] {0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0}),
            tf.constant(new int[] {2, 2, 3}));
    Operand<TFloat32> whole = losses.sparseSoftmaxCrossEntropy(classes, scores);
    Operand<TFloat32> rows = losses.sparseSoftmaxCrossEntropy(labels, logits);
    try (GraphRun run = new GraphRun(graph)) {
      run.feed(labels, Shape.of(4), 0, 2, 1, 1);
      run.feed(logits, Shape.of(4, 3), 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0);
      assertEquals(run.value(rows), run.value(whole));
    }
  }

  @Test
  void gradient() {
    GradientCheck.of(
        Shape.of(4, 3),
        (g, x) ->
            new Losses(g).sparseSoftmaxCrossEntropy(g.ops().constant(new long[] {2, 0, 1, 1}), x));
  }

  @Test
  void labelOutOfRange() {
    Operand<TFloat32> loss = losses.sparseSoftmaxCrossEntropy(labels, logits);
    try (GraphRun run = new GraphRun(graph)) {
      run.feed(labels, Shape.of(1), 3).feed(logits, Shape.of(1, 3), 0, 0, 0);
      TFInvalidArgumentException e =
          assertThrows(TFInvalidArgumentException.class, () -> run.value(loss));
      assertTrue(e.getMessage().contains("label value of 3"), e.getMessage());
    }
  }

  @Test
  void shapesThatDoNotFit() {
    Operand<TInt32> column = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, 1)));
    assertEquals(
        "labels of shape [batch] and logits of shape [batch, classes] are wanted, got labels"
            + " [-1, 1] and logits [-1, 3]",
        assertThrows(
                IllegalArgumentException.class,
                () -> losses.sparseSoftmaxCrossEntropy(column, logits))
            .getMessage());
    Operand<TFloat32> unknown = tf.placeholder(TFloat32.class);
    assertThrows(
        IllegalArgumentException.class, () -> losses.sparseSoftmaxCrossEntropy(labels, unknown));
  }
}
