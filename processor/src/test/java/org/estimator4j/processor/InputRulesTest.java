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
import org.junit.jupiter.params.provider.ValueSource;

/** Features and labels: on parameters and declared. */
class InputRulesTest {

  private static Check network(String parameters) {
    return Check.that(
        model(
            "@ModelFn Operand<TFloat32> logits(" + parameters + ") { return null; }",
            PREDICTIONS,
            LOSS,
            TRAIN_OP));
  }

  private static Check ported(String attributes) {
    return Check.that(
        model(
            "@ModelFn("
                + attributes
                + ") EstimatorSpec modelFn(Features features) { return null; }"));
  }

  private static Check hook(String parameters) {
    return Check.that(
        model(
            NETWORK,
            PREDICTIONS,
            LOSS,
            TRAIN_OP,
            "@EvaluationHooks SessionRunHook hook(" + parameters + ") { return null; }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TFloat32 «input-type»x",
        "Operand<? extends TNumber> «input-type»x",
        "Operand<?> «input-type»x",
        "Operand<TNumber> «input-type»x",
        "float[] «input-type»x",
        "String «input-type»x",
        "Op «input-type»x",
        "Features «input-type»x",
        "int «input-type»x"
      })
  void featureMustBeAnOperandOfOneType(String parameter) {
    network("@Feature " + parameter)
        .says("Parameter 'x' of M.logits is annotated @Feature and has the type");
  }

  @Test
  void rawOperandIsNoFeature() {
    Check.that(
            List.of("-Xlint:-rawtypes"),
            model(
                "@ModelFn Operand<TFloat32> logits(@Feature Operand «input-type»x) { return null; }",
                PREDICTIONS,
                LOSS,
                TRAIN_OP))
        .says("the type Operand, which leaves the element type open");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TFloat32", "TFloat64", "TUint8", "TInt32", "TInt64", "TBool", "TString"})
  void everyElementTypeIsAFeature(String type) {
    assertTrue(
        network("@Feature Operand<" + type + "> x")
            .generated("p.MSpecFactory")
            .contains("FeatureSpec.dense(\"x\", " + type + ".class, Shape.of(-1))"));
  }

  @Test
  void varianceOfKotlinDoesNotMatter() {
    assertTrue(
        network("@Feature Operand<? extends TFloat32> x")
            .generated("p.MSpecFactory")
            .contains("Operand<TFloat32> x = context.feature(X);"));
  }

  @Test
  void parameterIsBoundOnce() {
    hook("@Label @Feature Operand<TInt32> «clashing-annotations»y, @Label @From(\"logits\") Operand<TInt32> «clashing-annotations»z")
        .says(
            "Parameter 'y' of M.hook is annotated @Feature and @Label.",
            "Parameter 'z' of M.hook is annotated @Label and @From.");
  }

  @Test
  void secondMentionMayLeaveOutTheShape() {
    String factory =
        hook("@Feature Operand<TFloat32> x, @Label(shape = {-1, 1}) Operand<TInt32> y")
            .generated("p.MSpecFactory");
    assertTrue(factory.contains("Shape.of(-1, 4)"), factory);
    assertTrue(factory.contains("Shape.of(-1, 1)"), factory);
  }

  @Test
  void featureAndLabelMayShareAName() {
    String factory = hook("@Label Operand<TString> x").generated("p.MSpecFactory");
    assertTrue(factory.contains("context.feature(X)"), factory);
    assertTrue(factory.contains("context.label(X_LABEL)"), factory);
  }

  @Test
  void oneInputOfTwoTypes() {
    hook("«input-conflict»@Feature(name = \"x\") Operand<TInt64> other")
        .says(
            "Feature 'x' has the element type TInt64 here (parameter 'other' of hook), but TFloat32"
                + " there (parameter 'x' of logits).");
  }

  @Test
  void oneInputOfTwoShapes() {
    hook("@Feature(shape = «input-conflict»{-1, 5}) Operand<TFloat32> x")
        .says("Feature 'x' has the shape {-1, 5} here (parameter 'x' of hook), but {-1, 4} there");
  }

  @Test
  void declaredTwiceDifferently() {
    ported(
        "features = {@Feature(name = \"x\", dtype = DType.FLOAT32), @Feature(name = \"x\", dtype = DType«input-conflict».INT32)}");
  }

  @Test
  void negativeSizes() {
    network("@Feature(shape = «input-shape»{-1, -2}) Operand<TFloat32> x")
        .says(
            "Feature 'x' (parameter 'x' of logits) has the shape {-1, -2}, with a size below -1.");
  }

  @Test
  void sparseAndRaggedFeatures() {
    String words = factory("@Feature RaggedOperand<TString> words");
    assertTrue(words.contains("private static final RaggedFeature<TString> WORDS ="), words);
    assertTrue(
        words.contains("FeatureSpec.ragged(\"words\", TString.class, Shape.of(-1, -1))"), words);
    assertTrue(words.contains("RaggedOperand<TString> words = context.feature(WORDS);"), words);
    String weights = factory("@Feature(shape = {-1, 1000}) SparseOperand<TFloat32> weights");
    assertTrue(
        weights.contains("FeatureSpec.sparse(\"weights\", TFloat32.class, Shape.of(-1, 1000))"),
        weights);
    assertTrue(
        weights.contains("SparseOperand<TFloat32> weights = context.feature(WEIGHTS);"), weights);
    assertTrue(
        factory("@Feature(shape = {-1, -1, 4}) RaggedOperand<TInt64> boxes")
            .contains("Shape.of(-1, -1, 4)"));
  }

  private static String factory(String parameter) {
    return network(parameter).generated("p.MSpecFactory");
  }

  @Test
  void sparseLabels() {
    String generated =
        Check.that(
                model(
                    NETWORK,
                    PREDICTIONS,
                    """
                      @Loss
                      Operand<TFloat32> loss(Operand<TFloat32> logits, @Label SparseOperand<TInt64> tags) {
                        return null;
                      }
                    """,
                    TRAIN_OP))
            .generated("p.MSpecFactory");
    assertTrue(generated.contains("SparseOperand<TInt64> tags = context.label(TAGS);"), generated);
  }

  @Test
  void sparseAndRaggedOfAnyTypeAreNoFeatures() {
    network("@Feature SparseOperand<?> «input-type»x")
        .says("the type SparseOperand<?>, which leaves the element type open");
    network("@Feature RaggedOperand<? extends TNumber> «input-type»x");
  }

  @Test
  void shapesOfSparseAndRagged() {
    network("@Feature(shape = «sparse-shape»{-1}) SparseOperand<TFloat32> x")
        .says(
            "Feature 'x' (parameter 'x' of logits) has the shape {-1}, which no SparseOperand has.",
            "Write shape = {-1, 1000}, or leave the shape out: {-1, -1}.");
    network("@Feature(shape = «sparse-shape»{-1, 4}) RaggedOperand<TFloat32> x")
        .says("has the shape {-1, 4}, which no RaggedOperand has.", "Write shape = {-1, -1}");
    network("@Feature(shape = «sparse-shape»{-1, -1, -1}) RaggedOperand<TFloat32> x");
  }

  @Test
  void oneInputOfTwoForms() {
    hook("«input-conflict»@Feature(name = \"x\") SparseOperand<TFloat32> other")
        .says(
            "Feature 'x' has the element type SparseOperand<TFloat32> here (parameter 'other' of"
                + " hook), but TFloat32 there (parameter 'x' of logits).");
  }

  @Test
  void fixedBatchDimensionIsAWarning() {
    network("@Feature(shape = «batch-dimension»{8, 8, 1}) Operand<TFloat32> x")
        .says(
            "Feature 'x' (parameter 'x' of logits) has the shape {8, 8, 1}: its batch dimension is fixed.",
            "write shape = {-1, 8, 8, 1}");
  }

  @Test
  void fixedBatchDimensionOnPurpose() {
    network(
        "@SuppressWarnings(\"estimator4j:batch-dimension\") @Feature(shape = {32, 8}) Operand<TFloat32> x");
  }

  @Test
  void hugeSizes() {
    assertTrue(
        network("@Feature(shape = {-1, 3_000_000_000L}) Operand<TFloat32> x")
            .generated("p.MSpecFactory")
            .contains("Shape.of(-1, 3000000000L)"));
  }

  @Test
  void dtypeBesideAnOperand() {
    network("@Feature(dtype = DType«dtype-given».INT32) Operand<TFloat32> x")
        .says(
            "@Feature on parameter 'x' of logits gives a dtype.",
            "The element type is that of the Operand, TFloat32");
  }

  @Test
  void kindBesideAParameter() {
    network("@Feature(kind = Kind«kind-given».SPARSE) RaggedOperand<TFloat32> x")
        .says(
            "@Feature on parameter 'x' of logits gives a kind.",
            "The kind is that of the parameter, RaggedOperand");
    network("@Feature(kind = Kind.INFERRED) Operand<TFloat32> x");
  }

  @Test
  void kindsInADeclaration() {
    String factory =
        ported(
                """
                features = {
                  @Feature(name = "words", dtype = DType.STRING, kind = Kind.RAGGED),
                  @Feature(name = "boxes", dtype = DType.FLOAT32, kind = Kind.RAGGED, shape = {-1, -1, 4}),
                  @Feature(name = "weights", dtype = DType.FLOAT32, kind = Kind.SPARSE, shape = {-1, 1000}),
                  @Feature(name = "tags", dtype = DType.INT64, kind = Kind.SPARSE),
                  @Feature(name = "age", dtype = DType.FLOAT32, kind = Kind.DENSE),
                  @Feature(name = "size", dtype = DType.FLOAT32, kind = Kind.INFERRED)}
                """)
            .generated("p.MSpecFactory");
    for (String declared :
        List.of(
            "FeatureSpec.ragged(\"words\", TString.class, Shape.of(-1, -1))",
            "FeatureSpec.ragged(\"boxes\", TFloat32.class, Shape.of(-1, -1, 4))",
            "FeatureSpec.sparse(\"weights\", TFloat32.class, Shape.of(-1, 1000))",
            "FeatureSpec.sparse(\"tags\", TInt64.class, Shape.of(-1, -1))",
            "FeatureSpec.dense(\"age\", TFloat32.class, Shape.of(-1))",
            "FeatureSpec.dense(\"size\", TFloat32.class, Shape.of(-1))")) {
      assertTrue(factory.contains(declared), () -> declared + " is not in\n" + factory);
    }
  }

  @Test
  void shapeThatTheDeclaredKindCannotHave() {
    ported(
            "features = @Feature(name = \"x\", dtype = DType.BOOL, kind = Kind.RAGGED, shape = «sparse-shape»{-1, 4})")
        .says("Feature 'x' (@ModelFn of modelFn) has the shape {-1, 4}, which no RaggedOperand");
  }

  @Test
  void parameterOfAnotherKindThanDeclared() {
    Check.that(
            model(
                "@ModelFn(features = @Feature(name = \"x\", dtype = DType.FLOAT32, kind = Kind.RAGGED))"
                    + " EstimatorSpec modelFn(«input-conflict»@Feature Operand<TFloat32> x) { return null; }"))
        .says(
            "Feature 'x' has the element type TFloat32 here (parameter 'x' of modelFn), but"
                + " RaggedOperand<TFloat32> there (@ModelFn of modelFn).");
  }

  @Test
  void dtypeMissingInADeclaration() {
    ported("features = «dtype-missing»@Feature(name = \"x\", shape = {-1, 4})")
        .says(
            "@Feature 'x' (@ModelFn of modelFn) has no dtype.",
            "@Feature(name = \"x\", dtype = DType.FLOAT32)");
    ported(
        "features = {@Feature(name = \"y\", dtype = DType.BOOL), @Feature(name = \"x\", dtype = DType«dtype-missing».INFERRED)}");
  }

  @Test
  void nameMissingInADeclaration() {
    ported(
            "features = @Feature(name = \"x\", dtype = DType.BOOL),"
                + " labels = {«input-name»@Label(dtype = DType.INT32), «input-name»@Label(name = \" \", dtype = DType.INT32)}")
        .says("A @Label of @ModelFn of modelFn has no name.");
  }

  @Test
  void blankNameOnAParameter() {
    network("«input-name»@Feature(name = \" \") Operand<TFloat32> x")
        .says(
            "A @Feature of parameter 'x' of logits has no name.", "Mend: @Feature(name = \"...\")");
  }

  @Test
  void portedStyleDeclaresItsData() {
    Check.that(
            model(
                "@ModelFn EstimatorSpec modelFn(Features «undeclared-inputs»features, Labels «undeclared-inputs»labels, Mode mode, Params params)"
                    + " { return null; }"))
        .says(
            "M.modelFn takes all features, in parameter 'features', but the model declares no features.",
            "@ModelFn(labels = {@Label(name = \"...\", dtype = DType.FLOAT32, shape = {-1, 4})})");
    Check.that(
            model("«undeclared-inputs»@ModelFn EstimatorSpec modelFn(Mode mode) { return null; }"))
        .says("M.modelFn builds the whole EstimatorSpec, but the model declares no features.");
  }

  @Test
  void featuresOfTheComposedStyleAreThoseOfItsParameters() {
    hook("Features all, Labels truth");
    Check.that(
        model(
            "@ModelFn Operand<TFloat32> logits(Features «undeclared-inputs»all) { return null; }",
            PREDICTIONS,
            LOSS,
            TRAIN_OP));
  }

  @Test
  void composedStyleMayDeclareToo() {
    String factory =
        Check.that(
                model(
                    "@ModelFn(features = @Feature(name = \"sepal length (cm)\", dtype = DType.FLOAT32))"
                        + " Operand<TFloat32> logits(Features all) { return null; }",
                    PREDICTIONS,
                    LOSS,
                    TRAIN_OP))
            .generated("p.MSpecFactory");
    assertTrue(factory.contains("SEPAL_LENGTH_CM"), factory);
  }

  @Test
  void declaredInputThatNobodyTakes() {
    Check.that(
            model(
                """
                  @ModelFn(
                      features = {
                        «unused-input»@Feature(name = "old", dtype = DType.FLOAT32),
                        @Feature(name = "x", dtype = DType.FLOAT32, shape = {-1, 4})},
                      labels = «unused-input»@Label(name = "weight", dtype = DType.FLOAT32))
                  Operand<TFloat32> logits(Layers layers, @Feature Operand<TFloat32> x) { return null; }
                """,
                PREDICTIONS,
                LOSS,
                TRAIN_OP))
        .says(
            "The feature 'old' (@ModelFn of logits) is declared, and no method that is called takes it.",
            "The label 'weight' (@ModelFn of logits) is declared",
            "a parameter of type Labels");
    Check.that(
        model(
            """
              @ModelFn(
                  features = @Feature(name = "x", dtype = DType.FLOAT32),
                  labels = «unused-input»@Label(name = "y", dtype = DType.INT32))
              EstimatorSpec modelFn(Features features) { return null; }
            """));
  }

  @Test
  void annotationsThatNobodyReads() {
    Check.that(
            model(
                NETWORK,
                PREDICTIONS,
                LOSS,
                TRAIN_OP,
                """
                  «stray-annotation»@Feature Operand<TFloat32> field;
                  M(«stray-annotation»@Label Operand<TInt32> y) {}
                  Operand<TFloat32> helper(«stray-annotation»@From("logits") Operand<TFloat32> logits) { return null; }
                  «stray-annotation»@Output Operand<TFloat32> odds() { return null; }
                  record Inputs(«stray-annotation»@Feature Operand<TFloat32> x, @Output(name = "odds") Operand<TFloat32> p) {}
                """))
        .says(
            "@Feature on field 'field' of M has no effect.",
            "@Label on parameter 'y' of the constructor of M has no effect.",
            "@From on parameter 'logits' of M.helper has no effect.",
            "Annotate 'helper' with its role",
            "@Output on method M.odds has no effect.",
            "Return a record, and annotate its component",
            "@Feature on component 'x' of Inputs has no effect.");
  }

  @Test
  void annotationsInAClassWithoutAnyRole() {
    Check.that(
        Sources.type(
            "interface Base",
            "Operand<TFloat32> logits(«stray-annotation»@Feature Operand<TFloat32> x);"));
  }

  @Test
  void annotationsThatNobodyReadsFollowFromErrors() {
    Check.that(
        model(
            NETWORK.replace("@ModelFn", "«missing-role»@ModelFn"),
            PREDICTIONS,
            LOSS.replace("@Loss", ""),
            TRAIN_OP));
  }

  @Test
  void faultsOfInputsAreReportedTogether() {
    hook(
        "@Feature(dtype = DType«dtype-given».INT32, shape = «input-shape»{-1, -5}) Operand<TInt32> a,"
            + " @Label(shape = «batch-dimension»{3}) String «input-type»b,"
            + " @Label(shape = {-1, 9}) Operand<TFloat32> c,"
            + " @Label(name = \"c\", shape = «input-conflict»{-1, 8}) Operand<TFloat32> d");
  }
}
