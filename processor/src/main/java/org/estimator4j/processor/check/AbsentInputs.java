package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Texts;
import org.estimator4j.processor.model.Binding;
import org.estimator4j.processor.model.Flow;
import org.estimator4j.processor.model.Injectable;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.Role;

/** An input that does not exist in a mode that reaches it, however indirectly. */
final class AbsentInputs {

  private AbsentInputs() {}

  /** What a parameter asks for in vain, in which modes, and the first way there. */
  private record Absence(String what, Flow.Step step, boolean label, Set<Mode> modes) {}

  static List<Diagnostic> check(Subject subject) {
    Map<Parameter, Absence> absences = new LinkedHashMap<>();
    for (Flow flow : subject.flows().values()) {
      for (Flow.Step step : flow.steps()) {
        if (passesTrainOp(step, flow.mode())) {
          continue; // What the train op needs does not matter where it must not run.
        }
        Optional<Absence> absence = absent(subject, step, flow.mode());
        if (absence.isPresent()) {
          absences.putIfAbsent(step.parameter(), absence.get());
          Absence first = absences.getOrDefault(step.parameter(), absence.get());
          first.modes().add(flow.mode());
        }
      }
    }
    List<Diagnostic> found = new ArrayList<>();
    absences.forEach((parameter, absence) -> found.add(diagnostic(subject, parameter, absence)));
    return found;
  }

  private static boolean passesTrainOp(Flow.Step step, Mode mode) {
    if (mode == Mode.TRAIN) {
      return false;
    }
    for (ModelMethod method : step.path()) {
      if (isTrainOp(method)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTrainOp(ModelMethod method) {
    return method.has(Role.TRAIN_OP);
  }

  private static Optional<Absence> absent(Subject subject, Flow.Step step, Mode mode) {
    if (step.binding() instanceof Binding.Input input && !input.mention().kind().presentIn(mode)) {
      String what = "the label '" + input.mention().name() + "', which does";
      return Optional.of(new Absence(what, step, true, EnumSet.noneOf(Mode.class)));
    }
    if (step.binding() instanceof Binding.Injected injected
        && injected.injectable() == Injectable.LABELS
        && !InputKind.LABEL.presentIn(mode)
        && !subject.model().ported()) {
      return Optional.of(
          new Absence("the labels, which do", step, true, EnumSet.noneOf(Mode.class)));
    }
    if (step.binding() instanceof Binding.FromResult from
        && isTrainOp(from.result().method())
        && mode != Mode.TRAIN) {
      String what = "the train op, '" + from.result().method().name() + "', which does";
      return Optional.of(new Absence(what, step, false, EnumSet.noneOf(Mode.class)));
    }
    return Optional.empty();
  }

  private static Diagnostic diagnostic(Subject subject, Parameter parameter, Absence absence) {
    List<ModelMethod> path = absence.step().path();
    String first = path.get(0).name();
    String target =
        parameter.mentions().isEmpty() ? parameter.name() : "@Label " + parameter.name();
    String way =
        path.stream().map(ModelMethod::name).collect(Collectors.joining(" -> ")) + " -> " + target;
    String modes = Texts.and(absence.modes());
    String reached =
        "%s needs it: %s".formatted(Subject.annotation(path.get(0)) + " " + first, way);
    String why =
        absence.label()
            ? "Nobody knows the labels of what is yet to be predicted; the graph of PREDICT has none."
            : "A train op changes the variables; evaluating or predicting must not.";
    String mend =
        absence.label()
            ? "Compute what %s needs without labels, or leave PREDICT out of its modes or of @ModelFn(modes = ...)."
                .formatted(first)
            : "Let %s take the loss or the network's result instead, or leave %s out of its modes."
                .formatted(first, modes);
    return Problem.ABSENT_INPUT.at(
        parameter.place(),
        parameter.name(),
        subject.member(absence.step().consumer()),
        absence.what(),
        modes,
        reached,
        why,
        mend);
  }
}
