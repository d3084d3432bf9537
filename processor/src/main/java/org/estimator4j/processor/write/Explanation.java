package org.estimator4j.processor.write;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.plan.Argument;
import org.estimator4j.processor.plan.Call;
import org.estimator4j.processor.plan.FactoryPlan;
import org.estimator4j.processor.plan.Filling;
import org.estimator4j.processor.plan.ModePlan;
import org.estimator4j.processor.plan.Statement;

/** A plan in words: for the factory's Javadoc, and for who asks the processor to explain. */
public final class Explanation {

  private Explanation() {}

  /** The whole plan, a line each. */
  public static String of(FactoryPlan plan) {
    List<String> lines = new ArrayList<>();
    for (ModePlan mode : plan.modes()) {
      lines.add(mode.mode().name());
      of(mode).forEach(line -> lines.add("  " + line));
    }
    return String.join("\n", lines);
  }

  /** One mode: who is fed by whom, in the order of calls. */
  static List<String> of(ModePlan mode) {
    List<String> lines = new ArrayList<>();
    for (Statement statement : mode.statements()) {
      if (statement instanceof Statement.Keep keep) {
        lines.add(fed(mode, keep.call()) + filled(mode, keep));
      }
    }
    for (Filling filling : mode.fillings()) {
      if (filling instanceof Filling.WithCall with) {
        lines.add(fed(mode, with.call()) + "; fills " + with.role().field());
      } else if (filling instanceof Filling.WithOptimizer with
          && with.optimizer() instanceof Filling.WithCall optimizer) {
        lines.add(
            fed(mode, optimizer.call())
                + "; minimises "
                + with.loss()
                + ", which fills "
                + with.role().field());
      }
    }
    mode.spec().ifPresent(call -> lines.add(fed(mode, call) + "; returns the whole spec"));
    return lines;
  }

  private static String filled(ModePlan mode, Statement.Keep keep) {
    StringBuilder fields = new StringBuilder();
    for (Filling filling : mode.fillings()) {
      if (filling.method().equals(keep.call().method())) {
        fields.append(fields.length() == 0 ? "; fills " : " and ").append(filling.role().field());
      }
    }
    return fields.toString();
  }

  private static String fed(ModePlan mode, Call call) {
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Parameter parameter = call.method().parameters().get(i);
      inputs.add(input(mode, parameter, call.arguments().get(i)));
    }
    return call.method().name()
        + (inputs.isEmpty() ? " takes nothing" : " takes " + String.join(", ", inputs));
  }

  private static String input(ModePlan mode, Parameter parameter, Argument argument) {
    if (argument instanceof Argument.OfContext) {
      return parameter.type().simpleName();
    }
    Argument.OfLocal of = (Argument.OfLocal) argument;
    for (Statement statement : mode.statements()) {
      if (statement.local().equals(of.local())) {
        return statement instanceof Statement.Take take
            ? take.input().kind().noun() + " " + take.input().name()
            : ((Statement.Keep) statement).call().method().name()
                + of.component().map(component -> "." + component.name()).orElse("");
      }
    }
    return of.local();
  }
}
