package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Severity;
import org.jspecify.annotations.Nullable;

/** All rules; reads as the contract's table of contents. */
public final class Rules {

  private static final Set<Problem> CONSEQUENCES_OF_A_DROPPED_FUNCTION =
      EnumSet.of(
          Problem.NO_MODEL_FN, Problem.MISSING_ROLE, Problem.UNKNOWN_INPUT, Problem.UNUSED_RESULT);

  private Rules() {}

  /**
   * What in a model is against a rule, by the rule's place in the contract; null behind the last.
   * Not a list of method references: each is a class that the virtual machine makes when it is
   * first met, and of a cold compiler's time fifty are a good part.
   */
  static @Nullable List<Diagnostic> check(int number, Subject subject) {
    return switch (number) {
      case 0 -> ClassRules.notAClass(subject);
      case 1 -> ClassRules.abstractClass(subject);
      case 2 -> ClassRules.privateClass(subject);
      case 3 -> ClassRules.innerClass(subject);
      case 4 -> ClassRules.genericClass(subject);
      case 5 -> KotlinRules.droppedFunction(subject);
      case 6 -> KotlinRules.hiddenFunction(subject);
      case 7 -> KotlinRules.unreadMetadata(subject);
      case 8 -> ClassRules.noModelFn(subject);
      case 9 -> MethodRules.privateMethod(subject);
      case 10 -> MethodRules.unreachableMethod(subject);
      case 11 -> MethodRules.abstractMethod(subject);
      case 12 -> MethodRules.genericMethod(subject);
      case 13 -> MethodRules.varargsMethod(subject);
      case 14 -> MethodRules.suspendFunction(subject);
      case 15 -> MethodRules.checkedException(subject);
      case 16 -> MethodRules.namelessParameters(subject);
      case 17 -> MethodRules.unreachableType(subject);
      case 18 -> RoleRules.noModes(subject);
      case 19 -> RoleRules.duplicateRole(subject);
      case 20 -> RoleRules.roleBesideSpec(subject);
      case 21 -> RoleRules.unusedRole(subject);
      case 22 -> RoleRules.neverExported(subject);
      case 23 -> MissingRoles.check(subject);
      case 24 -> ReturnRules.returnType(subject);
      case 25 -> ReturnRules.lossNotFloating(subject);
      case 26 -> ReturnRules.nullableResult(subject);
      case 27 -> ReturnRules.uncheckedOutputs(subject);
      case 28 -> InputRules.inputType(subject);
      case 29 -> InputRules.clashingAnnotations(subject);
      case 30 -> InputRules.undeclaredInputs(subject);
      case 31 -> InputRules.unusedInput(subject);
      case 32 -> DeclarationRules.inputName(subject);
      case 33 -> DeclarationRules.inputShape(subject);
      case 34 -> DeclarationRules.sparseShape(subject);
      case 35 -> DeclarationRules.batchDimension(subject);
      case 36 -> DeclarationRules.dtypeGiven(subject);
      case 37 -> DeclarationRules.kindGiven(subject);
      case 38 -> DeclarationRules.dtypeMissing(subject);
      case 39 -> DeclarationRules.inputConflict(subject);
      case 40 -> UnknownInputs.check(subject);
      case 41 -> FlowRules.ambiguousInput(subject);
      case 42 -> FlowRules.inputCycle(subject);
      case 43 -> FlowRules.typeMismatch(subject);
      case 44 -> FlowRules.unusedResult(subject);
      case 45 -> AbsentInputs.check(subject);
      case 46 -> OutputRules.noDefaultExport(subject);
      case 47 -> OutputRules.duplicateOutput(subject);
      case 48 -> OutputRules.outputName(subject);
      case 49 -> OutputRules.reservedMetric(subject);
      default -> null;
    };
  }

  /** Everything that is wrong with a model. */
  public static List<Diagnostic> check(Subject subject) {
    List<Diagnostic> companion = KotlinRules.companionFunction(subject);
    if (!companion.isEmpty()) {
      return companion; // It is no model, so nothing else about it matters.
    }
    List<Diagnostic> found = new ArrayList<>();
    List<Diagnostic> ofRule = check(0, subject);
    for (int next = 1; ofRule != null; next++) {
      found.addAll(ofRule);
      ofRule = check(next, subject);
    }
    for (Diagnostic each : found) {
      if (each.problem() == Problem.DROPPED_FUNCTION) {
        return withoutConsequences(found);
      }
    }
    return found;
  }

  private static List<Diagnostic> withoutConsequences(List<Diagnostic> found) {
    return found.stream()
        .filter(each -> !CONSEQUENCES_OF_A_DROPPED_FUNCTION.contains(each.problem()))
        .toList();
  }

  /** Whether a factory can be written in spite of these. */
  public static boolean allow(List<Diagnostic> found) {
    for (Diagnostic each : found) {
      if (each.problem().severity() == Severity.ERROR) {
        return false;
      }
    }
    return true;
  }
}
