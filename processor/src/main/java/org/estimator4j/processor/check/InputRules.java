package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Place;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Texts;
import org.estimator4j.processor.model.Binding;
import org.estimator4j.processor.model.Flow;
import org.estimator4j.processor.model.Injectable;
import org.estimator4j.processor.model.InputForm;
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
    for (ModelMethod method : subject.methods()) {
      for (Parameter parameter : method.parameters()) {
        for (InputMention mention : parameter.mentions()) {
          if (elementType(parameter.type(), subject.types()).isEmpty()) {
            found.add(
                Problem.INPUT_TYPE.at(
                    parameter.place(),
                    "Parameter '" + parameter.name() + "' of " + subject.member(method),
                    mention.kind().written(),
                    parameter.type(),
                    InputForm.of(parameter.type()).isPresent()
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
    Optional<InputForm> form = InputForm.of(type);
    if (form.isEmpty()) {
      return Optional.empty();
    }
    Optional<TypeRef> element = types.argumentOf(type, form.get().operand());
    return element.isPresent() && RuntimeTypes.isConcreteElement(element.get())
        ? element
        : Optional.empty();
  }

  static List<Diagnostic> clashingAnnotations(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : subject.methods()) {
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
      Injectable whole = whole(kind);
      if (subject.model().mentions().anyMatch(mention -> mention.kind() == kind)) {
        continue;
      }
      boolean asked = false;
      for (ModelMethod method : subject.methods()) {
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

  /** A warning: what is declared on {@code @ModelFn} and goes nowhere. */
  static List<Diagnostic> unusedInput(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (InputMention declared : subject.modelFn().map(RoleUse::inputs).orElse(List.of())) {
      InputKind kind = declared.kind();
      boolean taken =
          subject.steps().stream()
              .map(Flow.Step::binding)
              .anyMatch(binding -> takes(binding, declared));
      if (!taken && !declared.name().isBlank() && !subject.contract().supported().isEmpty()) {
        found.add(
            Problem.UNUSED_INPUT.at(
                declared.place(),
                kind.noun(),
                declared.name(),
                declared.where(),
                whole(kind).simpleName(),
                kind.written()));
      }
    }
    return found;
  }

  private static boolean takes(Binding binding, InputMention declared) {
    if (binding instanceof Binding.Injected injected) {
      return injected.injectable() == whole(declared.kind());
    }
    return binding instanceof Binding.Input input
        && input.mention().kind() == declared.kind()
        && input.mention().name().equals(declared.name());
  }

  private static Injectable whole(InputKind kind) {
    return kind == InputKind.FEATURE ? Injectable.FEATURES : Injectable.LABELS;
  }

  private static Diagnostic undeclared(
      Subject subject, ModelMethod method, Place place, String asks, InputKind kind) {
    return Problem.UNDECLARED_INPUTS.at(
        place, subject.member(method), asks, kind.noun() + "s", kind.written(), kind.noun() + "s");
  }
}
