package org.estimator4j.processor.write;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.plan.FactoryPlan;
import org.estimator4j.processor.plan.Filling;
import org.estimator4j.processor.plan.ModePlan;

/** The factory's Javadoc: which method fills which field, and in each mode who feeds whom. */
final class FactoryJavadoc {

  private static final String DOCS = "docs/generated-code.md";
  private static final int WIDTH = 100 - " * ".length();

  private FactoryJavadoc() {}

  static CodeBlock of(FactoryPlan plan) {
    Code doc = new Code();
    doc.text("Makes the {@code EstimatorSpec}s of {@link ");
    doc.type(Types.className(plan.model().type())).text("}.\n");
    if (!plan.model().ported()) {
      table(plan, doc);
    }
    for (Map.Entry<List<String>, List<String>> each : byExplanation(plan).entrySet()) {
      doc.text("\n<p>").text(String.join(", ", each.getValue())).text(":\n\n<ul>\n");
      for (String line : each.getKey()) {
        doc.text(item(line));
      }
      doc.text("</ul>\n");
    }
    return doc.text("\n<p>Generated; {@code " + DOCS + "} of Estimator4J explains it.\n").block();
  }

  /** Modes that do the same share one list. */
  private static Map<List<String>, List<String>> byExplanation(FactoryPlan plan) {
    Map<List<String>, List<String>> modes = new LinkedHashMap<>();
    for (ModePlan mode : plan.modes()) {
      modes
          .computeIfAbsent(Explanation.of(mode), unused -> new ArrayList<>())
          .add(mode.mode().name());
    }
    return modes;
  }

  private static void table(FactoryPlan plan, Code doc) {
    doc.text("\n<table>\n  <caption>Which method fills which field</caption>\n");
    doc.text("  <tr><th>field</th>");
    for (ModePlan mode : plan.modes()) {
      doc.text("<th>").text(mode.mode().name()).text("</th>");
    }
    doc.text("</tr>\n");
    for (Role role : Role.fields()) {
      if (isFilled(plan, role)) {
        doc.text("  <tr><td>").text(role.field()).text("</td>");
        for (ModePlan mode : plan.modes()) {
          doc.text("<td>").text(cell(mode, role)).text("</td>");
        }
        doc.text("</tr>\n");
      }
    }
    doc.text("</table>\n");
  }

  private static boolean isFilled(FactoryPlan plan, Role role) {
    for (ModePlan mode : plan.modes()) {
      if (!filler(mode, role).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Empty where the mode ignores the field, a dash where it could have one. */
  private static String cell(ModePlan mode, Role role) {
    String filler = filler(mode, role);
    if (!filler.isEmpty()) {
      return escape(filler);
    }
    return role.usedIn().contains(mode.mode()) ? "-" : "";
  }

  private static String filler(ModePlan mode, Role role) {
    StringBuilder filler = new StringBuilder();
    for (Filling filling : mode.fillings()) {
      if (filling.role() == role) {
        filler.append(filling.method().name());
      }
    }
    return filler.toString();
  }

  /** A list item, wrapped as google-java-format does. */
  private static String item(String text) {
    StringBuilder lines = new StringBuilder("  <li>");
    int width = lines.length();
    boolean first = true;
    for (String word : escape(text).split(" ", -1)) {
      if (!first && width + 1 + word.length() > WIDTH) {
        lines.append("\n      ");
        width = "      ".length();
      } else if (!first) {
        lines.append(' ');
        width++;
      }
      lines.append(word);
      width += word.length();
      first = false;
    }
    return lines.append('\n').toString();
  }

  /** Nothing in a user's names may end the comment, be a tag or a unicode escape. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("&<>@{}*\\".indexOf(c) >= 0) {
        escaped.append("&#").append((int) c).append(';');
      } else {
        escaped.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return escaped.toString();
  }
}
