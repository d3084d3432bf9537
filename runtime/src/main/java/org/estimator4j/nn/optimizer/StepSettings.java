package org.estimator4j.nn.optimizer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.tensorflow.types.family.TFloating;

/** What the options of an optimizer add up to. */
record StepSettings(List<StepOption> options) {

  static final StepSettings NONE = new StepSettings(List.of());

  StepSettings and(StepOption... more) {
    List<StepOption> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new StepSettings(List.copyOf(all));
  }

  /** Refuses a variable that is not the graph's, or that no optimizer can change. */
  static void requireMember(ModelGraph graph, Variable<?> variable) {
    if (graph.findVariable(variable.name()).filter(variable::equals).isEmpty()) {
      throw new IllegalArgumentException(variable + " belongs to another graph");
    }
    if (variable.local() || !TFloating.class.isAssignableFrom(variable.type())) {
      throw new IllegalArgumentException(
          variable + " cannot be trained: it is local, or not of floating point");
    }
  }

  /** The variables to train. */
  List<Variable<?>> variables(ModelGraph graph) {
    checkParts(graph);
    Set<Variable<?>> chosen = new LinkedHashSet<>();
    boolean all = true;
    for (StepOption option : options) {
      if (option instanceof StepOption.Variables given) {
        all = false;
        given.variables().forEach(variable -> requireMember(graph, variable));
        chosen.addAll(given.variables());
      } else if (option instanceof StepOption.VariablesOf given) {
        all = false;
        graph.trainableVariables().stream()
            .filter(variable -> isOf(given.part(), variable))
            .forEach(chosen::add);
      }
    }
    return all ? graph.trainableVariables() : List.copyOf(chosen);
  }

  /** After how many batches the variables change. */
  int batches() {
    int batches = 1;
    for (StepOption.Accumulate option : of(StepOption.Accumulate.class)) {
      batches = option.batches();
    }
    return batches;
  }

  float rateMultiplier(Variable<?> variable) {
    float product = 1;
    for (StepOption.RateMultiplier option : of(StepOption.RateMultiplier.class)) {
      product *= isOf(option.part(), variable) ? option.factor() : 1;
    }
    return product;
  }

  private float gradientMultiplier(Variable<?> variable) {
    float product = 1;
    for (StepOption.GradientMultiplier option : of(StepOption.GradientMultiplier.class)) {
      product *= isOf(option.part(), variable) ? option.factor() : 1;
    }
    return product;
  }

  List<Gradient<?>> transform(ModelGraph graph, List<? extends Gradient<?>> gradients) {
    checkParts(graph);
    List<Gradient<?>> last = new ArrayList<>();
    for (Gradient<?> gradient : gradients) {
      last.add(Clipping.scaled(graph, gradient, gradientMultiplier(gradient.variable())));
    }
    for (StepOption.Transform option : of(StepOption.Transform.class)) {
      last = option.transform().apply(graph, last);
    }
    return last;
  }

  /** A name that fits no variable is a misspelt one. */
  private void checkParts(ModelGraph graph) {
    Stream.of(
            of(StepOption.VariablesOf.class).stream().map(StepOption.VariablesOf::part),
            of(StepOption.RateMultiplier.class).stream().map(StepOption.RateMultiplier::part),
            of(StepOption.GradientMultiplier.class).stream()
                .map(StepOption.GradientMultiplier::part))
        .flatMap(parts -> parts)
        .forEach(part -> checkPart(graph, part));
  }

  private static void checkPart(ModelGraph graph, String part) {
    if (graph.trainableVariables().stream().noneMatch(variable -> isOf(part, variable))) {
      throw new IllegalArgumentException(
          "no trainable variable is called '"
              + part
              + "' or stands in such a scope; there are "
              + graph.trainableVariables().stream().map(Variable::name).toList());
    }
  }

  private static boolean isOf(String part, Variable<?> variable) {
    return variable.name().equals(part) || variable.name().startsWith(part + "/");
  }

  private <O extends StepOption> List<O> of(Class<O> type) {
    return options.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public String toString() {
    String list = options.toString();
    return list.substring(1, list.length() - 1);
  }
}
