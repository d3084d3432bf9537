package org.estimator4j.nn.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.GoldenArrays;
import org.estimator4j.nn.GoldenCase;
import org.estimator4j.nn.Tolerance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What Python's losses and their gradients are. */
class LossesGoldenTest {

  private static final Tolerance TOLERANCE = Tolerance.of(1e-6);

  private static final Map<String, Reduction> REDUCTIONS =
      Map.of(
          "none", Reduction.NONE,
          "weighted_sum", Reduction.SUM,
          "weighted_mean", Reduction.MEAN,
          "weighted_sum_over_batch_size", Reduction.SUM_OVER_BATCH_SIZE,
          "weighted_sum_by_nonzero_weights", Reduction.SUM_BY_NONZERO_WEIGHTS);

  static Stream<GoldenCase> cases() {
    return GoldenCase.of("losses.json", "loss", "args", "weights", "reduction");
  }

  @Test
  void thereAreCases() {
    assertFalse(cases().toList().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valueAndGradientEqualTheReference(GoldenCase golden) {
    String predictions = golden.object("inputs").containsKey("logits") ? "logits" : "predictions";
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Operand<TFloat32> x = input(graph, golden, predictions);
      Operand<TFloat32> loss = loss(losses(graph, golden), graph, golden, x);
      assertEquals(loss.shape().isScalar() ? List.of(loss) : List.of(), graph.losses());
      Operand<?> gradient = graph.gradientsAt(loss, List.of(x)).get(0).orElseThrow();
      try (GraphRun run = new GraphRun(graph)) {
        TOLERANCE.check("value", GoldenArrays.numbers(golden.value("value")), run.values(loss));
        TOLERANCE.check(
            "gradient",
            GoldenArrays.numbers(golden.value("gradient_of_" + predictions)),
            run.values(gradient));
      }
    }
  }

  private static Losses losses(ModelGraph graph, GoldenCase golden) {
    Losses losses = new Losses(graph);
    if (golden.has("weights")) {
      losses =
          losses.weighted(
              GoldenArrays.constant(graph.ops(), TFloat32.class, golden.value("weights")));
    }
    if (golden.has("reduction")) {
      Reduction reduction = REDUCTIONS.get(golden.text("reduction"));
      if (reduction == null) {
        throw new IllegalArgumentException("unknown reduction in " + golden);
      }
      losses = losses.reduced(reduction);
    }
    return losses;
  }

  private static Operand<TFloat32> loss(
      Losses losses, ModelGraph graph, GoldenCase golden, Operand<TFloat32> x) {
    return switch (golden.text("loss")) {
      case "mean_squared_error" -> losses.meanSquaredError(input(graph, golden, "labels"), x);
      case "absolute_difference" -> losses.absoluteDifference(input(graph, golden, "labels"), x);
      case "huber_loss" ->
          losses.huberLoss(input(graph, golden, "labels"), x, argument(golden, "delta", 1));
      case "log_loss" ->
          losses.logLoss(input(graph, golden, "labels"), x, argument(golden, "epsilon", 1e-7));
      case "hinge_loss" -> losses.hingeLoss(input(graph, golden, "labels"), x);
      case "cosine_distance" -> losses.cosineDistance(input(graph, golden, "labels"), x, 1);
      case "mean_pairwise_squared_error" ->
          losses.meanPairwiseSquaredError(input(graph, golden, "labels"), x);
      case "softmax_cross_entropy" ->
          losses.softmaxCrossEntropy(
              input(graph, golden, "onehot_labels"), x, argument(golden, "label_smoothing", 0));
      case "sigmoid_cross_entropy" ->
          losses.sigmoidCrossEntropy(
              input(graph, golden, "multi_class_labels"),
              x,
              argument(golden, "label_smoothing", 0));
      case "sparse_softmax_cross_entropy" -> {
        Ops tf = graph.ops();
        yield losses.sparseSoftmaxCrossEntropy(
            GoldenArrays.constant(
                tf, TInt32.class, GoldenCase.map(golden.value("inputs")).get("labels")),
            x);
      }
      default -> throw new IllegalArgumentException("unknown case " + golden);
    };
  }

  private static double argument(GoldenCase golden, String name, double otherwise) {
    return golden.object("args").containsKey(name) ? golden.number("args", name) : otherwise;
  }

  private static Operand<TFloat32> input(ModelGraph graph, GoldenCase golden, String name) {
    return GoldenArrays.constant(graph.ops(), TFloat32.class, golden.object("inputs").get(name));
  }
}
