package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.PREDICTIONS;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.model;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How data flows from method to method, in each mode. */
class FlowRulesTest {

  private static Check with(String... members) {
    return Check.that(model(NETWORK, PREDICTIONS, LOSS, TRAIN_OP, String.join("\n", members)));
  }

  private static Check hook(String parameter) {
    return with("@TrainingHooks SessionRunHook hook(" + parameter + ") { return null; }");
  }

  @Test
  void unknownNameWithANearOne() {
    hook("Operand<TFloat32> «unknown-input»lgoits")
        .says(
            "Nothing gives parameter 'lgoits' (Operand<TFloat32>) of M.hook: there is no result called"
                + " 'lgoits'. Did you mean 'logits'?",
            "By name there are: logits, scores, predictions, loss, optimizer, trainOp.",
            "By type: Ops, ModelGraph, Layers, Losses,");
  }

  @Test
  void unknownNameWithNothingNear() {
    hook("String «unknown-input»banana").doesNotSay("Did you mean").doesNotSay("'null'");
  }

  @Test
  void unknownNameThatIsAFeature() {
    hook("Operand<TFloat32> «unknown-input»x")
        .says("But there is a feature 'x': annotate the parameter @Feature.");
    hook("Operand<TInt32> «unknown-input»y")
        .says("But there is a label 'y': annotate the parameter @Label.");
  }

  @Test
  void unknownNameNearAFeature() {
    Check.that(
            model(
                NETWORK.replace("> x)", "> pixels)"),
                PREDICTIONS,
                LOSS,
                TRAIN_OP,
                "@TrainingHooks SessionRunHook hook(Operand<TFloat32> «unknown-input»pixel) { return null; }"))
        .says(
            "But there is a feature 'pixels': annotate the parameter @Feature(name = \"pixels\").");
  }

  @Test
  void unknownNameOfAMethodWithoutAnnotation() {
    with(
            "Operand<TFloat32> hidden(Operand<TFloat32> logits) { return null; }",
            "@TrainingHooks SessionRunHook hook(Operand<TFloat32> «unknown-input»hidden) { return null; }")
        .says("There is a method of this name, but it has no annotation, so nothing calls it.");
  }

  @Test
  void unknownTypeNearOneThatIsGivenByType() {
    Check.that(
            "package p; public interface Layer {}",
            model(
                NETWORK,
                PREDICTIONS,
                LOSS,
                TRAIN_OP,
                "@TrainingHooks SessionRunHook hook(Layer «unknown-input»nn) { return null; }"))
        .says("Did you mean 'Layers'?");
  }

  @Test
  void unknownNameOfATypeThatOneResultHas() {
    Check.that(
            model(
                "record Net(Operand<TString> words, Operand<TFloat32> logits) {}",
                "@ModelFn Net net(@Feature Operand<TFloat32> x) { return null; }",
                PREDICTIONS,
                LOSS,
                TRAIN_OP,
                "@TrainingHooks SessionRunHook hook(Operand<TString> «unknown-input»banana, Operand<TString> words) { return null; }"))
        .says(
            "Did you mean 'net.words', the only Operand<TString>? Then annotate the parameter @From(\"net.words\").");
  }

  @Test
  void unknownSource() {
    hook("@From(«unknown-input»\"losss\") Operand<TFloat32> value").says("Did you mean 'loss'?");
    hook("@From(«unknown-input»\"\") Operand<TFloat32> logits");
  }

  @Test
  void sourceOverridesTheName() {
    assertTrue(
        hook("@From(\"scores\") Operand<TFloat32> logits")
            .generated("p.MSpecFactory")
            .contains(".trainingHooks(model.hook(scores))"));
  }

  @Test
  void sourceOverridesTheType() {
    Check.that(
        "package org.estimator4j.nn.layer; class Unused {}",
        model(
            "record Net(Layers made, Operand<TFloat32> logits) {}",
            "@ModelFn Net net(@Feature Operand<TFloat32> x) { return null; }",
            PREDICTIONS,
            LOSS,
            TRAIN_OP,
            "@TrainingHooks SessionRunHook hook(@From(\"made\") Layers layers) { return null; }"));
  }

  @Test
  void unannotatedParametersOfThePortedStyle() {
    Check.that(
            model(
                "@ModelFn(features = @Feature(name = \"x\", dtype = DType.FLOAT32))"
                    + " EstimatorSpec modelFn(Features f, Operand<TFloat32> «unknown-input»x) { return null; }"))
        .says("annotate the parameter @Feature", "By name there are: nothing.");
  }

  @Test
  void nameOfTwoResults() {
    Check.that(
            model(
                NETWORK,
                "record Answer(Operand<TFloat32> logits, Operand<TInt64> kind) {}",
                "@Predictions Answer answer(Operand<TFloat32> logits) { return null; }",
                LOSS.replace(
                    "Operand<TFloat32> logits", "Operand<TFloat32> «ambiguous-input»logits"),
                TRAIN_OP))
        .says(
            "Parameter 'logits' of M.loss could be any of several results called 'logits': logits"
                + " (Operand<TFloat32>) and answer.logits (Operand<TFloat32>).",
            "@From(\"logits\") or @From(\"answer.logits\")");
  }

  @Test
  void sourceResolvesAmbiguity() {
    String factory =
        Check.that(
                model(
                    NETWORK,
                    "record Answer(Operand<TFloat32> logits, Operand<TInt64> kind) {}",
                    "@Predictions Answer answer(Operand<TFloat32> logits) { return null; }",
                    LOSS.replace(
                        "Operand<TFloat32> logits", "@From(\"logits\") Operand<TFloat32> logits"),
                    TRAIN_OP,
                    "@EvaluationHooks SessionRunHook hook(@From(\"answer.logits\") Operand<TFloat32> v) { return null; }"))
            .generated("p.MSpecFactory");
    assertTrue(factory.contains("model.loss(context.losses(), logits, y)"), factory);
    assertTrue(factory.contains("model.hook(answer.logits())"), factory);
  }

  @Test
  void twoMethodsOfOneName() {
    with(
        "@TrainingHooks SessionRunHook same(Operand<TFloat32> logits) { return null; }",
        "@TrainingChiefHooks SessionRunHook same() { return null; }",
        "@EvaluationHooks SessionRunHook hook(SessionRunHook «ambiguous-input»same, @From(«ambiguous-input»\"same\") SessionRunHook b) { return null; }");
  }

  @Test
  void labelInPredict() {
    Check.that(
            model(
                "@ModelFn Operand<TFloat32> logits(@Feature Operand<TFloat32> x, @Label Operand<TInt32> «absent-input»y) { return null; }",
                PREDICTIONS,
                LOSS,
                TRAIN_OP))
        .says(
            "Parameter 'y' of M.logits takes the label 'y', which does not exist in PREDICT, where"
                + " @Predictions scores needs it: scores -> logits -> @Label y.");
  }

  @Test
  void labelsAsAWholeInPredict() {
    Check.that(
            model(
                NETWORK,
                "@Predictions Operand<TFloat32> scores(Operand<TFloat32> logits, Labels «absent-input»labels) { return null; }",
                LOSS,
                TRAIN_OP))
        .says("takes the labels, which do not exist in PREDICT");
  }

  @Test
  void labelInPredictThroughTheLoss() {
    Check.that(
            model(
                NETWORK,
                PREDICTIONS,
                LOSS.replace("Operand<TInt32> y", "Operand<TInt32> «absent-input»y"),
                TRAIN_OP,
                "@PredictionHooks SessionRunHook hook(Operand<TFloat32> loss) { return null; }"))
        .says("@PredictionHooks hook needs it: hook -> loss -> @Label y");
  }

  @Test
  void labelOfAModelWithoutPredictIsFine() {
    Check.that(
        model(
            "@ModelFn(modes = «never-exported»{Mode.TRAIN, Mode.EVAL}) Operand<TFloat32> logits(@Feature Operand<TFloat32> x, @Label Operand<TInt32> y) { return null; }",
            LOSS,
            TRAIN_OP));
  }

  @Test
  void labelsInPredictAreTheBusinessOfThePortedStyle() {
    Check.that(
        model(
            "@ModelFn(features = @Feature(name = \"x\", dtype = DType.FLOAT32), labels = @Label(name = \"y\", dtype = DType.INT32))"
                + " EstimatorSpec modelFn(Features f, Labels l) { return null; }"));
    Check.that(
        model(
            "@ModelFn(features = @Feature(name = \"x\", dtype = DType.FLOAT32))"
                + " EstimatorSpec modelFn(Features f, @Label Operand<TInt32> «absent-input»y) { return null; }"));
  }

  @Test
  void trainOpInEval() {
    Check.that(
            model(
                NETWORK,
                PREDICTIONS,
                LOSS,
                "@TrainOp Op step(Operand<TFloat32> loss) { return null; }",
                "@UseScaffold Scaffold scaffold(Op «absent-input»step) { return null; }",
                "@TrainingHooks SessionRunHook hook(Op trainOp) { return null; }"))
        .says(
            "Parameter 'step' of M.scaffold takes the train op, 'step', which does not exist in EVAL and PREDICT,"
                + " where @UseScaffold scaffold needs it: scaffold -> step.",
            "leave EVAL and PREDICT out of its modes");
  }

  @Test
  void cycle() {
    Check.that(
            model(
                NETWORK,
                "@Predictions Operand<TFloat32> scores(Operand<TFloat32> logits, Operand<TFloat32> «input-cycle»loss) { return null; }",
                "@Loss Operand<TFloat32> loss(Operand<TFloat32> scores) { return null; }",
                TRAIN_OP))
        .says(
            "M has methods that wait for each other in TRAIN, EVAL and PREDICT:",
            "loss -> scores -> loss");
  }

  @Test
  void cycleOfOne() {
    Check.that(
            model(
                "@ModelFn Operand<TFloat32> logits(@Feature Operand<TFloat32> x, Operand<TFloat32> «input-cycle»logits) { return null; }",
                PREDICTIONS,
                LOSS,
                TRAIN_OP))
        .says("logits -> logits");
  }

  @Test
  void resultOfAnotherType() {
    hook("Operand<TInt32> «type-mismatch»logits")
        .says(
            "Parameter 'logits' of M.hook is Operand<TInt32>, but 'logits' gives Operand<TFloat32>.");
  }

  @Test
  void componentOfAnotherType() {
    Check.that(
            model(
                NETWORK,
                "record Answer(Operand<TInt64> kind) {}",
                "@Predictions Answer answer(Operand<TFloat32> logits) { return null; }",
                LOSS,
                TRAIN_OP,
                "@EvaluationHooks SessionRunHook hook(Operand<TInt32> «type-mismatch»kind, Operand<TInt64> «type-mismatch»predictions) { return null; }"))
        .says("but 'answer.kind' gives Operand<TInt64>", "but 'answer' gives Answer");
  }

  @Test
  void equallyNamedTypesAreToldApart() {
    Check.that(
            "package q; public interface Operand<T> {}",
            model(
                NETWORK,
                PREDICTIONS,
                LOSS,
                TRAIN_OP,
                "@TrainingHooks SessionRunHook hook(q.Operand<TFloat32> «type-mismatch»logits) { return null; }"))
        .says(
            "is q.Operand<org.tensorflow.types.TFloat32>, but 'logits' gives org.tensorflow.Operand<");
  }

  @Test
  void widerTypesFit() {
    hook("Operand<? extends TNumber> logits, Op trainOp".replace(", Op trainOp", ""));
    hook(
        "@From(\"logits\") Op any, @From(\"loss\") Object o, @From(\"optimizer\") Optimizer trainer");
  }

  @Test
  void wholeRecordIsTakenByTheMethodsName() {
    Check.that(
        model(
            "record Net(Operand<TFloat32> logits, Operand<TFloat32> hidden) {}",
            "@ModelFn Net net(@Feature Operand<TFloat32> x) { return null; }",
            PREDICTIONS,
            LOSS,
            TRAIN_OP,
            "@EvaluationHooks SessionRunHook hook(Net net) { return null; }"));
  }

  @Test
  void unusedNetwork() {
    Check.that(
            model(
                NETWORK.replace("@ModelFn", "«unused-result»@ModelFn"),
                "@Predictions Operand<TFloat32> scores(@Feature Operand<TFloat32> x) { return null; }",
                "@Loss Operand<TFloat32> loss(Operand<TFloat32> scores) { return null; }",
                TRAIN_OP))
        .says("The result of M.logits is not used: no method takes 'logits'.");
  }

  @Test
  void unusedComponentOfTheNetwork() {
    Check.that(
            model(
                "record Net(Operand<TFloat32> logits, Operand<TFloat32> «unused-result»hidden) {}",
                "@ModelFn Net net(@Feature Operand<TFloat32> x) { return null; }",
                PREDICTIONS,
                LOSS,
                TRAIN_OP))
        .says("The component 'hidden' of the result of M.net is not used");
  }

  @Test
  void unusedComponentOfARecordElsewhere() {
    Check.that(
        "package p; "
            + Sources.IMPORTS
            + "record Net(Operand<TFloat32> logits, Operand<TFloat32> hidden) {}",
        model(
            "@ModelFn Net «unused-result»net(@Feature Operand<TFloat32> x) { return null; }",
            PREDICTIONS,
            LOSS,
            TRAIN_OP));
  }

  @Test
  void fiveFaultsAreFiveErrors() {
    Check.that(
        model(
            "@ModelFn Operand<TFloat32> logits(Layers layers, @Feature(dtype = DType«dtype-given».INT32) Operand<TFloat32> x) { return null; }",
            PREDICTIONS.replace(
                "Operand<TFloat32> logits", "Operand<TFloat32> «unknown-input»lgits"),
            LOSS.replace("Operand<TFloat32> logits", "Operand<TInt64> «type-mismatch»logits"),
            TRAIN_OP.replace("  Optimizer ", "  private Optimizer «private-method»"),
            "@EvalMetricOps int «return-type»metrics() { return 0; }"));
  }
}
