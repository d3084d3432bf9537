package org.estimator4j.processor.check;

import org.estimator4j.processor.model.Role;

/**
 * What a method of a role returns, in words.
 *
 * @param text the types that are right
 * @param example a method to paste
 */
record Expectation(String text, String example) {

  static Expectation of(Role role) {
    return switch (role) {
      case MODEL_FN ->
          new Expectation(
              "an Operand<T>, a record of them, or an EstimatorSpec",
              "Operand<TFloat32> logits(Layers layers, @Feature(shape = {-1, 4}) Operand<TFloat32> x) { ... }");
      case PREDICTIONS ->
          new Expectation(
              "an Operand<T>, a record of Operands, or a Map<String, ? extends Operand<?>>",
              "Operand<TFloat32> predictions(Ops tf, Operand<TFloat32> logits) { ... }");
      case LOSS ->
          new Expectation(
              "an Operand of floating-point elements with one element",
              "Operand<TFloat32> loss(Operand<TFloat32> logits, @Label Operand<TInt32> label) { ... }");
      case TRAIN_OP ->
          new Expectation(
              "an Optimizer or an Op", "Optimizer optimizer() { return new Adam(1e-3f); }");
      case EVAL_METRIC_OPS ->
          new Expectation(
              "a Map<String, EvalMetric> or a record of EvalMetrics",
              "Map<String, EvalMetric> metrics(Metrics metrics, Operand<TFloat32> logits) { ... }");
      case EXPORT_OUTPUTS ->
          new Expectation(
              "a Map<String, ? extends ExportOutput> or a record of ExportOutputs",
              "Map<String, ExportOutput> signatures(Operand<TFloat32> logits) { ... }");
      case TRAINING_HOOKS, TRAINING_CHIEF_HOOKS, EVALUATION_HOOKS, PREDICTION_HOOKS ->
          new Expectation(
              "a SessionRunHook or a Collection of them",
              "List<SessionRunHook> hooks(Operand<TFloat32> logits) { ... }");
      case SCAFFOLD -> new Expectation("a Scaffold", "Scaffold scaffold(ModelGraph graph) { ... }");
    };
  }

  /** A record that the method could return instead of a map. */
  static String recordExample(Role role) {
    return switch (role) {
      case EVAL_METRIC_OPS -> "record Measured(EvalMetric accuracy) {}";
      case EXPORT_OUTPUTS ->
          "record Signatures(@Output(name = \"serving_default\") ExportOutput serving) {}";
      default -> "record Answer(Operand<TFloat32> probabilities) {}";
    };
  }
}
