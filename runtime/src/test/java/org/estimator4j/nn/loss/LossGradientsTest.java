package org.estimator4j.nn.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GradientCheck;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;

/**
 * Every loss, in every reduction, against central differences: 1e-7 in float64, 1e-3 in float32.
 */
class LossGradientsTest {

  private static final Shape SHAPE = Shape.of(4, 3);

  private static final float[][] LABELS = {{0, 1, 0}, {1, 0, 0}, {1, 0, 0}, {0, 0, 1}};

  enum Kind {
    ABSOLUTE,
    COSINE,
    HINGE,
    HUBER,
    LOG,
    PAIRWISE,
    SIGMOID,
    SIGMOID_SMOOTHED,
    SOFTMAX,
    SOFTMAX_SMOOTHED,
    SPARSE_SOFTMAX,
    SQUARED;

    <T extends TFloating> Operand<T> of(ModelGraph graph, Losses losses, Operand<T> x) {
      Ops tf = graph.ops();
      Operand<TFloat32> labels = tf.constant(LABELS);
      return switch (this) {
        case ABSOLUTE -> losses.absoluteDifference(labels, x);
        case COSINE -> losses.cosineDistance(labels, x, -1);
        case HINGE -> losses.hingeLoss(labels, x);
        case HUBER -> losses.huberLoss(labels, x, 0.45);
        // Predictions below 1: the values are from 0.1 to 1.1.
        case LOG ->
            losses.logLoss(
                labels, tf.math.div(x, tf.dtypes.cast(tf.constant(1.2), x.type())), 1e-7);
        case PAIRWISE -> losses.meanPairwiseSquaredError(labels, x);
        case SIGMOID -> losses.sigmoidCrossEntropy(labels, x);
        case SIGMOID_SMOOTHED -> losses.sigmoidCrossEntropy(labels, x, 0.2);
        case SOFTMAX -> losses.softmaxCrossEntropy(labels, x);
        case SOFTMAX_SMOOTHED -> losses.softmaxCrossEntropy(labels, x, 0.1);
        case SPARSE_SOFTMAX ->
            losses.sparseSoftmaxCrossEntropy(tf.constant(new long[] {2, 0, 1, 1}), x);
        case SQUARED -> losses.meanSquaredError(labels, x);
      };
    }

    Operand<TFloat32> weights(Ops tf) {
      return switch (this) {
        case SOFTMAX, SOFTMAX_SMOOTHED, SPARSE_SOFTMAX -> tf.constant(new float[] {1, 0, 0.5f, 2});
        default -> tf.constant(new float[][] {{1}, {0}, {0.5f}, {2}});
      };
    }
  }

  record LossCase(Kind kind, boolean weighted, Reduction reduction) {

    <T extends TFloating> Operand<T> build(ModelGraph graph, Operand<T> x) {
      Losses losses = new Losses(graph).reduced(reduction);
      return kind.of(graph, weighted ? losses.weighted(kind.weights(graph.ops())) : losses, x);
    }
  }

  static Stream<LossCase> cases() {
    List<LossCase> cases = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      cases.add(new LossCase(kind, false, Reduction.SUM_BY_NONZERO_WEIGHTS));
      for (Reduction reduction : Reduction.values()) {
        cases.add(new LossCase(kind, true, reduction));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsCentralDifferences(LossCase loss) {
    GradientCheck.of(SHAPE, loss::build);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void float32IsNearFloat64(LossCase loss) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Variable<TFloat64> wide = GradientCheck.variable(graph, "x", SHAPE, 7);
      Operand<TFloat32> narrow = graph.ops().dtypes.cast(wide, TFloat32.class);
      Operand<?> exact = gradient(graph, loss.build(graph, wide), wide);
      Operand<?> rounded = gradient(graph, loss.build(graph, narrow), narrow);
      try (GraphRun run = new GraphRun(graph).initialize()) {
        assertArrayEquals(run.values(exact), run.values(rounded), 1e-3);
      }
    }
  }

  private static Operand<?> gradient(ModelGraph graph, Operand<?> loss, Operand<?> x) {
    return graph.gradientsAt(loss, List.of(x)).get(0).orElseThrow();
  }
}
