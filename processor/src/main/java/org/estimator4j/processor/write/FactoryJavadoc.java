package org.estimator4j.processor.write;

import com.palantir.javapoet.CodeBlock;
import java.util.stream.Collectors;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.plan.FactoryPlan;
import org.estimator4j.processor.plan.Filling;
import org.estimator4j.processor.plan.ModePlan;

/** The factory's Javadoc: which method fills which field, and in each mode who feeds whom. */
final class FactoryJavadoc {

  private static final String DOCS = "docs/generated-code.md";

  private FactoryJavadoc() {}

  static CodeBlock of(FactoryPlan plan) {
    CodeBlock.Builder doc = CodeBlock.builder();
    doc.add("Makes the {@code EstimatorSpec}s of {@link $T}.\n\n", Types.className(plan.model().type()));
    if (!plan.model().ported()) {
      table(plan, doc);
    }
    for (ModePlan mode : plan.modes()) {
      doc.add("\n<p>$L:\n\n<ul>\n", mode.mode());
      for (String line : Explanation.of(mode)) {
        doc.add("  <li>$L\n", escape(line));
      }
      doc.add("</ul>\n");
    }
    doc.add("\n<p>Generated, and explained in {@code $L} of Estimator4J.\n", DOCS);
    return doc.build();
  }

  private static void table(FactoryPlan plan, CodeBlock.Builder doc) {
    doc.add("<table>\n  <caption>Which method fills which field</caption>\n  <tr><th>field");
    plan.modes().forEach(mode -> doc.add("<th>$L", mode.mode()));
    doc.add("\n");
    for (Role role : Role.fields()) {
      if (plan.modes().stream().anyMatch(mode -> !filler(mode, role).isEmpty())) {
        doc.add("  <tr><td>$L", role.field());
        plan.modes().forEach(mode -> doc.add("<td>$L", cell(mode, role)));
        doc.add("\n");
      }
    }
    doc.add("</table>\n");
  }

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
        .map(Filling::method)
        .map(method -> method.name())
        .collect(Collectors.joining());
  }

  /** Nothing in a user's names may end the comment, be a tag or a unicode escape. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      if ("&<>@{}*\\".indexOf(c) >= 0) {
        escaped.append("&#").append((int) c).append(';');
      } else {
        escaped.append(c < ' ' ? ' ' : c);
      }
    }
    return escaped.toString();
  }
}
