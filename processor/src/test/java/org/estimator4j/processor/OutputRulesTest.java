package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.PREDICTIONS;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.model;

import org.junit.jupiter.api.Test;

/** The names of outputs, where the compiler sees them. */
class OutputRulesTest {

  private static Check predictions(String components) {
    return Check.that(
        model(
            NETWORK,
            "record Answer(" + components + ") {}",
            "@Predictions Answer answer(Operand<TFloat32> logits) { return null; }",
            LOSS,
            TRAIN_OP));
  }

  private static Check exports(String components) {
    return Check.that(
        model(
            NETWORK,
            PREDICTIONS,
            LOSS,
            TRAIN_OP,
            "record Signatures(" + components + ") {}",
            "@ExportOutputs Signatures /*!*/signatures(Operand<TFloat32> logits) { return null; }"
                .replace(
                    "/*!*/",
                    components.contains(", ExportOutput b") && !components.contains("serving")
                        ? "«no-default-export»"
                        : "")));
  }

  private static Check metrics(String components) {
    return Check.that(
        model(
            NETWORK,
            PREDICTIONS,
            LOSS,
            TRAIN_OP,
            "record Quality(" + components + ") {}",
            "@EvalMetricOps Quality quality(Operand<TFloat32> logits) { return null; }"));
  }

  @Test
  void severalExportsWithoutADefault() {
    exports("ExportOutput a, ExportOutput b")
        .says(
            "M.signatures returns several export outputs (a and b), and none is called serving_default.",
            "@Output(name = \"serving_default\") ExportOutput a");
  }

  @Test
  void oneExportIsTheDefault() {
    exports("ExportOutput a");
    exports("@Output(name = \"serving_default\") ExportOutput a, ExportOutput b");
  }

  @Test
  void nameUsedTwice() {
    predictions(
            "Operand<TInt64> kind, @Output(name = «duplicate-output»\"kind\") Operand<TFloat32> odds")
        .says("M.answer returns two outputs called 'kind': the components 'kind' and 'odds'.");
    metrics(
        "@Output(name = \"a\") EvalMetric x, EvalMetric b, @Output(name = «duplicate-output»\"a\") EvalMetric y");
    exports(
        "@Output(name = \"serving_default\") ExportOutput a, @Output(name = «duplicate-output»\"serving_default\") ExportOutput b");
  }

  @Test
  void illegalNames() {
    predictions(
            "Operand<TInt64> «output-name»größe, @Output(name = «output-name»\"two words\") Operand<TInt64> b,"
                + " @Output(name = «output-name»\"_a\") Operand<TInt64> c, @Output(name = «output-name»\"*\") Operand<TInt64> d")
        .says(
            "The output 'two words' (component 'b' of what M.answer returns) has a name that TensorFlow does not take.",
            "@Output(name = \"two_words\")",
            "@Output(name = \"gr_e\")",
            "@Output(name = \"a\")",
            "@Output(name = \"output\")");
  }

  @Test
  void emptyNameIsTheComponents() {
    predictions("@Output(name = \"\", shape = {-1, 3}) Operand<TFloat32> odds");
  }

  @Test
  void namesThatEveryEvaluationHas() {
    metrics(
            "EvalMetric «reserved-metric»loss, @Output(name = «reserved-metric»\"global_step\") EvalMetric step")
        .says(
            "M.quality returns a metric called 'loss' (component 'loss').",
            "@Output(name = \"mean_loss\")");
  }

  @Test
  void recordInAnotherFileIsShownOnTheMethod() {
    Check.that(
        "package p; " + Sources.IMPORTS + "record Quality(EvalMetric loss) {}",
        model(
            NETWORK,
            PREDICTIONS,
            LOSS,
            TRAIN_OP,
            "@EvalMetricOps Quality «reserved-metric»quality(Operand<TFloat32> logits) { return null; }"));
  }
}
