package org.estimator4j.nn.metric;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.GoldenArrays;
import org.estimator4j.nn.GoldenCase;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** The metric of ours that a case of the test vectors names. */
record GoldenMetric(
    ModelGraph graph, GoldenCase golden, Map<String, Operand<? extends TNumber>> inputs) {

  EvalMetric build() {
    Metrics metrics = new Metrics(graph);
    @Nullable Operand<? extends TNumber> weights = inputs.get("weights");
    if (weights != null) {
      metrics = metrics.weighted(weights);
    }
    return switch (golden.text("metric")) {
      case "accuracy" -> metrics.accuracy("m", input("labels"), input("predictions"));
      case "mean" -> metrics.mean("m", input("values"));
      case "mean_absolute_error" ->
          metrics.meanAbsoluteError("m", input("labels"), input("predictions"));
      case "mean_squared_error" ->
          metrics.meanSquaredError("m", input("labels"), input("predictions"));
      case "root_mean_squared_error" ->
          metrics.rootMeanSquaredError("m", input("labels"), input("predictions"));
      case "mean_relative_error" ->
          metrics.meanRelativeError(
              "m", input("labels"), input("predictions"), input("normalizer"));
      case "mean_cosine_distance" ->
          metrics.meanCosineDistance(
              "m", input("labels"), input("predictions"), (int) argument("dim"));
      case "percentage_below" ->
          metrics.percentageBelow("m", floats("values"), argument("threshold"));
      case "mean_iou" ->
          metrics.meanIou(
              "m", classes("labels"), classes("predictions"), (int) argument("num_classes"));
      case "mean_per_class_accuracy" ->
          metrics.meanPerClassAccuracy(
              "m", classes("labels"), classes("predictions"), (int) argument("num_classes"));
      case "recall_at_k" ->
          metrics.top((int) argument("k")).recall("m", classes("labels"), floats("predictions"));
      case "precision_at_k" ->
          metrics.top((int) argument("k")).precision("m", classes("labels"), floats("predictions"));
      default -> binary(metrics.binary());
    };
  }

  private EvalMetric binary(BinaryMetrics metrics) {
    Operand<TBool> labels = truths("labels");
    return switch (golden.text("metric")) {
      case "precision" -> metrics.precision("m", labels, truths("predictions"));
      case "recall" -> metrics.recall("m", labels, truths("predictions"));
      case "true_positives" -> metrics.truePositives("m", labels, truths("predictions"));
      case "false_positives" -> metrics.falsePositives("m", labels, truths("predictions"));
      case "true_negatives" -> metrics.trueNegatives("m", labels, truths("predictions"));
      case "false_negatives" -> metrics.falseNegatives("m", labels, truths("predictions"));
      case "auc" -> metrics.auc("m", labels, floats("predictions"), auc());
      case "precision_at_thresholds" ->
          metrics.precisionAtThresholds("m", labels, floats("predictions"), thresholds());
      case "recall_at_thresholds" ->
          metrics.recallAtThresholds("m", labels, floats("predictions"), thresholds());
      case "sensitivity_at_specificity" ->
          metrics.sensitivityAtSpecificity(
              "m", labels, floats("predictions"), argument("specificity"));
      case "specificity_at_sensitivity" ->
          metrics.specificityAtSensitivity(
              "m", labels, floats("predictions"), argument("sensitivity"));
      default -> throw new IllegalArgumentException("unknown case " + golden);
    };
  }

  private Auc auc() {
    Map<String, @Nullable Object> args = golden.object("args");
    Auc auc = "PR".equals(args.get("curve")) ? Auc.precisionRecall() : Auc.roc();
    String summation = String.valueOf(args.getOrDefault("summation_method", "trapezoidal"));
    auc = auc.summation(Auc.Summation.valueOf(summation.toUpperCase(Locale.ROOT)));
    return args.containsKey("num_thresholds")
        ? auc.thresholds((int) argument("num_thresholds"))
        : auc;
  }

  private double[] thresholds() {
    return GoldenArrays.numbers(golden.object("args").get("thresholds"));
  }

  private double argument(String name) {
    return golden.number("args", name);
  }

  private Operand<? extends TNumber> input(String name) {
    return Objects.requireNonNull(inputs.get(name), name);
  }

  private Operand<TFloat32> floats(String name) {
    return graph.ops().dtypes.cast(input(name), TFloat32.class);
  }

  private Operand<TInt64> classes(String name) {
    return graph.ops().dtypes.cast(input(name), TInt64.class);
  }

  private Operand<TBool> truths(String name) {
    return graph.ops().dtypes.cast(input(name), TBool.class);
  }
}
