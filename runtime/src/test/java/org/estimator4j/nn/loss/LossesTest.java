package org.estimator4j.nn.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
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
  void labelsOutOfRange() {
    Operand<TFloat32> loss = losses.sparseSoftmaxCrossEntropy(labels, logits);
    try (GraphRun run = new GraphRun(graph)) {
      run.feed(labels, Shape.of(4), 3, 1, 0, -1).feed(logits, Shape.of(4, 3), new double[12]);
      TFInvalidArgumentException e =
          assertThrows(TFInvalidArgumentException.class, () -> run.value(loss));
      assertTrue(
          e.getMessage()
              .contains(
                  "sparse_softmax_cross_entropy_loss: label values [3 -1] in rows [0 3] are not"
                      + " classes from 0 to below 3"),
          e.getMessage());
    }
  }

  @Test
  void labelOutOfRangeInMoreDimensions() {
    Operand<TInt32> classes = tf.constant(new int[][] {{0, 1}, {1, 2}});
    Operand<TFloat32> loss =
        losses.sparseSoftmaxCrossEntropy(classes, tf.zeros(tf.array(2, 2, 2), TFloat32.class));
    try (GraphRun run = new GraphRun(graph)) {
      TFInvalidArgumentException e =
          assertThrows(TFInvalidArgumentException.class, () -> run.value(loss));
      assertTrue(e.getMessage().contains("label values [2] in rows [1] are"), e.getMessage());
    }
  }

  @Test
  void weightsOfRowsInMoreDimensions() {
    Operand<TInt32> classes = tf.constant(new int[][] {{0, 1}, {1, 1}});
    Operand<TFloat32> scores = tf.zeros(tf.array(2, 2, 2), TFloat32.class);
    Losses weighted = losses.weighted(tf.constant(new float[][] {{2}, {0}}));
    Operand<TFloat32> sparse = weighted.sparseSoftmaxCrossEntropy(classes, scores);
    Operand<TFloat32> oneHot =
        weighted.softmaxCrossEntropy(
            tf.oneHot(classes, tf.constant(2), tf.constant(1f), tf.constant(0f)), scores);
    Operand<TFloat32> each =
        weighted.reduced(Reduction.NONE).sparseSoftmaxCrossEntropy(classes, scores);
    try (GraphRun run = new GraphRun(graph)) {
      assertEquals(2 * Math.log(2), run.value(sparse), 1e-6);
      assertEquals(2 * Math.log(2), run.value(oneHot), 1e-6);
      double[] expected = {2 * Math.log(2), 2 * Math.log(2), 0, 0};
      assertArrayEquals(expected, run.values(each), 1e-6);
    }
    assertEquals(List.of(sparse, oneHot), graph.losses());
  }

  @Test
  void weightsThatDoNotFit() {
    assertEquals(
        "loss 'mean_squared_error': weights of shape [2] do not fit values of shape [-1, 3]; a"
            + " scalar, or the same shape with 1 where a weight counts for all, would",
        assertThrows(
                IllegalArgumentException.class,
                () -> losses.weighted(tf.constant(new float[2])).meanSquaredError(logits, logits))
            .getMessage());
    Operand<TFloat32> weights = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> losses.weighted(weights).sparseSoftmaxCrossEntropy(labels, logits));
    Operand<TFloat32> loss = losses.weighted(weights).meanSquaredError(logits, logits);
    try (GraphRun run = new GraphRun(graph)) {
      run.feed(logits, Shape.of(1, 3), 1, 2, 3).feed(weights, Shape.of(2, 1), 1, 1);
      assertThrows(TFInvalidArgumentException.class, () -> run.value(loss));
    }
  }

  @Test
  void noWeightAtAll() {
    Operand<TFloat32> truth = tf.constant(new float[] {1, 2});
    Losses ignored = losses.weighted(tf.constant(0));
    Operand<TFloat32> loss = ignored.meanSquaredError(truth, tf.zerosLike(truth));
    Operand<TFloat32> mean =
        ignored.reduced(Reduction.MEAN).meanSquaredError(truth, tf.zerosLike(truth));
    try (GraphRun run = new GraphRun(graph)) {
      assertEquals(0, run.value(loss));
      assertEquals(0, run.value(mean));
    }
  }

  @Test
  void weightOfAnElementCountsInItsPairs() {
    Operand<TFloat32> truth = tf.constant(new float[][] {{1, 2, 5}, {0, 0, 0}});
    Operand<TFloat32> said = tf.constant(new float[][] {{1, 1, 1}, {3, 3, 3}});
    Operand<TFloat32> loss = losses.meanPairwiseSquaredError(truth, said);
    Operand<TFloat32> doubled =
        losses
            .weighted(tf.constant(new float[][] {{2}, {1}}))
            .meanPairwiseSquaredError(truth, said);
    try (GraphRun run = new GraphRun(graph)) {
      assertEquals((1 + 16 + 9) / 3.0, run.value(loss), 1e-5);
      assertEquals(2 * (1 + 16 + 9) / 3.0, run.value(doubled), 1e-5);
    }
  }

  @Test
  void totalLoss() {
    assertEquals(
        "there is no total loss, because no loss was added to the graph: call a method of Losses,"
            + " or graph.addLoss(loss), first",
        assertThrows(IllegalStateException.class, losses::totalLoss).getMessage());
    Operand<TFloat32> four = tf.constant(new float[] {4});
    losses.absoluteDifference(tf.constant(new int[] {1}), four);
    losses.reduced(Reduction.NONE).absoluteDifference(four, four);
    losses.reduced(Reduction.SUM).weightedLoss(four);
    graph.addLoss(tf.constant(0.5));
    Operand<TFloat32> withoutPenalties = losses.totalLoss();
    Operand<TFloat32> none = losses.regularizationLoss(TFloat32.class);
    graph.addRegularizationLoss(tf.constant(2f));
    graph.addRegularizationLoss(tf.constant(0.25));
    Operand<TFloat32> penalties = losses.regularizationLoss(TFloat32.class);
    Operand<TFloat32> total = losses.totalLoss();
    Operand<TFloat64> exact = losses.totalLoss(TFloat64.class);
    try (GraphRun run = new GraphRun(graph)) {
      assertEquals(7.5, run.value(withoutPenalties));
      assertEquals(0, run.value(none));
      assertEquals(2.25, run.value(penalties));
      assertEquals(9.75, run.value(total));
      assertEquals(9.75, run.value(exact));
    }
  }

  @Test
  void impossibleSettings() {
    assertEquals(
        "loss 'huber_loss': delta must be a positive number, got 0.0",
        assertThrows(IllegalArgumentException.class, () -> losses.huberLoss(logits, logits, 0))
            .getMessage());
    assertEquals(
        "label smoothing must be from 0 to 1, got NaN",
        assertThrows(
                IllegalArgumentException.class,
                () -> losses.softmaxCrossEntropy(logits, logits, Double.NaN))
            .getMessage());
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

  @Test
  void oneHotLabelsThatDoNotFit() {
    assertEquals(
        "labels and logits of the same shape [batch, classes] are wanted, got labels [-1] and"
            + " logits [-1, 3]",
        assertThrows(
                IllegalArgumentException.class, () -> losses.softmaxCrossEntropy(labels, logits))
            .getMessage());
    assertEquals(
        "loss 'hinge_loss': labels have shape [-1] and predictions [-1, 3]; they must be the same",
        assertThrows(IllegalArgumentException.class, () -> losses.hingeLoss(labels, logits))
            .getMessage());
  }

  @Test
  void penaltyOfAVariableReachesItByTheTotalLoss() {
    Variable<TFloat32> weights =
        graph
            .variable("weights", TFloat32.class, Shape.of(2))
            .initializer((ops, variable) -> ops.constant(new float[] {1, -3}))
            .regularizer((ops, values) -> ops.nn.l2Loss(values))
            .create();
    losses.meanSquaredError(tf.constant(new float[2]), tf.math.mul(weights, tf.constant(0f)));
    Operand<?> gradient = graph.gradients(losses.totalLoss(), List.of(weights)).get(0).value();
    try (GraphRun run = new GraphRun(graph).initialize()) {
      assertArrayEquals(new double[] {1, -3}, run.values(gradient));
    }
  }
}
