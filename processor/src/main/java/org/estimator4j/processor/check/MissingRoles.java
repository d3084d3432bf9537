package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Texts;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.PlainMethod;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RoleUse;

/** A field that a supported mode requires and no method fills. */
final class MissingRoles {

  private MissingRoles() {}

  static List<Diagnostic> check(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    Optional<RoleUse> modelFn = subject.modelFn();
    if (modelFn.isEmpty()) {
      return found;
    }
    for (Role role : Role.fields()) {
      Set<Mode> missing = subject.contract().missing(role);
      if (!missing.isEmpty()) {
        found.add(missing(subject, role, missing, modelFn.get()));
      }
    }
    return found;
  }

  private static Diagnostic missing(
      Subject subject, Role role, Set<Mode> missing, RoleUse modelFn) {
    List<ModelMethod> elsewhere = subject.model().withRole(role).toList();
    return Problem.MISSING_ROLE.at(
        modelFn.place(),
        subject.model().name(),
        Texts.and(missing),
        role.noun(),
        found(role, elsewhere),
        mend(subject, role, missing, elsewhere),
        fewerModes(subject, missing),
        why(role, missing));
  }

  private static String found(Role role, List<ModelMethod> elsewhere) {
    if (elsewhere.isEmpty()) {
      return "none of its methods is annotated " + role.written();
    }
    return elsewhere.stream()
        .map(
            method ->
                "%s %s is for %s only"
                    .formatted(role.written(), method.name(), Texts.and(modes(method, role))))
        .collect(Collectors.joining(", "));
  }

  private static Set<Mode> modes(ModelMethod method, Role role) {
    return method.use(role).flatMap(RoleUse::modes).orElse(role.defaultModes());
  }

  private static String mend(
      Subject subject, Role role, Set<Mode> missing, List<ModelMethod> elsewhere) {
    if (!elsewhere.isEmpty()) {
      ModelMethod method = elsewhere.get(0);
      return "Remove 'modes' from the %s of '%s', or add %s to it."
          .formatted(role.written(), method.name(), Texts.and(missing));
    }
    String example = "\n" + role.written() + "\n" + new ExampleMethod(subject).of(role);
    return subject.model().plainMethods().stream()
        .map(PlainMethod::name)
        .filter(name -> role.resultName().filter(name::equalsIgnoreCase).isPresent())
        .findFirst()
        .map(
            name ->
                "Annotate its method '%s' %s, or add a method:%s"
                    .formatted(name, role.written(), example))
        .orElse("Add a method such as" + example);
  }

  /** The other way out: to support only the modes that are complete. */
  private static String fewerModes(Subject subject, Set<Mode> missing) {
    List<String> left =
        subject.contract().supported().stream()
            .filter(mode -> !missing.contains(mode))
            .map(mode -> "Mode." + mode)
            .toList();
    return switch (left.size()) {
      case 0 -> "";
      case 1 -> "\nOr support fewer modes: @ModelFn(modes = " + left.get(0) + ").";
      default -> "\nOr support fewer modes: @ModelFn(modes = {" + String.join(", ", left) + "}).";
    };
  }

  private static String why(Role role, Set<Mode> missing) {
    return switch (role) {
      case LOSS ->
          missing.contains(Mode.TRAIN)
              ? "Training minimises the loss, and an evaluation reports it."
              : "An evaluation reports the loss.";
      case TRAIN_OP -> "Without a train op a training step changes nothing.";
      default -> "Predictions are all that a prediction, or an exported model, gives.";
    };
  }
}
