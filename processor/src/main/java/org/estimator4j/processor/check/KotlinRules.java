package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Texts;
import org.estimator4j.processor.model.DroppedFunction;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Trait;

/** What only a class that is written in Kotlin can get wrong. */
final class KotlinRules {

  private KotlinRules() {}

  static List<Diagnostic> companionFunction(Subject subject) {
    ModelClass model = subject.model();
    List<Diagnostic> found = new ArrayList<>();
    if (model.is(Trait.COMPANION)) {
      List<String> names = model.type().simpleNames();
      String around = String.join(".", names.subList(0, names.size() - 1));
      for (ModelMethod method : model.methods()) {
        found.add(
            Problem.COMPANION_FUNCTION.at(
                method.place(), subject.member(method), Subject.annotation(method), around));
      }
    }
    return found;
  }

  static List<Diagnostic> droppedFunction(Subject subject) {
    ModelClass model = subject.model();
    if (model.dropped().isEmpty()) {
      return List.of(); // As in all of Java.
    }
    return model.dropped().stream()
        .filter(DroppedFunction::known)
        .map(
            function ->
                Problem.DROPPED_FUNCTION.at(
                    model.place(),
                    model.name(),
                    function.name(),
                    Texts.and(function.roles()),
                    function.reason()))
        .toList();
  }

  /** A warning: nobody knows whether the function has a role. */
  static List<Diagnostic> hiddenFunction(Subject subject) {
    ModelClass model = subject.model();
    if (model.dropped().isEmpty()) {
      return List.of();
    }
    return model.dropped().stream()
        .filter(function -> !function.known())
        .map(
            function ->
                Problem.HIDDEN_FUNCTION.at(
                    model.place(), model.name(), function.name(), function.reason()))
        .toList();
  }

  /** A note: what can be found with the library, and is not looked for without. */
  static List<Diagnostic> unreadMetadata(Subject subject) {
    ModelClass model = subject.model();
    return model.is(Trait.UNREAD_KOTLIN)
        ? List.of(Problem.KOTLIN_METADATA.at(model.place(), model.name()))
        : List.of();
  }
}
