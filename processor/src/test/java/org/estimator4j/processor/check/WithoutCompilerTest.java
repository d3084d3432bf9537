package org.estimator4j.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Place;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RoleUse;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeRef;
import org.estimator4j.processor.model.TypeSystem;
import org.estimator4j.processor.plan.FactoryPlan;
import org.estimator4j.processor.plan.ModePlan;
import org.estimator4j.processor.plan.Planner;
import org.estimator4j.processor.plan.Statement;
import org.junit.jupiter.api.Test;

/** Rules and planner over descriptors that no compiler made. */
class WithoutCompilerTest {

  /** A place that says what stands there. */
  private record Named(String name) implements Place {}

  private static final TypeRef FLOAT = TypeRef.of(RuntimeTypes.TENSOR_TYPES, "TFloat32");
  private static final TypeRef INT = TypeRef.of(RuntimeTypes.TENSOR_TYPES, "TInt32");
  private static final TypeRef FLOATS = RuntimeTypes.operand(FLOAT);
  private static final TypeRef INTS = RuntimeTypes.operand(INT);

  /** Equal types fit, and operands of anything where any will do. */
  private static final TypeSystem TYPES =
      new TypeSystem() {
        @Override
        public boolean assignable(TypeRef from, TypeRef to) {
          boolean any = to.equals(RuntimeTypes.ANY_OPERAND);
          boolean floating = to.equals(RuntimeTypes.FLOATING_OPERAND) && from.equals(FLOATS);
          return from.equals(to) || floating || (any && from.is(RuntimeTypes.OPERAND));
        }

        @Override
        public Optional<TypeRef> argumentOf(TypeRef type, TypeRef generic) {
          return type.is(generic) ? type.arguments().stream().findFirst() : Optional.empty();
        }
      };

  private static final ModelMethod NETWORK =
      method("logits", Role.MODEL_FN, FLOATS, input(InputKind.FEATURE, "x", FLOATS, -1L, 4L));
  private static final ModelMethod PREDICTIONS =
      method("odds", Role.PREDICTIONS, FLOATS, parameter("logits", FLOATS));
  private static final ModelMethod LOSS =
      method(
          "loss",
          Role.LOSS,
          FLOATS,
          parameter("logits", FLOATS),
          input(InputKind.LABEL, "y", INTS, -1L));
  private static final ModelMethod TRAIN_OP =
      method("optimizer", Role.TRAIN_OP, RuntimeTypes.OPTIMIZER);

  private static Parameter parameter(String name, TypeRef type) {
    return new Parameter(name, type, List.of(), Optional.empty(), new Named(name), new Named(name));
  }

  private static Parameter input(InputKind kind, String name, TypeRef type, Long... shape) {
    InputMention mention =
        new InputMention(
            kind,
            name,
            Optional.empty(),
            Optional.empty(),
            Optional.of(List.of(shape)),
            "parameter '" + name + "'",
            new Named(name),
            new Named("dtype of " + name),
            new Named("kind of " + name),
            new Named("shape of " + name));
    return new Parameter(
        name, type, List.of(mention), Optional.empty(), new Named(name), new Named(name));
  }

  private static ModelMethod method(
      String name, Role role, TypeRef returned, Parameter... parameters) {
    Named annotation = new Named(role.written());
    return new ModelMethod(
        name,
        name,
        TypeRef.of("p", "M"),
        List.of(new RoleUse(role, Optional.empty(), List.of(), annotation, annotation)),
        returned,
        Optional.empty(),
        List.of(parameters),
        EnumSet.noneOf(Trait.class),
        List.of(),
        new Named(name));
  }

  private static Subject subject(ModelMethod... methods) {
    return Subject.of(
        new ModelClass(
            TypeRef.of("p", "M"),
            "M",
            "class",
            List.of(methods),
            List.of(),
            List.of(),
            Set.of(Trait.PUBLIC),
            new Named("M")),
        TYPES);
  }

  private static List<String> check(ModelMethod... methods) {
    List<String> found = new ArrayList<>();
    for (Diagnostic diagnostic : Rules.check(subject(methods))) {
      found.add(diagnostic.problem().id() + " at " + ((Named) diagnostic.place()).name());
    }
    return found;
  }

  @Test
  void completeModelIsFine() {
    assertEquals(List.of(), check(NETWORK, PREDICTIONS, LOSS, TRAIN_OP));
  }

  @Test
  void missingRolesAreOnTheNetwork() {
    assertEquals(
        List.of("missing-role at @ModelFn", "missing-role at @ModelFn"),
        check(NETWORK, PREDICTIONS));
    assertEquals(
        List.of("no-model-fn at @TrainOp"),
        check(method("train", Role.TRAIN_OP, RuntimeTypes.OPTIMIZER)));
  }

  @Test
  void unknownAndWronglyTypedInputsAreOnTheParameter() {
    assertEquals(
        List.of("unknown-input at lgits"),
        check(
            NETWORK,
            method(
                "odds", Role.PREDICTIONS, FLOATS, input(InputKind.FEATURE, "x", FLOATS, -1L, 4L)),
            method("loss", Role.LOSS, FLOATS, parameter("lgits", FLOATS)),
            TRAIN_OP));
    assertEquals(
        List.of("type-mismatch at logits"),
        check(
            NETWORK,
            method("odds", Role.PREDICTIONS, INTS, parameter("logits", INTS)),
            LOSS,
            TRAIN_OP));
  }

  @Test
  void labelsAreAbsentInPredict() {
    assertEquals(
        List.of("absent-input at y"),
        check(
            NETWORK,
            method(
                "odds",
                Role.PREDICTIONS,
                FLOATS,
                parameter("logits", FLOATS),
                input(InputKind.LABEL, "y", INTS, -1L)),
            LOSS,
            TRAIN_OP));
  }

  @Test
  void cycleIsOnTheParameterThatClosesIt() {
    assertEquals(
        List.of("input-cycle at logits"),
        check(
            method(
                "logits",
                Role.MODEL_FN,
                FLOATS,
                input(InputKind.FEATURE, "x", FLOATS, -1L, 4L),
                parameter("odds", FLOATS)),
            PREDICTIONS,
            LOSS,
            TRAIN_OP));
  }

  @Test
  void lossMustBeFloating() {
    assertEquals(
        List.of("loss-not-floating at loss"),
        check(
            NETWORK,
            PREDICTIONS,
            method("loss", Role.LOSS, INTS, parameter("logits", FLOATS)),
            TRAIN_OP));
  }

  /** A size of zero is a size as well. */
  @Test
  void fixedBatchIsAWarningOnTheShape() {
    for (long size : new long[] {0, 1, 32}) {
      assertEquals(
          List.of("batch-dimension at shape of x"),
          check(
              method(
                  "logits", Role.MODEL_FN, FLOATS, input(InputKind.FEATURE, "x", FLOATS, size, 4L)),
              PREDICTIONS,
              LOSS,
              TRAIN_OP));
    }
  }

  @Test
  void planCallsEachMethodAfterThoseThatFeedIt() {
    Subject subject = subject(TRAIN_OP, LOSS, PREDICTIONS, NETWORK);
    FactoryPlan plan = Planner.plan(subject.model(), subject.flows().values(), TYPES);
    List<String> modes = new ArrayList<>();
    for (ModePlan mode : plan.modes()) {
      List<String> locals = mode.statements().stream().map(Statement::local).toList();
      List<String> fields = mode.fillings().stream().map(each -> each.role().field()).toList();
      modes.add(mode.mode() + " " + locals + " " + fields);
    }
    assertEquals(
        List.of(
            Mode.TRAIN + " [x, y, logits, loss] [loss, trainOp]",
            Mode.EVAL + " [x, y, logits, loss] [loss]",
            Mode.PREDICT + " [x, logits, odds] [predictions]"),
        modes);
  }
}
