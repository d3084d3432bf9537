package org.estimator4j.processor;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.read.JavacPlace;

/** Runs the work on one class so that whatever goes wrong becomes one error on that class. */
final class Safely {

  private static final int FRAMES = 8;
  private static final Pattern CLASS_NAME = Pattern.compile("[\\w$]+(\\.[\\w$]+)+");

  private final Reporter reporter;

  Safely(Reporter reporter) {
    this.reporter = reporter;
  }

  void run(TypeElement element, Runnable work) {
    boolean unused =
        ask(
            element,
            () -> {
              work.run();
              return true;
            });
  }

  /** The answer of the work; true, which means that nothing is left to do, if it failed. */
  boolean ask(TypeElement element, BooleanSupplier work) {
    try {
      return work.getAsBoolean();
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      reporter.report(
          missingClass(element, e)
              .orElseGet(
                  () ->
                      Problem.INTERNAL_ERROR.at(
                          JavacPlace.of(element),
                          element.getQualifiedName(),
                          e,
                          version(),
                          place(e))));
      return true;
    }
  }

  /** Compilers throw out of any question about a class whose superclass they cannot find. */
  private static Optional<Diagnostic> missingClass(TypeElement element, Throwable e) {
    if (!e.getClass().getSimpleName().equals("CompletionFailure")) {
      return Optional.empty();
    }
    String message = String.valueOf(e.getMessage());
    Matcher name = CLASS_NAME.matcher(message);
    return Optional.of(
        Problem.UNRESOLVED_TYPE.at(
            JavacPlace.of(element),
            element.getSimpleName(),
            name.find() ? name.group() : message,
            "mentioned by a class that it uses"));
  }

  private static String place(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .limit(FRAMES)
        .map(frame -> "at " + frame)
        .collect(Collectors.joining("\n"));
  }

  private static String version() {
    return Optional.ofNullable(Safely.class.getPackage())
        .map(Package::getImplementationVersion)
        .map(version -> version + ", ")
        .orElse("")
        .concat("JDK " + System.getProperty("java.version"));
  }
}
