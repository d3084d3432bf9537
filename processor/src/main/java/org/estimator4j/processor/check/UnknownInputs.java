package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Suggestions;
import org.estimator4j.processor.diagnostic.Texts;
import org.estimator4j.processor.model.Binding;
import org.estimator4j.processor.model.Injectable;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.PlainMethod;
import org.estimator4j.processor.model.Result;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.Trait;

/** An input that nothing provides, with what was probably meant. */
final class UnknownInputs {

  private UnknownInputs() {}

  static List<Diagnostic> check(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    if (subject.model().network().isEmpty()) {
      return found; // Everything would be unknown; that there is no network has been said.
    }
    for (ModelMethod method : subject.methods()) {
      for (Parameter parameter : method.parameters()) {
        // Whether a name exists at all does not depend on the mode.
        Binding binding = subject.wiring().bind(method, parameter, Mode.TRAIN);
        if (binding instanceof Binding.Nothing nothing
            && !MethodRules.isNameless(method, parameter)
            && !followsFromMissingRole(subject, nothing.name())) {
          found.add(unknown(subject, method, parameter, nothing.name()));
        }
      }
    }
    return found;
  }

  private static Diagnostic unknown(
      Subject subject, ModelMethod method, Parameter parameter, String name) {
    Set<String> names = subject.wiring().names();
    names.remove(method.name());
    return Problem.UNKNOWN_INPUT.at(
        parameter.fromPlace(),
        parameter.name(),
        parameter.type(),
        subject.member(method),
        name,
        suggestion(subject, method, parameter, name, names) + defaultValue(subject),
        names.isEmpty() ? "nothing" : String.join(", ", names),
        String.join(", ", Arrays.stream(Injectable.values()).map(Injectable::simpleName).toList()));
  }

  private static String defaultValue(Subject subject) {
    return subject.model().is(Trait.KOTLIN)
        ? " (If it has a default value: that is not used, since the function is called with all its arguments.)"
        : "";
  }

  private static String suggestion(
      Subject subject, ModelMethod method, Parameter parameter, String name, Set<String> names) {
    return input(subject, name, name)
        .or(() -> unannotated(subject, name))
        .or(() -> Suggestions.nearest(name, names).map(UnknownInputs::didYouMean))
        .or(
            () ->
                Suggestions.nearest(name, inputs(subject))
                    .flatMap(near -> input(subject, name, near)))
        .or(() -> byType(parameter))
        .or(() -> onlyOfType(subject, method, parameter))
        .orElse("");
  }

  private static List<String> inputs(Subject subject) {
    return subject.model().mentions().map(InputMention::name).toList();
  }

  /** A feature or label whose annotation was forgotten on the parameter. */
  private static Optional<String> input(Subject subject, String name, String candidate) {
    return subject
        .model()
        .mentions()
        .filter(mention -> mention.name().equals(candidate))
        .map(
            mention ->
                " But there is a %s '%s': annotate the parameter %s."
                    .formatted(
                        mention.kind().noun(),
                        candidate,
                        name.equals(candidate)
                            ? mention.kind().written()
                            : mention.kind().written() + "(name = \"" + candidate + "\")"))
        .findFirst();
  }

  /** A method whose annotation was forgotten. */
  private static Optional<String> unannotated(Subject subject, String name) {
    return subject.model().plainMethods().stream()
        .map(PlainMethod::name)
        .filter(name::equals)
        .findFirst()
        .map(
            plain ->
                " There is a method of this name, but it has no annotation, so nothing calls it.");
  }

  /** Something of the context whose type is written a little differently. */
  private static Optional<String> byType(Parameter parameter) {
    return parameter.bindings() > 0
        ? Optional.empty()
        : Suggestions.nearest(
                parameter.type().simpleName(),
                Arrays.stream(Injectable.values()).map(Injectable::simpleName).toList())
            .map(UnknownInputs::didYouMean);
  }

  private static String didYouMean(String word) {
    return " Did you mean '" + word + "'?";
  }

  /** The one result that has the type, where there is just one. */
  private static Optional<String> onlyOfType(
      Subject subject, ModelMethod method, Parameter parameter) {
    List<Result> fitting =
        subject.wiring().results().stream()
            .filter(result -> !result.method().equals(method))
            .filter(result -> subject.types().assignable(result.type(), parameter.type()))
            .toList();
    return fitting.size() == 1
        ? Optional.of(
            " Did you mean '%s', the only %s? Then annotate the parameter @From(\"%s\")."
                .formatted(fitting.get(0).path(), parameter.type(), fitting.get(0).path()))
        : Optional.empty();
  }

  /**
   * Whether the name is unknown only because a required field has no method, which is reported by
   * itself: it is the field's, or that of a method whose annotation was forgotten, or it may be an
   * output of the predictions that are missing.
   */
  private static boolean followsFromMissingRole(Subject subject, String name) {
    if (!subject.missesAnyRole()) {
      return false;
    }
    boolean field =
        Role.fields().stream()
            .filter(subject.contract()::misses)
            .anyMatch(role -> role.resultName().filter(name::equals).isPresent());
    boolean forgotten =
        subject.model().plainMethods().stream()
            .anyMatch(plain -> plain.name().equals(name) || plain.componentNames().contains(name));
    boolean output =
        subject.contract().misses(Role.PREDICTIONS)
            && subject.model().withRole(Role.PREDICTIONS).findAny().isEmpty()
            && Suggestions.nearest(name, subject.wiring().names()).isEmpty();
    return field || forgotten || output;
  }

  /** For messages that list alternatives. */
  static String paths(List<Result> results) {
    return Texts.or(results.stream().map(result -> "@From(\"" + result.path() + "\")").toList());
  }
}
