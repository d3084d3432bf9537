package org.estimator4j.processor.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.plan.FactoryPlan;
import org.estimator4j.processor.plan.ModePlan;

/** The factory's Javadoc: which method fills which field, and in each mode who feeds whom. */
final class FactoryJavadoc {

  private static final String DOCS = "docs/generated-code.md";
  private static final int WIDTH = 100 - " * ".length();

  private FactoryJavadoc() {}

  /** Line by line, the model by its name in the file. */
  static String of(FactoryPlan plan, String model) {
    StringBuilder doc =
        new StringBuilder("Makes the {@code EstimatorSpec}s of {@link " + model + "}.\n");
    if (!plan.model().ported()) {
      table(plan, doc);
    }
    byExplanation(plan)
        .forEach(
            (lines, modes) -> {
              doc.append("\n<p>").append(String.join(", ", modes)).append(":\n\n<ul>\n");
              lines.forEach(line -> item(line, doc));
              doc.append("</ul>\n");
            });
    return doc.append("\n<p>Generated; {@code " + DOCS + "} of Estimator4J explains it.")
        .toString();
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

  private static void table(FactoryPlan plan, StringBuilder doc) {
    doc.append("\n<table>\n  <caption>Which method fills which field</caption>\n");
    doc.append("  <tr><th>field</th>");
    plan.modes().forEach(mode -> doc.append("<th>").append(mode.mode()).append("</th>"));
    doc.append("</tr>\n");
    for (Role role : Role.fields()) {
      if (plan.modes().stream().anyMatch(mode -> !filler(mode, role).isEmpty())) {
        doc.append("  <tr><td>").append(role.field()).append("</td>");
        plan.modes().forEach(mode -> doc.append("<td>").append(cell(mode, role)).append("</td>"));
        doc.append("</tr>\n");
      }
    }
    doc.append("</table>\n");
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
    return mode.fillings().stream()
        .filter(filling -> filling.role() == role)
        .map(filling -> filling.method().name())
        .collect(Collectors.joining());
  }

  /** A list item, wrapped as google-java-format does. */
  private static void item(String text, StringBuilder doc) {
    doc.append("  <li>");
    int width = "  <li>".length();
    boolean first = true;
    for (String word : escape(text).split(" ", -1)) {
      if (!first && width + 1 + word.length() > WIDTH) {
        doc.append("\n      ");
        width = "      ".length();
      } else if (!first) {
        doc.append(' ');
        width++;
      }
      doc.append(word);
      width += word.length();
      first = false;
    }
    doc.append('\n');
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
