package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.PREDICTIONS;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.model;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each mode requires. */
class MissingRolesTest {

  /** A network on which one missing role is reported. */
  private static final String LACKING = NETWORK.replace("@ModelFn", "«missing-role»@ModelFn");

  private static final String DIGITS =
      """
        «missing-role»@ModelFn
        Operand<TFloat32> logits(
            Layers layers, @Feature(shape = {-1, 8, 8, 1}) Operand<TFloat32> pixels) {
          return null;
        }

        record Answer(Operand<TInt64> digit, Operand<TFloat32> probabilities) {}

        @Predictions
        Answer answer(Ops tf, Operand<TFloat32> logits) {
          return null;
        }

        @Loss
        Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> digit) {
          return null;
        }

        @TrainOp
        Op trainOp(ModelGraph graph, Operand<TFloat32> loss) {
          return null;
        }

        @EvalMetricOps
        Map<String, EvalMetric> metrics(
            Metrics metrics, Operand<TFloat32> probabilities, @Label Operand<TInt32> digit) {
          return null;
        }

        @TrainingHooks
        SessionRunHook hook(Operand<TFloat32> loss) {
          return null;
        }
      """;

  private static Check without(String annotation) {
    String marked =
        DIGITS.replace(
            "@EvalMetricOps",
            "@SuppressWarnings(\"estimator4j:unchecked-outputs\") @EvalMetricOps");
    return Check.that(model(marked.replace(annotation + "\n", "\n")));
  }

  @Test
  void forgettingTheAnnotationOfTheLossIsOneError() {
    without("@Loss")
        .says(
            "M has no loss in TRAIN and EVAL: none of its methods is annotated @Loss.",
            "Annotate its method 'loss' @Loss, or add a method:",
            "Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> digit) {",
            "@ModelFn(modes = Mode.PREDICT)");
  }

  @Test
  void forgettingTheAnnotationOfTheTrainOpIsOneError() {
    without("@TrainOp")
        .says(
            "M has no train op in TRAIN: none of its methods is annotated @TrainOp.",
            "Optimizer optimizer() {",
            "@ModelFn(modes = {Mode.EVAL, Mode.PREDICT})");
  }

  @Test
  void forgettingTheAnnotationOfThePredictionsIsOneError() {
    without("@Predictions")
        .says(
            "M has no predictions in PREDICT: none of its methods is annotated @Predictions.",
            "Operand<TFloat32> predictions(Ops tf, Operand<TFloat32> logits) {");
  }

  @Test
  void forgettingTheWholeMethodIsOneError() {
    Check.that(model(LACKING, PREDICTIONS, TRAIN_OP));
    Check.that(model(LACKING, PREDICTIONS, LOSS));
    Check.that(model(LACKING, LOSS, TRAIN_OP));
  }

  @Test
  void whatTheMissingPredictionsWouldGiveIsNotReportedBesides() {
    Check.that(
        model(
            LACKING,
            LOSS,
            TRAIN_OP,
            "@EvaluationHooks SessionRunHook hook(Operand<TInt64> species) { return null; }"));
  }

  @Test
  void namesThatAreNearOthersAreReportedBesides() {
    Check.that(
        model(
            LACKING,
            LOSS,
            TRAIN_OP,
            "@EvaluationHooks SessionRunHook hook(Operand<TFloat32> «unknown-input»lgits) { return null; }"));
  }

  @Test
  void everyMissingRoleIsReported() {
    Check.that(
        model(NETWORK.replace("@ModelFn", "«missing-role»«missing-role»«missing-role»@ModelFn")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRAIN", "EVAL"})
  void lossOfOneModeOnlyIsMissingInTheOther(String mode) {
    String other = mode.equals("TRAIN") ? "EVAL" : "TRAIN";
    Check.that(
            model(
                LACKING,
                PREDICTIONS,
                LOSS.replace("@Loss", "@Loss(modes = Mode." + mode + ")"),
                TRAIN_OP))
        .says(
            "M has no loss in " + other + ": @Loss loss is for " + mode + " only.",
            "Remove 'modes' from the @Loss of 'loss', or add " + other + " to it.");
  }

  @Test
  void supportedModesRequireTheirFieldsOnly() {
    Check.that(model(NETWORK.replace("@ModelFn", "@ModelFn(modes = Mode.PREDICT)"), PREDICTIONS));
    Check.that(model(NETWORK.replace("@ModelFn", "@ModelFn(modes = Mode.EVAL)"), LOSS));
    Check.that(
        model(
            NETWORK.replace(
                "@ModelFn", "@ModelFn(modes = «never-exported»{Mode.TRAIN, Mode.TRAIN})"),
            LOSS,
            TRAIN_OP));
  }

  @Test
  void exampleUsesTheRecordOfTheNetwork() {
    Check.that(
            model(
                "record Net(Variable table, Operand<TFloat64> scores, Operand<TFloat32> rest) {}",
                "«missing-role»@ModelFn Net net(@Feature Operand<TFloat32> x) { return null; }",
                "@Predictions Operand<TFloat64> answer(Net net) { return null; }",
                TRAIN_OP))
        .says(
            "Operand<TFloat64> loss(Losses losses, Operand<TFloat64> scores, @Label Operand<TInt32> label) {");
  }

  @Test
  void exampleOfARegressionComparesNumbers() {
    Check.that(
            model(
                "«missing-role»@ModelFn Operand<TFloat32> price(@Feature Operand<TFloat32> x) { return null; }",
                "@Predictions Operand<TFloat32> answer(Operand<TFloat32> price) { return null; }",
                TRAIN_OP,
                "@EvaluationHooks SessionRunHook hook(@Label(name = \"paid price\") Operand<TFloat32> paid) { return null; }"))
        .says(
            "Operand<TFloat32> loss(Ops tf, Operand<TFloat32> price, @Label(name = \"paid price\") Operand<TFloat32> paid) {",
            "return tf.math.mean(tf.math.squaredDifference(price, paid), tf.constant(0));");
  }

  /** The promise is that it can be pasted. */
  @ParameterizedTest
  @ValueSource(strings = {"TInt32", "TInt64", "TFloat32", "TString"})
  void examplesCompile(String labelType) {
    String label =
        "@EvaluationHooks SessionRunHook hook(@Label Operand<%s> y) { return null; }"
            .formatted(labelType);
    String source = model(NETWORK, label);
    String messages =
        Check.compile(List.of(), List.of(new EstimatorProcessor()), source).messages();
    StringBuilder pasted = new StringBuilder();
    Matcher example =
        Pattern.compile("Add a method such as\n((?s).*?)\n *Or support").matcher(messages);
    while (example.find()) {
      pasted.append(example.group(1)).append('\n');
    }
    assertTrue(pasted.toString().contains("@TrainOp"), messages);
    Check.that(model(NETWORK, label, pasted.toString()));
  }

  @Test
  void noModesAtAll() {
    Check.that(
            model(
                NETWORK.replace("@ModelFn", "@ModelFn(modes = «no-modes»{})"),
                PREDICTIONS,
                LOSS,
                TRAIN_OP))
        .says("M.logits: the model supports no mode");
  }

  @Test
  void misspeltModeIsTheCompilersBusinessAlone() {
    Check check =
        Check.compile(
            List.of(),
            List.of(new EstimatorProcessor()),
            model(
                NETWORK.replace("@ModelFn", "@ModelFn(modes = Mode.TRIAN)"),
                PREDICTIONS,
                LOSS,
                TRAIN_OP));
    check.says("").doesNotSay("estimator4j:");
  }
}
