package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.PREDICTIONS;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.model;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles: how often, for which modes, beside what, returning what. */
class RoleRulesTest {

  private static Check with(String... members) {
    return Check.that(model(NETWORK, PREDICTIONS, LOSS, TRAIN_OP, String.join("\n", members)));
  }

  @Test
  void twoNetworks() {
    with("«duplicate-role»@ModelFn Operand<TFloat32> other(@Feature Operand<TFloat32> x) { return null; }")
        .says("M.other is annotated @ModelFn, and so is logits.");
  }

  @Test
  void roleGivenTwice() {
    with(
            "«duplicate-role»@Loss Operand<TFloat32> other(Operand<TFloat32> logits) { return null; }",
            "«duplicate-role»@TrainOp Optimizer another() { return null; }",
            "«duplicate-role»@TrainOp Optimizer third() { return null; }")
        .says(
            "M.other is annotated @Loss, and so is loss, both for TRAIN and EVAL.",
            "M.third is annotated @TrainOp, and so is optimizer, both for TRAIN.",
            "@Loss(modes = Mode.TRAIN)");
  }

  @Test
  void whatARoleGivenTwiceMakesAmbiguousIsNotReportedBesides() {
    Check.that(
        model(
            NETWORK,
            PREDICTIONS,
            LOSS,
            "«duplicate-role»@Loss Operand<TFloat32> other(Operand<TFloat32> logits) { return null; }",
            "@TrainOp Op train(@From(\"loss\") Operand<TFloat32> loss) { return null; }",
            "@TrainingHooks SessionRunHook hook(Operand<TFloat32> loss) { return null; }"));
  }

  @Test
  void roleMayBeGivenTwiceForDifferentModes() {
    Check check =
        Check.that(
            model(
                NETWORK,
                PREDICTIONS,
                "@Loss(modes = Mode.TRAIN) Operand<TFloat32> smooth(Operand<TFloat32> logits) { return null; }",
                "@Loss(modes = Mode.EVAL) Operand<TFloat32> exact(Operand<TFloat32> logits) { return null; }",
                "@TrainOp Op train(Operand<TFloat32> loss) { return null; }",
                "@EvaluationHooks SessionRunHook hook(Operand<TFloat32> loss) { return null; }"));
    String factory = check.generated("p.MSpecFactory");
    assertTrue(factory.contains("model.train(smooth)"), factory);
    assertTrue(factory.contains("model.hook(exact)"), factory);
  }

  @Test
  void methodMayHaveSeveralRoles() {
    Check check =
        Check.that(
            model(
                "@ModelFn @Predictions Operand<TFloat32> price(@Feature Operand<TFloat32> x) { return null; }",
                "@Loss Operand<TFloat32> loss(Operand<TFloat32> price, @Label Operand<TFloat32> paid) { return null; }",
                TRAIN_OP));
    String factory = check.generated("p.MSpecFactory");
    assertTrue(
        factory.contains("EstimatorSpec.forPrediction().predictions(price).build()"), factory);
  }

  @Test
  void roleBesideAMethodThatReturnsTheSpec() {
    Check.that(
            model(
                "@ModelFn(features = @Feature(name = \"x\", dtype = DType.FLOAT32))"
                    + " EstimatorSpec modelFn(Features features) { return null; }",
                LOSS.replace("@Loss", "«role-beside-spec»@Loss")
                    .replace("Operand<TFloat32> logits, ", ""),
                "«role-beside-spec»@TrainOp void optimizer() {}"))
        .says("M.loss is annotated @Loss, but M.modelFn returns the whole EstimatorSpec itself");
  }

  @Test
  void roleWithoutEffectIsAWarning() {
    Check.that(
            model(
                NETWORK.replace("@ModelFn", "@ModelFn(modes = {Mode.EVAL, Mode.PREDICT})"),
                PREDICTIONS,
                LOSS,
                TRAIN_OP.replace("@TrainOp", "«unused-role»@TrainOp")))
        .says(
            "@TrainOp on M.optimizer has no effect: it is for TRAIN, and the model supports EVAL and PREDICT only.");
  }

  @Test
  void roleForModesThatIgnoreItIsAWarning() {
    with("@PredictionHooks(modes = Mode«unused-role».EVAL) SessionRunHook x() { return null; }")
        .says("it is for EVAL, which does not use it; only PREDICT can");
  }

  @Test
  void warningsCanBeSuppressed() {
    Check.that(
        model(
            NETWORK.replace("@ModelFn", "@ModelFn(modes = {Mode.EVAL, Mode.PREDICT})"),
            PREDICTIONS,
            LOSS,
            "@SuppressWarnings({\"unused\", \"estimator4j:unused-role\"})" + TRAIN_OP));
    Check.that(
        List.of("-Aestimator4j.suppress=unused-result, unused-role"),
        model(
            NETWORK.replace("@ModelFn", "@ModelFn(modes = {Mode.EVAL, Mode.PREDICT})"),
            PREDICTIONS,
            LOSS,
            TRAIN_OP));
    Check.that(
        "package p; "
            + Sources.IMPORTS
            + "@SuppressWarnings(\"estimator4j:unused-role\") class M {"
            + NETWORK.replace("@ModelFn", "@ModelFn(modes = {Mode.EVAL, Mode.PREDICT})")
            + PREDICTIONS
            + LOSS
            + TRAIN_OP
            + "}");
  }

  @Test
  void predictionsThatOthersConsumeHaveAnEffectWithoutPredict() {
    Check check =
        Check.that(
            model(
                NETWORK.replace("@ModelFn", "@ModelFn(modes = Mode.EVAL)"),
                PREDICTIONS,
                "@Loss Operand<TFloat32> loss(Operand<TFloat32> scores) { return null; }"));
    assertTrue(check.generated("p.MSpecFactory").contains(".predictions(scores)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @Predictions  | Operand<TInt64>
          @Predictions  | Map<String, Operand<TInt64>>
          @Predictions  | HashMap<String, ? extends org.tensorflow.Output<?>>
          @Loss         | org.tensorflow.Output<TFloat64>
          @Loss         | Operand<? extends TFloating>
          @TrainOp      | Op
          @TrainOp      | Operand<TInt64>
          @TrainOp      | Adam
          @EvalMetricOps | Map<String, EvalMetric>
          @ExportOutputs | Map<String, ExportOutput>
          @TrainingHooks | SessionRunHook
          @TrainingChiefHooks | List<SessionRunHook>
          @EvaluationHooks | Set<? extends SessionRunHook>
          @PredictionHooks | GraphBuildingHook
          @UseScaffold  | Scaffold
          """)
  void rightReturnTypes(String annotation, String type) {
    String complete = String.join("", PREDICTIONS, LOSS, TRAIN_OP);
    String rest =
        switch (annotation) {
          case "@Predictions" -> LOSS + TRAIN_OP;
          case "@Loss" -> PREDICTIONS + TRAIN_OP;
          case "@TrainOp" -> PREDICTIONS + LOSS;
          default -> complete;
        };
    Check.that(
        List.of("-Aestimator4j.suppress=unchecked-outputs"),
        model(
            NETWORK,
            rest,
            annotation + " " + type + " it(Operand<TFloat32> logits) { return null; }"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @Predictions  | String
          @Predictions  | Map<String, String>
          @Predictions  | List<Operand<TInt64>>
          @Predictions  | int
          @Predictions  | Operand<TInt64>[]
          @Loss         | double
          @Loss         | Map<String, Operand<TFloat32>>
          @TrainOp      | Runnable
          @TrainOp      | List<Op>
          @EvalMetricOps | Map<String, Operand<TFloat32>>
          @EvalMetricOps | Map<String, ? extends EvalMetric>
          @EvalMetricOps | EvalMetric
          @ExportOutputs | ExportOutput
          @ExportOutputs | Map<Object, ExportOutput>
          @TrainingHooks | SessionRunHook[]
          @TrainingChiefHooks | Map<String, SessionRunHook>
          @EvaluationHooks | Object
          @PredictionHooks | Iterable<SessionRunHook>
          @UseScaffold  | Optional<Scaffold>
          """)
  void wrongReturnTypes(String annotation, String type) {
    String rest =
        switch (annotation) {
          case "@Predictions" -> LOSS + TRAIN_OP;
          case "@Loss" -> PREDICTIONS + TRAIN_OP;
          case "@TrainOp" -> PREDICTIONS + LOSS;
          default -> String.join("", PREDICTIONS, LOSS, TRAIN_OP);
        };
    String value = type.equals("int") || type.equals("double") ? "0" : "null";
    Check.that(
            model(
                NETWORK,
                rest,
                annotation
                    + " "
                    + type
                    + " «return-type»it(Operand<TFloat32> logits) { return "
                    + value
                    + "; }"))
        .says("M.it is annotated " + annotation + " and returns " + type + "; it must return");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"String", "List<Operand<TFloat32>>", "Map<String, Operand<TFloat32>>", "Empty"})
  void wrongNetworks(String type) {
    Check.that(
            model(
                "record Empty() {}",
                "@ModelFn "
                    + type
                    + " «return-type»logits(@Feature Operand<TFloat32> x) { return null; }",
                PREDICTIONS,
                LOSS,
                TRAIN_OP))
        .says("it must return an Operand<T>, a record of them, or an EstimatorSpec");
  }

  @Test
  void resultThatIsTwoThingsAtOnce() {
    Check.that(
        model(
            "interface Both extends Operand<TInt64>, Map<String, Operand<?>> {}",
            "interface Hooks extends SessionRunHook, List<SessionRunHook> {}",
            NETWORK,
            "@Predictions Both «return-type»scores(Operand<TFloat32> logits) { return null; }",
            LOSS,
            TRAIN_OP,
            "@TrainingHooks Hooks «return-type»hooks() { return null; }"));
  }

  @Test
  void nothingReturned() {
    Check.that(
            model(
                NETWORK,
                PREDICTIONS,
                "@Loss void «return-type»loss(Operand<TFloat32> logits) {}",
                TRAIN_OP))
        .says("M.loss is annotated @Loss and returns nothing (void)", "@Loss\n");
  }

  @Test
  @SuppressWarnings("rawtypes")
  void typeArgumentsMustBeThere() {
    Check.that(
            List.of("-Xlint:-rawtypes"),
            model(
                NETWORK,
                "@Predictions Operand «return-type»scores(Operand<TFloat32> logits) { return null; }",
                LOSS,
                TRAIN_OP,
                "@EvalMetricOps Map «return-type»metrics() { return null; }",
                "@TrainingHooks List «return-type»hooks() { return null; }"))
        .says("returns Operand without its type arguments");
  }

  @Test
  void recordsOfTheRightThings() {
    Check check =
        Check.that(
            model(
                NETWORK,
                "record Answer<T extends TType>(Operand<T> kind, @Output(name = \"p/q\") Operand<TFloat32> odds) {}",
                "@Predictions Answer<TInt64> answer(Operand<TFloat32> logits) { return null; }",
                LOSS,
                TRAIN_OP,
                "record Quality(EvalMetric accuracy, @Output(name = \"area_under_curve\") EvalMetric auc) {}",
                "@EvalMetricOps Quality quality(Operand<TInt64> kind) { return null; }",
                "record Signatures(@Output(name = \"serving_default\") ExportOutput serving, ExportOutput other) {}",
                "@ExportOutputs Signatures signatures(Operand<TFloat32> odds) { return null; }"));
    String factory = check.generated("p.MSpecFactory");
    for (String line :
        List.of(
            "M.Answer<TInt64> answer = model.answer(logits);",
            ".prediction(\"kind\", answer.kind())",
            ".prediction(\"p/q\", answer.odds())",
            "M.Quality quality = model.quality(answer.kind());",
            ".evalMetric(\"area_under_curve\", quality.auc())",
            "M.Signatures signatures = model.signatures(answer.odds());",
            ".exportOutput(\"serving_default\", signatures.serving())")) {
      assertTrue(factory.contains(line), () -> line + "\n" + factory);
    }
  }

  @Test
  void recordsOfOtherThings() {
    Check.that(
            model(
                NETWORK,
                "record Answer(Operand<TInt64> kind, String name) {}",
                "@Predictions Answer «return-type»answer(Operand<TFloat32> logits) { return null; }",
                LOSS,
                TRAIN_OP,
                "record None() {}",
                "@EvalMetricOps None «return-type»quality() { return null; }",
                "@ExportOutputs Answer «return-type»signatures() { return null; }"))
        .says(
            "returns Answer, a record with components of other types",
            "returns None, a record without components");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Operand<TInt32>", "Operand<? extends TNumber>", "Operand<?>", "Operand<TString>"})
  void lossThatIsNotFloating(String type) {
    Check.that(
            model(
                NETWORK,
                PREDICTIONS,
                "@Loss "
                    + type
                    + " «loss-not-floating»loss(Operand<TFloat32> logits) { return null; }",
                TRAIN_OP))
        .says("M.loss is annotated @Loss and returns " + type);
  }

  @Test
  void mapsOfOutputsAreNoted() {
    with(
            "@EvalMetricOps Map<String, EvalMetric> «unchecked-outputs»metrics() { return null; }",
            "@ExportOutputs Map<String, ExportOutput> «unchecked-outputs»signatures() { return null; }")
        .says("M.metrics, annotated @EvalMetricOps, returns a map");
    Check.that(
        model(
            NETWORK,
            "@Predictions Map<String, Operand<?>> «unchecked-outputs»answer(Operand<TFloat32> logits) { return null; }",
            LOSS,
            TRAIN_OP));
  }

  @Test
  void resultThatMayBeNull() {
    Check.that(
            model(
                NETWORK,
                PREDICTIONS,
                LOSS,
                TRAIN_OP,
                "@TrainingHooks @org.jspecify.annotations.Nullable SessionRunHook «nullable-result»hook() { return null; }",
                "@UseScaffold @org.jspecify.annotations.Nullable Object «return-type»scaffold() { return null; }"))
        .says(
            "M.hook, annotated @TrainingHooks, may return null: its type is @Nullable SessionRunHook.");
    Check.that(
        model(
            NETWORK,
            PREDICTIONS,
            LOSS,
            TRAIN_OP,
            "@SuppressWarnings(\"estimator4j:nullable-result\") @TrainingHooks"
                + " @org.jspecify.annotations.Nullable SessionRunHook hook() { return null; }"));
  }
}
