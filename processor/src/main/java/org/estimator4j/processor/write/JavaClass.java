package org.estimator4j.processor.write;

import java.util.Locale;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeRef;

/** A class on its way to a file: what all generated classes have, and the members of this one. */
final class JavaClass {

  private static final TypeRef GENERATED = TypeRef.of("javax.annotation.processing", "Generated");
  private static final TypeRef NULL_MARKED = TypeRef.of("org.jspecify.annotations", "NullMarked");
  private static final String PROCESSOR = "org.estimator4j.processor.EstimatorProcessor";

  private final ModelClass model;
  private final String name;
  private final Surroundings surroundings;
  private final Imports imports;
  private final StringBuilder members = new StringBuilder();

  /** A class beside a model. */
  JavaClass(ModelClass model, String name, Surroundings surroundings) {
    this.model = model;
    this.name = name;
    this.surroundings = surroundings;
    this.imports = new Imports(model.type().packageName(), surroundings.shadowsJavaLang());
    imports.reserve(name);
  }

  String name() {
    return name;
  }

  Imports imports() {
    return imports;
  }

  /** A class of {@code java.lang}, which a class of the user may shadow. */
  String lang(String simpleName) {
    return imports.name("java.lang", simpleName);
  }

  /** {@code public}, if the model is. */
  String visibility() {
    return model.is(Trait.PUBLIC) ? "public " : "";
  }

  /** A member, line by line, each with its indentation. */
  void member(String... lines) {
    if (!members.isEmpty()) {
      members.append('\n');
    }
    for (String line : lines) {
      members.append(line).append('\n');
    }
  }

  /** A method that implements one of an interface. */
  void override(String signature, String... lines) {
    if (!members.isEmpty()) {
      members.append('\n');
    }
    members.append("  @").append(lang("Override")).append('\n');
    members.append("  public ").append(signature).append(" {\n");
    for (String line : lines) {
      members.append(line).append('\n');
    }
    members.append("  }\n");
  }

  /** The factory's method that names its model. */
  void modelName() {
    override(
        lang("String") + " modelName()",
        "    return " + literal(model.type().qualifiedName()) + ";");
  }

  /** The beginning of a factory: {@code implements EstimatorSpecFactory}. */
  String factory() {
    return "implements " + imports.name(RuntimeTypes.FACTORY);
  }

  /**
   * The finished file.
   *
   * @param javadoc what the class is, in lines
   * @param annotations further annotations, a line each
   * @param implemented what it extends or implements
   */
  GeneratedFile file(String javadoc, String annotations, String implemented) {
    StringBuilder head = new StringBuilder();
    for (String line : javadoc.split("\n", -1)) {
      head.append(line.isEmpty() ? " *" : " * ").append(line).append('\n');
    }
    head.append(" */\n");
    if (surroundings.generated()) {
      head.append('@').append(imports.name(GENERATED));
      head.append('(').append(literal(PROCESSOR)).append(")\n");
    }
    if (surroundings.nullMarked()) {
      head.append('@').append(imports.name(NULL_MARKED)).append('\n');
    }
    head.append(annotations).append(visibility()).append("final class ").append(name);
    head.append(' ').append(implemented).append(" {\n");
    String home = model.type().packageName();
    return new GeneratedFile(
        home.isEmpty() ? name : home + "." + name, start(home) + "/**\n" + head + members + "}\n");
  }

  private StringBuilder start(String home) {
    StringBuilder start = new StringBuilder();
    if (!home.isEmpty()) {
      start.append("package ").append(home).append(";\n\n");
    }
    imports.imported().forEach(type -> start.append("import ").append(type).append(";\n"));
    return start.append(imports.imported().isEmpty() ? "" : "\n");
  }

  /** A string as Java writes it. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> literal.append('\\').append(c);
        case '\n' -> literal.append("\\n");
        case '\t' -> literal.append("\\t");
        case '\r' -> literal.append("\\r");
        default -> {
          if (Character.isISOControl(c)) {
            literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            literal.append(c);
          }
        }
      }
    }
    return literal.append('"').toString();
  }
}
