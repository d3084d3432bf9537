package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.PREDICTIONS;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.file;
import static org.estimator4j.processor.Sources.model;
import static org.estimator4j.processor.Sources.type;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The shape of the class, and that it is one. */
class ClassRulesTest {

  private static final String[] ALL = {NETWORK, PREDICTIONS, LOSS, TRAIN_OP};

  @Test
  void publicPackagePrivateAndRecordClassesAreModels() {
    Check.that(model(ALL), type("class Hidden", ALL), type("record Rate(float rate)", ALL));
  }

  @Test
  void nestedClassesAreModels() {
    Check check =
        Check.that(
            file(
                "public class Outer { public static class Inner {" + String.join("", ALL) + "} }"));
    assertTrue(
        check
            .generated("p.Outer_InnerSpecFactory")
            .contains("public final class Outer_InnerSpecFactory"));
  }

  @Test
  void factoryIsPublicOnlyIfAllAroundTheModelIs() {
    Check check =
        Check.that(
            file("class Outer { public static class Inner {" + String.join("", ALL) + "} }"));
    assertTrue(check.generated("p.Outer_InnerSpecFactory").contains("\nfinal class Outer_Inner"));
  }

  @Test
  void interfaceIsNoModel() {
    Check.that(
            type(
                "«not-a-class»interface M",
                NETWORK.replace("Operand<TFloat32> logits", "default Operand<TFloat32> logits"),
                PREDICTIONS.replace("Operand<TFloat32> s", "default Operand<TFloat32> s"),
                LOSS.replace("Operand<TFloat32> loss", "default Operand<TFloat32> loss"),
                TRAIN_OP.replace("Optimizer o", "default Optimizer o")))
        .says("M is an interface, and has a @ModelFn method");
  }

  @Test
  void enumIsNoModel() {
    Check.that(type("«not-a-class»enum M", "A;", NETWORK, PREDICTIONS, LOSS, TRAIN_OP))
        .says("M is an enum");
  }

  @Test
  void annotationTypeIsNoModel() {
    Check.that(
            type(
                "@«not-a-class»interface M",
                "@ModelFn(modes = Mode.PREDICT) int «return-type»logits();",
                "@Predictions int «return-type»scores();"))
        .says("M is an annotation type");
  }

  @Test
  void abstractClassIsNoModel() {
    Check.that(type("abstract «abstract-class»class M", ALL))
        .says("'logits' in the concrete subclass");
  }

  @Test
  void abstractMethodOfAnAbstractModelIsNotReportedBesides() {
    Check.that(
        type(
            "abstract «abstract-class»class M",
            "@ModelFn abstract Operand<TFloat32> logits(Layers layers);",
            PREDICTIONS,
            LOSS,
            TRAIN_OP));
  }

  @Test
  void privateClassIsOutOfReach() {
    Check.that(
            file(
                "class Outer { private static «private-class»class M {"
                    + String.join("", ALL)
                    + "} }"))
        .says("M is private, or inside a private class");
  }

  @Test
  void classInsideAPrivateClassIsOutOfReach() {
    Check.that(
        file(
            "class Outer { private static class P { static «private-class»class M {"
                + String.join("", ALL)
                + "} } }"));
  }

  @Test
  void innerClassNeedsAnOuterInstance() {
    Check.that(file("class Outer { «inner-class»class M {" + String.join("", ALL) + "} }"))
        .says("static class M");
  }

  @Test
  void genericClassHasNoElementTypes() {
    Check.that(type("«generic-class»class M<T extends TType>", ALL)).says("M has type parameters");
  }

  @Test
  void rolesWithoutNetworkAreReportedOnce() {
    Check.that(
            model(PREDICTIONS.replace("@Predictions", "«no-model-fn»@Predictions"), LOSS, TRAIN_OP))
        .says("M.scores is annotated @Predictions, but no method of M is annotated @ModelFn");
  }

  /** An annotation on a component is one on its accessor, which stands nowhere. */
  @Test
  void roleOfAComponentIsReportedOnTheComponent() {
    Check.that(type("record M(@Loss Operand<TFloat32> «no-model-fn»loss)"))
        .says("M.loss is annotated @Loss, but no method of M is annotated @ModelFn");
  }

  @Test
  void abstractClassesAndInterfacesMayHoldRolesForOthers() {
    Check.that(
        type("abstract class Base", LOSS),
        type("interface Trained", TRAIN_OP.replace("Optimizer o", "default Optimizer o")));
  }

  @Test
  void faultsOfTheClassAreReportedTogether() {
    Check.that(
        file(
            "class Outer { private «private-class»«inner-class»«generic-class»class M<T> {"
                + NETWORK.replace(
                    "Operand<TFloat32> logits", "private Operand<TFloat32> «private-method»logits")
                + LOSS.replace("Operand<TFloat32> loss", "void «return-type»loss")
                    .replace("return null;", "")
                + PREDICTIONS
                + TRAIN_OP
                + "} }"));
  }
}
