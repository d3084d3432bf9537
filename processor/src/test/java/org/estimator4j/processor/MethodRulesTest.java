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

/** Methods that generated code can call, and others. */
class MethodRulesTest {

  private static final String LOSS_NAME = "Operand<TFloat32> loss(";

  private static String loss(String beginning) {
    return LOSS.replace(LOSS_NAME, beginning);
  }

  private static Check checking(String loss) {
    return Check.that(model(NETWORK, PREDICTIONS, loss, TRAIN_OP));
  }

  @Test
  void privateMethod() {
    checking(loss("private Operand<TFloat32> «private-method»loss("))
        .says("M.loss is private, and annotated @Loss");
  }

  @Test
  void abstractMethodOfAConcreteClass() {
    checking("@Loss abstract Operand<TFloat32> «abstract-method»loss(Operand<TFloat32> logits);\n")
        .says("M.loss is abstract");
  }

  @Test
  void genericMethod() {
    checking(loss("<T extends TType> Operand<TFloat32> «generic-method»loss("))
        .says("M.loss, annotated @Loss, has type parameters");
  }

  @Test
  void genericResultIsReportedOnce() {
    Check.that(
        model(
            "@ModelFn <T extends TType> Operand<T> «generic-method»logits(@Feature Operand<TFloat32> x)"
                + " { return null; }",
            PREDICTIONS,
            LOSS,
            TRAIN_OP));
  }

  @Test
  void varargsMethod() {
    checking(
            "@Loss @SafeVarargs final Operand<TFloat32> loss(Operand<TFloat32>... «varargs-method»logits) { return null; }\n")
        .says("The last parameter of M.loss, 'logits'");
  }

  @Test
  void checkedExceptions() {
    checking(
            LOSS.replace("Operand<TFloat32> loss", "Operand<TFloat32> «checked-exception»loss")
                .replace(
                    " y) {",
                    " y) throws java.io.IOException, IllegalStateException, InterruptedException {"))
        .says("M.loss throws IOException | InterruptedException, a checked exception");
  }

  @Test
  void uncheckedExceptionsAreFine() {
    checking(LOSS.replace(" y) {", " y) throws IllegalStateException, Error {"));
  }

  @Test
  void nativeStaticFinalAndSynchronizedMethodsAreFine() {
    Check.that(
        model(
            "@ModelFn native Operand<TFloat32> logits(@Feature Operand<TFloat32> x);",
            PREDICTIONS
                .replace("  Operand<TFloat32> s", "  static strictfp Operand<TFloat32> s")
                .replace("strictfp ", ""),
            LOSS.replace("  Operand<TFloat32> loss", "  synchronized Operand<TFloat32> loss"),
            TRAIN_OP.replace("  Optimizer", "  final Optimizer")));
  }

  @Test
  void suspendFunctionIsExplainedInsteadOfItsStrangeTypes() {
    Check.that(
            "package kotlin.coroutines; public interface Continuation<T> {}",
            model(
                NETWORK,
                PREDICTIONS,
                """
                  @Loss
                  Object «suspend-function»loss(Operand<TFloat32> logits,
                      kotlin.coroutines.Continuation<? super Operand<TFloat32>> done) { return null; }
                """,
                TRAIN_OP))
        .says("M.loss is a suspend function", "Remove 'suspend'");
  }

  @Test
  void privateTypeOfAResult() {
    Check.that(
            model(
                "private record Net(Operand<TFloat32> logits) {}",
                "@ModelFn Net «unreachable-type»net(@Feature Operand<TFloat32> x) { return null; }",
                PREDICTIONS,
                LOSS,
                TRAIN_OP))
        .says("M.net returns Net, which generated code beside the model cannot name");
  }

  @Test
  void privateTypeOfAComponent() {
    Check.that(
        model(
            "private interface Odd<T extends TType> extends Operand<T> {}",
            "record Net(Odd<TFloat32> logits) {}",
            "@ModelFn Net «unreachable-type»net(@Feature Operand<TFloat32> x) { return null; }",
            PREDICTIONS,
            LOSS,
            TRAIN_OP));
  }

  @Test
  void inheritedMethodsAreCalled() {
    Check check =
        Check.that(
            type("interface Trained", TRAIN_OP.replace("Optimizer o", "default Optimizer o")),
            type(
                "abstract class Base<T extends TNumber> implements Trained",
                "@Predictions Operand<T> scores(Operand<T> logits) { return logits; }"),
            type("final class M extends Base<TFloat32>", NETWORK, LOSS));
    assertTrue(
        check
            .generated("p.MSpecFactory")
            .contains("Operand<TFloat32> scores = model.scores(logits);"));
  }

  @Test
  void overridingMethodTakesOverTheAnnotations() {
    Check.that(
        type(
            "abstract class Base",
            "@Loss abstract Operand<TFloat32> loss(Operand<TFloat32> logits, @Label Operand<TInt32> y);"),
        type(
            "final class M extends Base",
            NETWORK,
            PREDICTIONS,
            "@Override Operand<TFloat32> loss(Operand<TFloat32> logits, Operand<TInt32> label) { return null; }",
            TRAIN_OP));
  }

  @Test
  void overridingMethodWithAnnotationsOfItsOwnKeepsThem() {
    Check.that(
        type(
            "abstract class Base",
            "@Loss abstract Operand<TFloat32> loss(Operand<TFloat32> logits, @Label Operand<TInt32> y);"),
        type(
            "final class M extends Base",
            NETWORK,
            PREDICTIONS,
            "@Loss(modes = Mode.TRAIN) @Override Operand<TFloat32> loss(Operand<TFloat32> logits,"
                + " @Label Operand<TInt32> label) { return null; }",
            "@Loss(modes = Mode.EVAL) Operand<TFloat32> evalLoss(Operand<TFloat32> logits) { return null; }",
            TRAIN_OP));
  }

  @Test
  void subclassOfAModelIsAModel() {
    Check check =
        Check.that(
            type("class Base", NETWORK, PREDICTIONS, LOSS, TRAIN_OP),
            type(
                "class M extends Base",
                "@Override @TrainOp Optimizer optimizer() { return null; }"));
    check.generated("p.BaseSpecFactory");
    check.generated("p.MSpecFactory");
  }

  @Test
  void inheritedMethodOfAnotherPackageMustBePublic() {
    Check.that(
            "package q; " + Sources.IMPORTS + "public abstract class Base {" + LOSS + "}",
            type(
                "final «unreachable-method»class M extends q.Base", NETWORK, PREDICTIONS, TRAIN_OP))
        .says("Base.loss, annotated @Loss and inherited by M, cannot be called from the package");
  }

  @Test
  void publicInheritedMethodOfAHiddenClassOfAnotherPackageIsCalled() {
    Check.that(
        "package q; "
            + Sources.IMPORTS
            + "abstract class Hidden {"
            + LOSS.replace("  Operand<TFloat32> loss", "  public static Operand<TFloat32> loss")
            + "}",
        "package q; public abstract class Shown extends Hidden {}",
        type("final class M extends q.Shown", NETWORK, PREDICTIONS, TRAIN_OP));
  }

  @Test
  void privateMethodOfASuperclassIsShownOnTheModel() {
    Check.that(
            type(
                "abstract class Base",
                LOSS.replace("  Operand<TFloat32> l", "  private Operand<TFloat32> l")),
            type("final «private-method»class M extends Base", NETWORK, PREDICTIONS, TRAIN_OP))
        .says("Base.loss is private");
  }

  @Test
  void unrelatedMethodsAreNoConcern() {
    Check.that(
        file(
            "class M {"
                + NETWORK
                + PREDICTIONS
                + LOSS
                + TRAIN_OP
                + "private <T> void helper(T t) throws Exception {} }"));
  }
}
