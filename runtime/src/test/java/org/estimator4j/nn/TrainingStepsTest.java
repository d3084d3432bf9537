package org.estimator4j.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.layer.Activation;
import org.estimator4j.nn.layer.Layers;
import org.estimator4j.nn.loss.Losses;
import org.estimator4j.nn.optimizer.Adam;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The parts together: a small convolutional network with dropout learns, and learns the same. */
class TrainingStepsTest {

  private static final int BATCH = 16;

  private final List<Double> losses = new ArrayList<>();

  /** Trains to tell in which quarter of an image a spot is; gives all weights. */
  private double[] train(long seed, int steps) {
    losses.clear();
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, seed)) {
      Operand<TFloat32> images =
          graph.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 8, 8, 1)));
      Operand<TInt32> quarters =
          graph.ops().placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      Layers layers = new Layers(graph);
      Operand<TFloat32> x = layers.conv2d("conv", images, 4, 3, Activation.RELU);
      x = layers.maxPool2d("pool", x, 2, 2);
      x = layers.dense("hidden", layers.flatten(x), 16, Activation.RELU);
      x = layers.dropout("drop", x, 0.25);
      Operand<TFloat32> loss =
          new Losses(graph).sparseSoftmaxCrossEntropy(quarters, layers.dense("logits", x, 4));
      Op step = new Adam(0.02).minimize(graph, loss);
      List<Op> targets = List.of(step, graph.batchCounterIncrement().orElseThrow());
      graph.freeze();
      Random random = new Random(1);
      try (GraphRun run = new GraphRun(graph).initialize()) {
        for (int i = 0; i < steps; i++) {
          feed(run, images, quarters, random);
          losses.add(run.values(loss, targets)[0]);
        }
        return graph.globalVariables().stream()
            .map((Variable<?> variable) -> run.values(variable))
            .flatMapToDouble(DoubleStream::of)
            .toArray();
      }
    }
  }

  private static void feed(
      GraphRun run, Operand<TFloat32> images, Operand<TInt32> quarters, Random random) {
    double[] pixels = random.doubles(BATCH * 64L).map(v -> v * 0.3).toArray();
    double[] labels = new double[BATCH];
    for (int i = 0; i < BATCH; i++) {
      int row = random.nextInt(8);
      int column = random.nextInt(8);
      pixels[i * 64 + row * 8 + column] = 3;
      labels[i] = row / 4 * 2 + column / 4;
    }
    run.feed(images, Shape.of(BATCH, 8, 8, 1), pixels).feed(quarters, Shape.of(BATCH), labels);
  }

  @Test
  void modelLearns() {
    train(1, 300);
    double start = losses.subList(0, 20).stream().mapToDouble(v -> v).average().orElseThrow();
    double end = losses.subList(280, 300).stream().mapToDouble(v -> v).average().orElseThrow();
    assertTrue(end < start / 3, "loss " + start + " at the start, " + end + " at the end");
  }

  @Test
  void sameSeedSameWeightsBitForBit() {
    double[] once = train(1, 30);
    assertArrayEquals(once, train(1, 30));
    assertFalse(Arrays.equals(once, train(2, 30)));
  }
}
