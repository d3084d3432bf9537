package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Texts;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.Injectable;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeRef;

/** Each annotated method: generated code must be able to call it and to hold what it returns. */
final class MethodRules {

  private MethodRules() {}

  static List<Diagnostic> privateMethod(Subject subject) {
    return when(subject, Trait.PRIVATE, Problem.PRIVATE_METHOD);
  }

  static List<Diagnostic> unreachableMethod(Subject subject) {
    return when(subject, Trait.OUT_OF_REACH, Problem.UNREACHABLE_METHOD);
  }

  /** In an abstract class or interface the class is the mistake, if there is one. */
  static List<Diagnostic> abstractMethod(Subject subject) {
    return subject.model().is(Trait.ABSTRACT)
        ? List.of()
        : when(subject, Trait.ABSTRACT, Problem.ABSTRACT_METHOD);
  }

  static List<Diagnostic> genericMethod(Subject subject) {
    return when(subject, Trait.GENERIC, Problem.GENERIC_METHOD);
  }

  static List<Diagnostic> suspendFunction(Subject subject) {
    return when(subject, Trait.SUSPEND, Problem.SUSPEND_FUNCTION);
  }

  private static List<Diagnostic> when(Subject subject, Trait trait, Problem problem) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : subject.model().methods()) {
      if (method.is(trait)) {
        found.add(
            problem.at(
                method.place(),
                subject.member(method),
                Subject.annotation(method),
                subject.model().name()));
      }
    }
    return found;
  }

  static List<Diagnostic> varargsMethod(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : subject.model().methods()) {
      if (method.is(Trait.VARARGS)) {
        Parameter last = method.parameters().get(method.parameters().size() - 1);
        found.add(Problem.VARARGS_METHOD.at(last.place(), subject.member(method), last.name()));
      }
    }
    return found;
  }

  static List<Diagnostic> checkedException(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : subject.methods()) {
      if (!method.checkedExceptions().isEmpty()) {
        List<String> names = method.checkedExceptions().stream().map(TypeRef::toString).toList();
        found.add(
            Problem.CHECKED_EXCEPTION.at(
                method.place(), subject.member(method), String.join(" | ", names)));
      }
    }
    return found;
  }

  static List<Diagnostic> namelessParameters(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : subject.methods()) {
      List<String> types = new ArrayList<>();
      for (Parameter parameter : method.parameters()) {
        if (isNameless(method, parameter)) {
          types.add(parameter.type().toString());
        }
      }
      if (!types.isEmpty()) {
        found.add(
            Problem.NAMELESS_PARAMETERS.at(
                method.place(), subject.member(method), Texts.and(types), subject.model().name()));
      }
    }
    return found;
  }

  /** Whether a parameter is bound by a name that it does not have. */
  static boolean isNameless(ModelMethod method, Parameter parameter) {
    return method.is(Trait.NAMELESS_PARAMETERS)
        && parameter.bindings() == 0
        && Injectable.of(parameter.type()).isEmpty();
  }

  static List<Diagnostic> unreachableType(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : subject.methods()) {
      Optional<TypeRef> type = unreachable(method);
      if (type.isPresent()) {
        found.add(Problem.UNREACHABLE_TYPE.at(method.place(), subject.member(method), type.get()));
      }
    }
    return found;
  }

  /** The first type that generated code would have to name and cannot. */
  private static Optional<TypeRef> unreachable(ModelMethod method) {
    if (!method.returnType().accessible()) {
      return Optional.of(method.returnType());
    }
    for (Component component : method.components().orElse(List.of())) {
      if (!component.type().accessible()) {
        return Optional.of(component.type());
      }
    }
    return Optional.empty();
  }
}
