package org.estimator4j.processor.check;

import static org.estimator4j.processor.check.Descriptors.ANSWER;
import static org.estimator4j.processor.check.Descriptors.FLOATS;
import static org.estimator4j.processor.check.Descriptors.INTS;
import static org.estimator4j.processor.check.Descriptors.component;
import static org.estimator4j.processor.check.Descriptors.feature;
import static org.estimator4j.processor.check.Descriptors.label;
import static org.estimator4j.processor.check.Descriptors.method;
import static org.estimator4j.processor.check.Descriptors.model;
import static org.estimator4j.processor.check.Descriptors.parameter;
import static org.estimator4j.processor.check.Rows.LOGITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.estimator4j.processor.check.Descriptors.Method;
import org.estimator4j.processor.check.Descriptors.Model;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.PlainMethod;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;
import org.junit.jupiter.api.Test;

/**
 * Rules beside each other, over descriptors that no compiler made. Each rule for itself: {@link
 * EveryRuleTest}.
 */
class WithoutCompilerTest {

  private static final Method NETWORK = Rows.network();
  private static final Method PREDICTIONS = Rows.odds();
  private static final Method LOSS = Rows.loss();
  private static final Method TRAIN_OP = Rows.optimizer();

  @Test
  void completeModelIsFine() {
    assertEquals(List.of(), model(NETWORK, PREDICTIONS, LOSS, TRAIN_OP).faults());
  }

  @Test
  void faultsOfAModelAreReportedTogether() {
    assertEquals(
        List.of("missing-role at @ModelFn", "unknown-input at lgits", "absent-input at y"),
        model(
                NETWORK,
                method("odds", Role.PREDICTIONS, FLOATS, LOGITS, label("y", INTS, -1L)),
                method("loss", Role.LOSS, FLOATS, parameter("lgits", FLOATS)))
            .faults());
  }

  /** A size of zero is a size as well. */
  @Test
  void fixedBatchIsAWarningOnTheShape() {
    for (long size : new long[] {0, 1, 32}) {
      assertEquals(
          List.of("batch-dimension at shape of x"),
          model(
                  method("logits", Role.MODEL_FN, FLOATS, feature("x", FLOATS, size, 4L)),
                  PREDICTIONS,
                  LOSS,
                  TRAIN_OP)
              .faults());
    }
  }

  /** A size that no input can have says enough; that ragged ones cannot have it follows. */
  @Test
  void impossibleSizeOfARaggedInputIsSaidOnce() {
    assertEquals(
        List.of("input-shape at shape of x"),
        model(
                method(
                    "logits",
                    Role.MODEL_FN,
                    FLOATS,
                    feature("x", InputForm.RAGGED.operand(Descriptors.FLOAT), -1L, -7L)),
                PREDICTIONS,
                LOSS,
                TRAIN_OP)
            .faults());
  }

  @Test
  void roleOnTheMethodThatReturnsTheSpecIsSaidOnce() {
    Method network =
        method("modelFn", Role.MODEL_FN, RuntimeTypes.ESTIMATOR_SPEC, feature("x", FLOATS, -1L));
    assertEquals(
        List.of("role-beside-spec at @Loss"),
        model(network.role(Role.LOSS).role(Role.MODEL_FN)).faults());
  }

  /** What is unknown only because a required field is missing is not reported besides. */
  @Test
  void inputsThatFollowFromAMissingFieldAreSaidOnce() {
    List<String> missing = List.of("missing-role at @ModelFn");
    Method named = method("step", Role.TRAIN_OP, RuntimeTypes.OPTIMIZER, parameter("loss", FLOATS));
    assertEquals(missing, model(NETWORK, PREDICTIONS, named).faults(), "the field");
    Method hidden =
        method("step", Role.TRAIN_OP, RuntimeTypes.OPTIMIZER, parameter("hidden", FLOATS));
    assertEquals(
        missing,
        model(NETWORK, PREDICTIONS, hidden)
            .plain(new PlainMethod("hidden", FLOATS, List.of()))
            .faults(),
        "a method without its annotation");
    assertEquals(
        missing,
        model(NETWORK, PREDICTIONS, hidden)
            .plain(new PlainMethod("cost", FLOATS, List.of("first", "hidden")))
            .faults(),
        "a component of what such a method returns");
    List<String> both = List.of("missing-role at @ModelFn", "unknown-input at hidden");
    assertEquals(
        both,
        model(NETWORK, PREDICTIONS, hidden)
            .plain(new PlainMethod("cost", FLOATS, List.of("first")))
            .faults(),
        "has nothing to do with it");
    assertEquals(
        List.of("unknown-input at hidden"),
        model(
                NETWORK,
                PREDICTIONS,
                LOSS,
                method("step", Role.TRAIN_OP, RuntimeTypes.OPTIMIZER, parameter("hidden", FLOATS)))
            .plain(new PlainMethod("hidden", FLOATS, List.of()))
            .faults(),
        "nothing is missing");
  }

  /** A method's own result is no proposal for its input. */
  @Test
  void onlyResultOfATypeIsProposedUnlessItIsTheMethodsOwn() {
    Method counts = method("logits", Role.MODEL_FN, INTS, feature("x", FLOATS, -1L));
    Method odds = method("odds", Role.PREDICTIONS, INTS, parameter("logits", INTS));
    Method loss = method("loss", Role.LOSS, FLOATS, parameter("wanted", FLOATS));
    assertFalse(message(model(counts, odds, loss, TRAIN_OP)).contains("Did you mean"));
    Method other = method("odds", Role.PREDICTIONS, FLOATS, parameter("logits", INTS));
    String message = message(model(counts, other, loss, TRAIN_OP));
    assertTrue(message.contains("Did you mean 'odds', the only Operand<TFloat32>?"), message);
  }

  private static String message(Model model) {
    return model.diagnostics().stream()
        .filter(each -> each.problem().id().equals("unknown-input"))
        .findFirst()
        .orElseThrow()
        .message();
  }

  /** What has another name is hardly the loss whose annotation was forgotten. */
  @Test
  void methodOfAnotherNameIsNotProposedForAMissingField() {
    Model model = model(NETWORK, PREDICTIONS, TRAIN_OP);
    model.plain(new PlainMethod("helper", FLOATS, List.of()));
    String message = model.diagnostics().get(0).message();
    assertFalse(message.contains("Annotate its method"), message);
    model.plain(new PlainMethod("Loss", FLOATS, List.of()));
    message = model.diagnostics().get(0).message();
    assertTrue(message.contains("Annotate its method 'Loss' @Loss, or add a method:"), message);
  }

  /** The example takes the label that is there. */
  @Test
  void exampleOfALossTakesTheLabelOfTheModel() {
    for (String type : List.of("TInt32", "TInt64")) {
      TypeRef operand = RuntimeTypes.operand(TypeRef.of(RuntimeTypes.TENSOR_TYPES, type));
      Method metrics =
          method("metrics", Role.EVAL_METRIC_OPS, ANSWER, LOGITS, label("kind", operand, -1L))
              .of(component("accuracy", RuntimeTypes.EVAL_METRIC));
      String message =
          model(NETWORK, PREDICTIONS, TRAIN_OP, metrics).diagnostics().get(0).message();
      assertTrue(message.contains("@Label Operand<" + type + "> kind"), message);
    }
  }

  /** The mend names what can be taken: a component, where the network returns a record. */
  @Test
  void unusedRecordIsToldByItsFirstComponent() {
    Method net =
        method("net", Role.MODEL_FN, TypeRef.of("p", "Net"), feature("x", FLOATS, -1L))
            .of(component("first", FLOATS), component("second", FLOATS))
            .in(Mode.EVAL);
    String message =
        model(net, method("loss", Role.LOSS, FLOATS, feature("x", FLOATS, -1L)))
            .diagnostics()
            .get(0)
            .message();
    assertTrue(message.contains("[estimator4j:unused-result]"), message);
    assertTrue(message.contains("first"), message);
  }
}
