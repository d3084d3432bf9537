package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Texts;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Role;

/** The names of outputs, where the compiler knows them: the components of a record. */
final class OutputRules {

  private static final String DEFAULT_EXPORT = "serving_default";
  private static final Set<String> RESERVED_METRICS = Set.of("loss", "global_step");
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9.][A-Za-z0-9_.\\-/]*");
  private static final Pattern ILLEGAL_PART =
      Pattern.compile("[^A-Za-z0-9_.\\-/]+|^[^A-Za-z0-9.]+");
  private static final List<Role> NAMED =
      List.of(Role.PREDICTIONS, Role.EVAL_METRIC_OPS, Role.EXPORT_OUTPUTS);

  private OutputRules() {}

  static List<Diagnostic> noDefaultExport(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (ModelMethod method : named(subject, Role.EXPORT_OUTPUTS)) {
      List<Component> outputs = method.components().orElse(List.of());
      List<String> names = outputs.stream().map(Component::outputName).toList();
      if (outputs.size() > 1 && !names.contains(DEFAULT_EXPORT)) {
        found.add(
            Problem.NO_DEFAULT_EXPORT.at(
                method.place(), subject.member(method), Texts.and(names), outputs.get(0).name()));
      }
    }
    return found;
  }

  static List<Diagnostic> duplicateOutput(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (Role role : NAMED) {
      for (ModelMethod method : named(subject, role)) {
        Map<String, Component> seen = new HashMap<>();
        for (Component output : method.components().orElse(List.of())) {
          Component first = seen.putIfAbsent(output.outputName(), output);
          if (first != null) {
            found.add(
                Problem.DUPLICATE_OUTPUT.at(
                    output.namePlace(),
                    subject.member(method),
                    output.outputName(),
                    output.name(),
                    first.name()));
          }
        }
      }
    }
    return found;
  }

  static List<Diagnostic> outputName(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    forEach(
        subject,
        NAMED,
        (method, output) -> {
          if (!LEGAL.matcher(output.outputName()).matches()) {
            found.add(
                Problem.OUTPUT_NAME.at(
                    output.namePlace(),
                    subject.member(method),
                    output.outputName(),
                    output.name(),
                    legal(output.outputName())));
          }
        });
    return found;
  }

  private static String legal(String name) {
    String legal = ILLEGAL_PART.matcher(name.strip()).replaceAll("_").replaceAll("^_+", "");
    return legal.isEmpty() ? "output" : legal;
  }

  static List<Diagnostic> reservedMetric(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    forEach(
        subject,
        List.of(Role.EVAL_METRIC_OPS),
        (method, output) -> {
          if (RESERVED_METRICS.contains(output.outputName())) {
            found.add(
                Problem.RESERVED_METRIC.at(
                    output.namePlace(),
                    subject.member(method),
                    output.outputName(),
                    output.name()));
          }
        });
    return found;
  }

  private static void forEach(
      Subject subject, List<Role> roles, BiConsumer<ModelMethod, Component> action) {
    for (Role role : roles) {
      for (ModelMethod method : named(subject, role)) {
        method.components().orElse(List.of()).forEach(part -> action.accept(method, part));
      }
    }
  }

  /** The methods of a role that return what they must; else their components mean nothing. */
  private static List<ModelMethod> named(Subject subject, Role role) {
    List<ModelMethod> named = new ArrayList<>();
    for (ModelMethod method : subject.model().methods()) {
      if (method.has(role) && subject.fits(method)) {
        named.add(method);
      }
    }
    return named;
  }
}
