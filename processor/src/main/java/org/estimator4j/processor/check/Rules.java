package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Severity;

/** All rules; reads as the contract's table of contents. */
public final class Rules {

  static final List<Rule> ALL =
      List.of(
          ClassRules::notAClass,
          ClassRules::abstractClass,
          ClassRules::privateClass,
          ClassRules::innerClass,
          ClassRules::genericClass,
          KotlinRules::droppedFunction,
          KotlinRules::hiddenFunction,
          KotlinRules::unreadMetadata,
          ClassRules::noModelFn,
          MethodRules::privateMethod,
          MethodRules::unreachableMethod,
          MethodRules::abstractMethod,
          MethodRules::genericMethod,
          MethodRules::varargsMethod,
          MethodRules::suspendFunction,
          MethodRules::checkedException,
          MethodRules::namelessParameters,
          MethodRules::unreachableType,
          RoleRules::noModes,
          RoleRules::duplicateRole,
          RoleRules::roleBesideSpec,
          RoleRules::unusedRole,
          RoleRules::neverExported,
          MissingRoles::check,
          ReturnRules::returnType,
          ReturnRules::lossNotFloating,
          ReturnRules::nullableResult,
          ReturnRules::uncheckedOutputs,
          InputRules::inputType,
          InputRules::clashingAnnotations,
          InputRules::undeclaredInputs,
          InputRules::unusedInput,
          DeclarationRules::inputName,
          DeclarationRules::inputShape,
          DeclarationRules::sparseShape,
          DeclarationRules::batchDimension,
          DeclarationRules::dtypeGiven,
          DeclarationRules::kindGiven,
          DeclarationRules::dtypeMissing,
          DeclarationRules::inputConflict,
          UnknownInputs::check,
          FlowRules::ambiguousInput,
          FlowRules::inputCycle,
          FlowRules::typeMismatch,
          FlowRules::unusedResult,
          AbsentInputs::check,
          OutputRules::noDefaultExport,
          OutputRules::duplicateOutput,
          OutputRules::outputName,
          OutputRules::reservedMetric);

  private static final Set<Problem> CONSEQUENCES_OF_A_DROPPED_FUNCTION =
      EnumSet.of(
          Problem.NO_MODEL_FN, Problem.MISSING_ROLE, Problem.UNKNOWN_INPUT, Problem.UNUSED_RESULT);

  private Rules() {}

  /** Everything that is wrong with a model. */
  public static List<Diagnostic> check(Subject subject) {
    List<Diagnostic> companion = KotlinRules.companionFunction(subject);
    if (!companion.isEmpty()) {
      return companion; // It is no model, so nothing else about it matters.
    }
    List<Diagnostic> found = new ArrayList<>();
    for (Rule rule : ALL) {
      found.addAll(rule.check(subject));
    }
    if (found.stream().anyMatch(each -> each.problem() == Problem.DROPPED_FUNCTION)) {
      found.removeIf(each -> CONSEQUENCES_OF_A_DROPPED_FUNCTION.contains(each.problem()));
    }
    return found;
  }

  /** Whether a factory can be written in spite of these. */
  public static boolean allow(List<Diagnostic> found) {
    return found.stream().noneMatch(each -> each.problem().severity() == Severity.ERROR);
  }
}
