package org.estimator4j.processor.check;

import java.util.List;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Trait;

/** The class itself: generated code must be able to name it and be given an instance. */
final class ClassRules {

  private ClassRules() {}

  static List<Diagnostic> notAClass(Subject subject) {
    ModelClass model = subject.model();
    return model.is(Trait.NOT_A_CLASS) && model.network().isPresent()
        ? List.of(Problem.NOT_A_CLASS.at(model.place(), model.name(), model.kind()))
        : List.of();
  }

  static List<Diagnostic> abstractClass(Subject subject) {
    ModelClass model = subject.model();
    if (!model.is(Trait.ABSTRACT) || model.is(Trait.NOT_A_CLASS)) {
      return List.of();
    }
    return model.network().stream()
        .map(method -> Problem.ABSTRACT_CLASS.at(model.place(), model.name(), method.name()))
        .toList();
  }

  static List<Diagnostic> privateClass(Subject subject) {
    return when(subject, Trait.PRIVATE, Problem.PRIVATE_CLASS);
  }

  static List<Diagnostic> innerClass(Subject subject) {
    return when(subject, Trait.INNER, Problem.INNER_CLASS);
  }

  static List<Diagnostic> genericClass(Subject subject) {
    return when(subject, Trait.GENERIC, Problem.GENERIC_CLASS);
  }

  private static List<Diagnostic> when(Subject subject, Trait trait, Problem problem) {
    ModelClass model = subject.model();
    return model.is(trait)
        ? List.of(problem.at(model.place(), model.type().simpleName()))
        : List.of();
  }

  /** Reported once, on the first annotation that misses it. */
  static List<Diagnostic> noModelFn(Subject subject) {
    if (subject.model().network().isPresent()) {
      return List.of();
    }
    ModelMethod first = subject.model().methods().get(0);
    return List.of(
        Problem.NO_MODEL_FN.at(
            first.roles().get(0).place(),
            subject.model().name(),
            subject.member(first),
            Subject.annotation(first)));
  }
}
