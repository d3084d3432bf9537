package org.estimator4j.processor.write;

import com.palantir.javapoet.CodeBlock;
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

  static CodeBlock of(FactoryPlan plan) {
    CodeBlock.Builder doc = CodeBlock.builder();
    doc.add(
        "Makes the {@code EstimatorSpec}s of {@link $T}.\n", Types.className(plan.model().type()));
    if (!plan.model().ported()) {
      table(plan, doc);
    }
    byExplanation(plan)
        .forEach(
            (lines, modes) -> {
              doc.add("\n<p>$L:\n\n<ul>\n", String.join(", ", modes));
              lines.forEach(line -> doc.add("$L", item(line)));
              doc.add("</ul>\n");
            });
    doc.add("\n<p>Generated; {@code $L} of Estimator4J explains it.\n", DOCS);
    return doc.build();
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

  private static void table(FactoryPlan plan, CodeBlock.Builder doc) {
    doc.add("\n<table>\n  <caption>Which method fills which field</caption>\n");
    doc.add("  <tr><th>field</th>");
    plan.modes().forEach(mode -> doc.add("<th>$L</th>", mode.mode()));
    doc.add("</tr>\n");
    for (Role role : Role.fields()) {
      if (plan.modes().stream().anyMatch(mode -> !filler(mode, role).isEmpty())) {
        doc.add("  <tr><td>$L</td>", role.field());
        plan.modes().forEach(mode -> doc.add("<td>$L</td>", cell(mode, role)));
        doc.add("</tr>\n");
      }
    }
    doc.add("</table>\n");
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
