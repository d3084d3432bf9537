package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.PREDICTIONS;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.model;
import static org.estimator4j.processor.Sources.type;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever names the user has, generated code compiles without a warning. */
class AnyNameTest {

  /** Names that variables, types and packages of generated code could be confused with. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "context",
        "model",
        "org",
        "java",
        "p",
        "M",
        "EstimatorSpec",
        "List",
        "Set",
        "Mode",
        "Objects",
        "Operand",
        "Shape",
        "X",
        "Y",
        "train",
        "x",
        "y",
        "record",
        "yield",
        "var",
        "sealed",
        "build",
        "MSpecFactory",
        "String",
        "$",
        "größe",
        "FeatureSpec",
        "InputSpec"
      })
  void anyNameWillDo(String name) {
    Check.that(
        model(
            "@ModelFn Operand<TFloat32> "
                + name
                + "(@Feature Operand<TFloat32> x) { return null; }",
            "@Predictions Operand<TFloat32> scores(Operand<TFloat32> "
                + name
                + ") { return null; }",
            "@Loss static Operand<TFloat32> loss(Operand<TFloat32> "
                + name
                + ", @Label(name = \"y\") Operand<TInt32> y0) { return null; }",
            TRAIN_OP));
    Check.that(
        model(
            NETWORK.replace("> x)", "> " + name + ")"),
            PREDICTIONS,
            "@Loss static Operand<TFloat32> loss(Operand<TFloat32> logits, @Label Operand<TInt32> "
                + name
                + ") { return null; }",
            TRAIN_OP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/ class",
        "\\\\u002a/",
        "\\\"",
        "a\\nb",
        "a\\tb",
        "<b>&amp;",
        "{@link X}",
        "@see",
        "1st",
        "sepal length (cm)",
        "ß",
        "日本",
        "$T",
        "$L",
        "class",
        "__",
        "a.b",
        "'",
        "%s"
      })
  void anyInputNameWillDo(String name) {
    Check.that(
        List.of("-Xdoclint:all,-missing"),
        type(
            "/** A model. */ public final class M",
            NETWORK.replace("shape =", "name = \"" + name + "\", shape ="),
            PREDICTIONS,
            LOSS.replace("@Label", "@Label(name = \"" + name + "\")"),
            TRAIN_OP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Operand",
        "Mode",
        "EstimatorSpec",
        "ModelContext",
        "List",
        "Set",
        "Objects",
        "Shape",
        "TFloat32",
        "String",
        "Override",
        "Object",
        "Generated",
        "NullMarked",
        "EstimatorSpecFactory",
        "DenseFeature",
        "FeatureSpec",
        "InputSpec",
        "SuppressWarnings",
        "IllegalStateException",
        "Überraschung"
      })
  void anyClassNameWillDo(String name) {
    String members =
        """
          @org.estimator4j.annotation.ModelFn
          org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits(
              @org.estimator4j.annotation.Feature org.tensorflow.Operand<org.tensorflow.types.TFloat32> x) {
            return null;
          }
          @org.estimator4j.annotation.Predictions
          org.tensorflow.Operand<org.tensorflow.types.TFloat32> scores(
              org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits) {
            return null;
          }
          @org.estimator4j.annotation.Loss
          static org.tensorflow.Operand<org.tensorflow.types.TFloat32> loss(
              org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits,
              @org.estimator4j.annotation.Label org.tensorflow.Operand<org.tensorflow.types.TInt32> y) {
            return null;
          }
          @org.estimator4j.annotation.TrainOp
          org.estimator4j.nn.optimizer.Optimizer optimizer() {
            return null;
          }
        """;
    Check.that("package p;\npublic final class " + name + " {\n" + members + "}");
    Check.that(
        "package p;\npublic final class Outer { public static final class "
            + name
            + " {\n"
            + members
            + "} }");
    Check.that("\nfinal class " + name + "$1 {\n" + members + "}");
    Check.that("package p;\nclass M {\n" + members + "}", "package p;\nclass " + name + " {}");
  }

  @Test
  void defaultPackageWillDo() {
    Check.that(Sources.IMPORTS + "class M {" + NETWORK + PREDICTIONS + LOSS + TRAIN_OP + "}")
        .generated("MSpecFactory");
  }
}
