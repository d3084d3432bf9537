package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Texts;
import org.estimator4j.processor.model.Flow;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RoleUse;

/** Which roles are given, how often, and for which modes. */
final class RoleRules {

  private RoleRules() {}

  static List<Diagnostic> noModes(Subject subject) {
    return subject.contract().supported().isEmpty()
        ? subject.modelFn().stream()
            .map(
                use ->
                    Problem.NO_MODES.at(
                        use.modesPlace(), subject.member(subject.model().network().orElseThrow())))
            .toList()
        : List.of();
  }

  static List<Diagnostic> duplicateRole(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (Role role : Role.values()) {
      List<ModelMethod> methods = withRole(subject, role);
      for (int i = 1; i < methods.size(); i++) {
        for (int j = 0; j < i; j++) {
          Set<Mode> shared = shared(subject, role, methods.get(i), methods.get(j));
          if (role == Role.MODEL_FN || !shared.isEmpty()) {
            found.add(duplicate(subject, role, methods.get(j), methods.get(i), shared));
            break;
          }
        }
      }
    }
    return found;
  }

  private static List<ModelMethod> withRole(Subject subject, Role role) {
    List<ModelMethod> methods = new ArrayList<>();
    for (ModelMethod method : subject.model().methods()) {
      if (method.has(role)) {
        methods.add(method);
      }
    }
    return methods;
  }

  private static Set<Mode> shared(Subject subject, Role role, ModelMethod a, ModelMethod b) {
    Set<Mode> shared = EnumSet.noneOf(Mode.class);
    a.use(role).ifPresent(use -> shared.addAll(subject.contract().modes(use)));
    b.use(role).ifPresent(use -> shared.retainAll(subject.contract().modes(use)));
    return shared;
  }

  private static Diagnostic duplicate(
      Subject subject, Role role, ModelMethod first, ModelMethod second, Set<Mode> shared) {
    boolean network = role == Role.MODEL_FN;
    String mend =
        network
            ? "Keep one; two networks are two classes. Put what both share into a common superclass."
            : "Keep one, or give each its own modes: %s(modes = Mode.%s)."
                .formatted(role.written(), shared.iterator().next());
    return Problem.DUPLICATE_ROLE.at(
        second.use(role).orElseThrow().place(),
        role.written(),
        first.name(),
        subject.member(second),
        network ? "" : ", both for " + Texts.and(shared),
        mend);
  }

  static List<Diagnostic> roleBesideSpec(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    if (subject.model().ported()) {
      ModelMethod network = subject.model().network().orElseThrow();
      for (ModelMethod method : subject.model().methods()) {
        for (RoleUse use : method.roles()) {
          if (use.role() != Role.MODEL_FN) {
            found.add(
                Problem.ROLE_BESIDE_SPEC.at(
                    use.place(),
                    subject.member(method),
                    use.role().written(),
                    subject.member(network)));
          }
        }
      }
    }
    return found;
  }

  /** A warning: what no mode of the model uses is not called, which is hardly what was meant. */
  static List<Diagnostic> unusedRole(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    if (subject.model().network().isEmpty() || subject.model().ported()) {
      return found;
    }
    for (ModelMethod method : subject.model().methods()) {
      boolean called = isCalled(subject, method);
      for (RoleUse use : method.roles()) {
        if (use.role() != Role.MODEL_FN
            && !called
            && subject.contract().modes(use).isEmpty()
            && !subject.contract().supported().isEmpty()) {
          found.add(unused(subject, method, use));
        }
      }
    }
    return found;
  }

  private static boolean isCalled(Subject subject, ModelMethod method) {
    for (Flow flow : subject.flows().values()) {
      if (flow.order().contains(method)) {
        return true;
      }
    }
    return false;
  }

  /** A note: it is written there, but its consequence may not be seen. */
  static List<Diagnostic> neverExported(Subject subject) {
    Set<Mode> supported = subject.contract().supported();
    return supported.contains(Mode.TRAIN) && !supported.contains(Mode.PREDICT)
        ? subject.modelFn().stream()
            .map(
                use ->
                    Problem.NEVER_EXPORTED.at(
                        use.modesPlace(),
                        subject.member(subject.model().network().orElseThrow()),
                        Texts.and(supported)))
            .toList()
        : List.of();
  }

  private static Diagnostic unused(Subject subject, ModelMethod method, RoleUse use) {
    Set<Mode> wanted = use.modes().orElse(use.role().defaultModes());
    boolean ignored = wanted.stream().noneMatch(use.role().usedIn()::contains);
    String reason =
        ignored
            ? "which does not use it; only " + Texts.and(use.role().usedIn()) + " can"
            : "and the model supports " + Texts.and(subject.contract().supported()) + " only";
    return Problem.UNUSED_ROLE.at(
        use.modesPlace(), use.role().written(), subject.member(method), Texts.and(wanted), reason);
  }
}
