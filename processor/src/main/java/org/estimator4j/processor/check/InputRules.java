package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Place;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Texts;
import org.estimator4j.processor.model.Injectable;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.RoleUse;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;
import org.estimator4j.processor.model.TypeSystem;

/** Features and labels where methods take them. */
final class InputRules {

  private InputRules() {}

  static List<Diagnostic> inputType(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : subject.methods().toList()) {
      for (Parameter parameter : method.parameters()) {
        for (InputMention mention : parameter.mentions()) {
          if (elementType(parameter.type(), subject.types()).isEmpty()) {
            found.add(
                Problem.INPUT_TYPE.at(
                    parameter.place(),
                    "Parameter '" + parameter.name() + "' of " + subject.member(method),
                    mention.kind().written(),
                    parameter.type(),
                    parameter.type().is(RuntimeTypes.OPERAND)
                        ? ", which leaves the element type open"
                        : ""));
          }
        }
      }
    }
    return found;
  }

  /** The element type that an annotated parameter gives to its input, if it can have one. */
  static Optional<TypeRef> elementType(TypeRef type, TypeSystem types) {
    return type.is(RuntimeTypes.OPERAND)
        ? types.argumentOf(type, RuntimeTypes.OPERAND).filter(RuntimeTypes::isConcreteElement)
        : Optional.empty();
  }

  static List<Diagnostic> clashingAnnotations(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : subject.methods().toList()) {
      for (Parameter parameter : method.parameters()) {
        if (parameter.bindings() > 1) {
          List<String> annotations =
              Stream.concat(
                      parameter.mentions().stream().map(mention -> mention.kind().written()),
                      parameter.from().stream().map(from -> "@From"))
                  .toList();
          found.add(
              Problem.CLASHING_ANNOTATIONS.at(
                  parameter.place(),
                  parameter.name(),
                  subject.member(method),
                  Texts.and(annotations)));
        }
      }
    }
    return found;
  }

  /** Features or Labels as a whole are empty boxes unless something is declared. */
  static List<Diagnostic> undeclaredInputs(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (InputKind kind : InputKind.values()) {
      Injectable whole = kind == InputKind.FEATURE ? Injectable.FEATURES : Injectable.LABELS;
      if (subject.model().mentions().anyMatch(mention -> mention.kind() == kind)) {
        continue;
      }
      boolean asked = false;
      for (ModelMethod method : subject.methods().toList()) {
        for (Parameter parameter : method.parameters()) {
          if (parameter.bindings() == 0
              && Injectable.of(parameter.type()).filter(whole::equals).isPresent()) {
            asked = true;
            String asks = "takes all " + kind.noun() + "s, in parameter '" + parameter.name() + "'";
            found.add(undeclared(subject, method, parameter.place(), asks, kind));
          }
        }
      }
      if (!asked && kind == InputKind.FEATURE && subject.model().ported()) {
        RoleUse use = subject.modelFn().orElseThrow();
        ModelMethod method = subject.model().network().orElseThrow();
        found.add(undeclared(subject, method, use.place(), "builds the whole EstimatorSpec", kind));
      }
    }
    return found;
  }

  private static Diagnostic undeclared(
      Subject subject, ModelMethod method, Place place, String asks, InputKind kind) {
    return Problem.UNDECLARED_INPUTS.at(
        place, subject.member(method), asks, kind.noun() + "s", kind.written(), kind.noun() + "s");
  }
}
