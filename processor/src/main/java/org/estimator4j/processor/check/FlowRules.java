package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Texts;
import org.estimator4j.processor.model.Binding;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.Flow;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.Result;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeRef;

/** How results flow from method to method. */
final class FlowRules {

  private FlowRules() {}

  static List<Diagnostic> ambiguousInput(Subject subject) {
    Map<Parameter, Diagnostic> found = new LinkedHashMap<>();
    for (ModelMethod method : subject.methods()) {
      for (Parameter parameter : method.parameters()) {
        for (Mode mode : subject.contract().supported()) {
          if (subject.wiring().bind(method, parameter, mode) instanceof Binding.Ambiguous several
              && !MethodRules.isNameless(method, parameter)
              && !isDuplicateRole(several.candidates())) {
            found.putIfAbsent(parameter, ambiguous(subject, method, parameter, several));
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static Diagnostic ambiguous(
      Subject subject, ModelMethod method, Parameter parameter, Binding.Ambiguous several) {
    return Problem.AMBIGUOUS_INPUT.at(
        parameter.fromPlace(),
        parameter.name(),
        subject.member(method),
        parameter.from().orElse(parameter.name()),
        Texts.and(
            several.candidates().stream()
                .map(result -> result.path() + " (" + result.type() + ")")
                .toList()),
        UnknownInputs.paths(several.candidates()));
  }

  /** Two methods of one role: reported as that. */
  private static boolean isDuplicateRole(List<Result> candidates) {
    return Role.fields().stream()
        .anyMatch(
            role ->
                candidates.stream()
                    .allMatch(result -> result.component().isEmpty() && result.method().has(role)));
  }

  static List<Diagnostic> inputCycle(Subject subject) {
    Map<Set<ModelMethod>, Flow.Step> closing = new LinkedHashMap<>();
    Map<Set<ModelMethod>, List<ModelMethod>> cycles = new LinkedHashMap<>();
    Map<Set<ModelMethod>, Set<Mode>> modes = new LinkedHashMap<>();
    for (Flow flow : subject.flows().values()) {
      flow.cycles()
          .forEach(
              (step, cycle) -> {
                Set<ModelMethod> members = new HashSet<>(cycle);
                closing.putIfAbsent(members, step);
                cycles.putIfAbsent(members, cycle);
                modes
                    .computeIfAbsent(members, unused -> EnumSet.noneOf(Mode.class))
                    .add(flow.mode());
              });
    }
    List<Diagnostic> found = new ArrayList<>();
    closing.forEach(
        (members, step) ->
            found.add(
                Problem.INPUT_CYCLE.at(
                    step.parameter().place(),
                    subject.model().name(),
                    cycles.getOrDefault(members, List.of()).stream()
                        .map(ModelMethod::name)
                        .collect(Collectors.joining(" -> ")),
                    step.parameter().name(),
                    subject.member(step.consumer()),
                    Texts.and(modes.getOrDefault(members, Set.of())))));
    return found;
  }

  static List<Diagnostic> typeMismatch(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : subject.methods()) {
      for (Parameter parameter : method.parameters()) {
        for (Mode mode : subject.contract().supported()) {
          if (subject.wiring().bind(method, parameter, mode) instanceof Binding.FromResult from
              && isJudgeable(subject, method, from.result())
              && !subject.types().assignable(from.result().type(), parameter.type())) {
            found.add(mismatch(subject, method, parameter, from.result()));
            break;
          }
        }
      }
    }
    return found;
  }

  /** Whether both types are sound in themselves; what is wrong with them is reported elsewhere. */
  private static boolean isJudgeable(Subject subject, ModelMethod consumer, Result result) {
    ModelMethod producer = result.method();
    return !producer.is(Trait.SUSPEND)
        && !producer.is(Trait.GENERIC)
        && !consumer.is(Trait.GENERIC)
        && !consumer.is(Trait.VARARGS)
        && subject.fits(producer);
  }

  private static Diagnostic mismatch(
      Subject subject, ModelMethod method, Parameter parameter, Result result) {
    TypeRef wanted = parameter.type();
    TypeRef given = result.type();
    boolean alike = wanted.toString().equals(given.toString());
    return Problem.TYPE_MISMATCH.at(
        parameter.place(),
        parameter.name(),
        subject.member(method),
        alike ? wanted.toLongString() : wanted,
        "'" + result.path() + "'",
        alike ? given.toLongString() : given);
  }

  /** A warning: the network, or a part of it, goes nowhere. */
  static List<Diagnostic> unusedResult(Subject subject) {
    Optional<ModelMethod> network = subject.model().network();
    List<Flow.Step> steps = subject.steps();
    boolean unclear =
        subject.missesAnyRole()
            || subject.contract().supported().isEmpty()
            || hasUnclearStep(steps);
    if (network.isEmpty()
        || unclear
        || subject.model().ported()
        || network.get().roles().size() > 1
        || !subject.fits(network.get())) {
      return List.of();
    }
    ModelMethod method = network.get();
    Set<Optional<Component>> used = new LinkedHashSet<>();
    for (Flow.Step step : steps) {
      if (step.binding() instanceof Binding.FromResult from
          && from.result().method().equals(method)) {
        used.add(from.result().component());
      }
    }
    if (used.isEmpty()) {
      return List.of(
          Problem.UNUSED_RESULT.at(
              method.use(Role.MODEL_FN).orElseThrow().place(),
              "The result",
              subject.member(method),
              method.components().map(parts -> parts.get(0).name()).orElse(method.name())));
    }
    if (used.contains(Optional.<Component>empty())) {
      return List.of();
    }
    return method.components().orElse(List.of()).stream()
        .filter(part -> !used.contains(Optional.of(part)))
        .map(
            part ->
                Problem.UNUSED_RESULT.at(
                    part.place(),
                    "The component '" + part.name() + "' of the result",
                    subject.member(method),
                    part.name()))
        .toList();
  }

  private static boolean hasUnclearStep(List<Flow.Step> steps) {
    for (Flow.Step step : steps) {
      if (step.binding() instanceof Binding.Nothing
          || step.binding() instanceof Binding.Ambiguous) {
        return true;
      }
    }
    return false;
  }
}
