package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RoleUse;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeRef;
import org.estimator4j.processor.model.TypeSystem;

/** What a method of each role returns. */
final class ReturnRules {

  private static final TypeRef MAP = TypeRef.of("java.util", "Map");

  private ReturnRules() {}

  static List<Diagnostic> returnType(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : subject.methods()) {
      for (RoleUse use : method.roles()) {
        boolean beside = subject.model().ported() && use.role() != Role.MODEL_FN;
        if (!beside && !fits(method, use.role(), subject.types())) {
          Expectation expected = Expectation.of(use.role());
          found.add(
              Problem.RETURN_TYPE.at(
                  method.place(),
                  subject.member(method),
                  use.role().written(),
                  describe(method.returnType()),
                  expected.text(),
                  expected.example(),
                  remark(method)));
        }
      }
    }
    return found;
  }

  private static String describe(TypeRef type) {
    return type.kind() == TypeRef.Kind.VOID ? "nothing (void)" : type.toString();
  }

  private static String remark(ModelMethod method) {
    if (method.returnType().hasRaw()) {
      return " without its type arguments";
    }
    if (method.components().isPresent()) {
      return method.components().get().isEmpty()
          ? ", a record without components"
          : ", a record with components of other types";
    }
    return "";
  }

  /** Whether what a method returns is right for all its roles. */
  static boolean fits(ModelMethod method, TypeSystem types) {
    for (RoleUse use : method.roles()) {
      if (!fits(method, use.role(), types)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(ModelMethod method, Role role, TypeSystem types) {
    TypeRef type = method.returnType();
    if (type.hasRaw()) {
      return false;
    }
    return switch (role) {
      case MODEL_FN ->
          method.returnsSpec()
              || isOperand(type, types)
              || method.components().filter(parts -> !parts.isEmpty()).isPresent();
      case PREDICTIONS ->
          isOneOf(type, RuntimeTypes.ANY_OPERAND, RuntimeTypes.OPERANDS_BY_NAME, types)
              || allAre(method, RuntimeTypes.ANY_OPERAND, types);
      case LOSS -> isOperand(type, types);
      case TRAIN_OP ->
          types.assignable(type, RuntimeTypes.OP) || types.assignable(type, RuntimeTypes.OPTIMIZER);
      case EVAL_METRIC_OPS ->
          types.assignable(type, RuntimeTypes.METRICS_BY_NAME)
              || allAre(method, RuntimeTypes.EVAL_METRIC, types);
      case EXPORT_OUTPUTS ->
          types.assignable(type, RuntimeTypes.EXPORTS_BY_NAME)
              || allAre(method, RuntimeTypes.EXPORT_OUTPUT, types);
      case TRAINING_HOOKS, TRAINING_CHIEF_HOOKS, EVALUATION_HOOKS, PREDICTION_HOOKS ->
          isOneOf(type, RuntimeTypes.HOOK, RuntimeTypes.HOOKS, types);
      case SCAFFOLD -> types.assignable(type, RuntimeTypes.SCAFFOLD);
    };
  }

  private static boolean isOperand(TypeRef type, TypeSystem types) {
    return types.assignable(type, RuntimeTypes.ANY_OPERAND);
  }

  /** One or the other; of what is both, the spec's builder could not tell which is meant. */
  private static boolean isOneOf(TypeRef type, TypeRef a, TypeRef b, TypeSystem types) {
    return types.assignable(type, a) != types.assignable(type, b);
  }

  private static boolean allAre(ModelMethod method, TypeRef wanted, TypeSystem types) {
    List<Component> parts = method.components().orElse(List.of());
    for (Component part : parts) {
      if (part.type().hasRaw() || !types.assignable(part.type(), wanted)) {
        return false;
      }
    }
    return !parts.isEmpty();
  }

  static List<Diagnostic> lossNotFloating(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    if (subject.model().ported()) {
      return found;
    }
    for (ModelMethod method : subject.methods()) {
      if (method.has(Role.LOSS)
          && fits(method, Role.LOSS, subject.types())
          && !subject.types().assignable(method.returnType(), RuntimeTypes.FLOATING_OPERAND)) {
        found.add(
            Problem.LOSS_NOT_FLOATING.at(
                method.place(), subject.member(method), method.returnType()));
      }
    }
    return found;
  }

  /** A warning: Java's {@code @Nullable}, or Kotlin's question mark. */
  static List<Diagnostic> nullableResult(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : subject.methods()) {
      if (method.is(Trait.NULLABLE) && subject.fits(method)) {
        found.add(
            Problem.NULLABLE_RESULT.at(
                method.place(),
                subject.member(method),
                Subject.annotation(method),
                subject.model().is(Trait.KOTLIN)
                    ? method.returnType() + "?"
                    : "@Nullable " + method.returnType()));
      }
    }
    return found;
  }

  /** A note: with a map the compiler does not see the names. */
  static List<Diagnostic> uncheckedOutputs(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    if (subject.model().ported()) {
      return found;
    }
    for (Role role : List.of(Role.PREDICTIONS, Role.EVAL_METRIC_OPS, Role.EXPORT_OUTPUTS)) {
      for (ModelMethod method : subject.model().withRole(role).toList()) {
        if (subject.types().assignable(method.returnType(), MAP)
            && fits(method, role, subject.types())) {
          found.add(
              Problem.UNCHECKED_OUTPUTS.at(
                  method.place(),
                  subject.member(method),
                  role.written(),
                  Expectation.recordExample(role)));
        }
      }
    }
    return found;
  }
}
