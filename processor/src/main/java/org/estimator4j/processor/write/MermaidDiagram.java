package org.estimator4j.processor.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.plan.Argument;
import org.estimator4j.processor.plan.Call;
import org.estimator4j.processor.plan.FactoryPlan;
import org.estimator4j.processor.plan.Filling;
import org.estimator4j.processor.plan.ModePlan;
import org.estimator4j.processor.plan.Statement;

/**
 * A plan as a Mermaid flow chart, a box for each mode, one below the other: inputs and what the
 * context gives on the left, methods in the middle, fields of the spec on the right.
 */
public final class MermaidDiagram {

  private final String prefix;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> nodes = new HashMap<>();
  private final Map<String, String> locals = new HashMap<>();

  private MermaidDiagram(ModePlan mode) {
    this.prefix = mode.mode().methodName();
  }

  /** The whole plan. */
  public static String of(FactoryPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add("%% What the factory of " + plan.model().name() + " does, mode by mode.");
    lines.add("flowchart TB");
    for (ModePlan mode : plan.modes()) {
      lines.add("  subgraph " + mode.mode());
      lines.add("    direction LR"); // Else a box turns against the chart around it.
      new MermaidDiagram(mode).draw(mode).forEach(line -> lines.add("    " + line));
      lines.add("  end");
    }
    // Arrows that nobody sees keep the boxes in order.
    List<String> modes = plan.modes().stream().map(mode -> mode.mode().toString()).toList();
    if (modes.size() > 1) {
      lines.add("  " + String.join(" ~~~ ", modes));
    }
    return String.join("\n", lines) + "\n";
  }

  private List<String> draw(ModePlan mode) {
    for (Statement statement : mode.statements()) {
      locals.put(
          statement.local(),
          statement instanceof Statement.Take take
              ? node("[/", take.input().kind().noun() + " " + take.input().name(), "/]")
              : method(((Statement.Keep) statement).call()));
    }
    mode.fillings().forEach(this::fill);
    mode.spec().ifPresent(call -> arrow(method(call), "", field("EstimatorSpec")));
    return lines;
  }

  private void fill(Filling filling) {
    String field = field(filling.role().field());
    if (filling instanceof Filling.WithLocal with) {
      arrow(local(with.local()), "", field);
    } else if (filling instanceof Filling.WithCall with) {
      arrow(method(with.call()), "", field);
    } else if (filling instanceof Filling.WithComponents with) {
      for (Component component : with.components()) {
        arrow(local(with.local()), component.outputName(), field);
      }
    } else if (filling instanceof Filling.WithOptimizer with) {
      String minimize = node("{{", "minimize", "}}");
      arrow(local(with.loss()), "", minimize);
      arrow(
          with.optimizer() instanceof Filling.WithCall optimizer
              ? method(optimizer.call())
              : local(((Filling.WithLocal) with.optimizer()).local()),
          "",
          minimize);
      arrow(minimize, "", field);
    }
  }

  private String method(Call call) {
    String method = node("[", call.method().name(), "]");
    for (int i = 0; i < call.arguments().size(); i++) {
      Parameter parameter = call.method().parameters().get(i);
      Argument argument = call.arguments().get(i);
      if (argument instanceof Argument.OfLocal of) {
        arrow(local(of.local()), of.component().map(Component::name).orElse(""), method);
      } else {
        arrow(node("([", parameter.type().simpleName(), "])"), "", method);
      }
    }
    return method;
  }

  private String field(String name) {
    return node("[[", name, "]]");
  }

  private String local(String name) {
    return locals.getOrDefault(name, name);
  }

  private void arrow(String from, String label, String to) {
    lines.add(from + (label.isEmpty() ? " --> " : " -->|" + quoted(label) + "| ") + to);
  }

  /** The id of a node, which is made when it is first mentioned. */
  private String node(String open, String label, String close) {
    return nodes.computeIfAbsent(
        open + label,
        unused -> {
          String id = prefix + nodes.size();
          lines.add(id + open + quoted(label) + close);
          return id;
        });
  }

  /** Mermaid takes any text in quotes, with entities for what would end it. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              boolean plain = c >= ' ' && c < 127 && "\"#&<>;`".indexOf(c) < 0;
              quoted.append(plain ? Character.toString(c) : "#" + c + ";");
            });
    return quoted.append('"').toString();
  }
}
