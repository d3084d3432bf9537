package org.estimator4j.processor;

import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Severity;
import org.estimator4j.processor.read.JavacPlace;
import org.jspecify.annotations.Nullable;

/** Hands diagnostics to the compiler, unless the user does not want to hear them. */
final class Reporter {

  /** Java's, and what Kotlin writes for the same. */
  private static final Set<String> SUPPRESSING =
      Set.of("java.lang.SuppressWarnings", "kotlin.Suppress");

  private final Messager messager;
  private final Set<String> suppressed;

  /**
   * A reporter.
   *
   * @param messager where messages go
   * @param suppressed the ids of warnings and notes that an option silences
   */
  Reporter(Messager messager, Set<String> suppressed) {
    this.messager = messager;
    this.suppressed = suppressed;
  }

  void report(List<Diagnostic> diagnostics) {
    diagnostics.forEach(this::report);
  }

  void report(Diagnostic diagnostic) {
    JavacPlace place = (JavacPlace) diagnostic.place();
    Problem problem = diagnostic.problem();
    if (problem.severity() != Severity.ERROR
        && (suppressed.contains(problem.id()) || isSuppressed(place.element(), problem))) {
      return;
    }
    messager.printMessage(
        kind(problem.severity()),
        diagnostic.message(),
        place.element(),
        place.annotation(),
        place.value());
  }

  private static Kind kind(Severity severity) {
    return switch (severity) {
      case ERROR -> Kind.ERROR;
      case WARNING -> Kind.WARNING;
      case NOTE -> Kind.NOTE;
    };
  }

  /**
   * Whether {@code @SuppressWarnings} or {@code @Suppress} of the element, or of one around it,
   * names the problem.
   */
  private static boolean isSuppressed(Element place, Problem problem) {
    for (@Nullable Element e = place; e != null; e = e.getEnclosingElement()) {
      for (AnnotationMirror mirror : e.getAnnotationMirrors()) {
        if (SUPPRESSING.contains(mirror.getAnnotationType().toString())
            && mirror.getElementValues().values().stream()
                .anyMatch(value -> names(value.getValue(), problem))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean names(Object value, Problem problem) {
    return value instanceof List<?> keys
        ? keys.stream().anyMatch(key -> key.toString().equals('"' + problem.tag() + '"'))
        : value.equals(problem.tag());
  }
}
