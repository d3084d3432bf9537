package org.estimator4j.processor.write;

import static org.estimator4j.processor.write.JavaClass.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.plan.FactoryPlan;
import org.estimator4j.processor.plan.InputPlan;
import org.estimator4j.processor.plan.ModePlan;

/** Writes the factory of a model: what a careful colleague would have written. */
public final class FactoryWriter {

  private final FactoryPlan plan;
  private final ModelClass model;
  private final JavaClass type;
  private final Imports imports;

  private FactoryWriter(FactoryPlan plan, Surroundings surroundings) {
    this.plan = plan;
    this.model = plan.model();
    this.type = new JavaClass(model, model.factoryName(), surroundings);
    this.imports = type.imports();
  }

  /** The factory as a file. */
  public static GeneratedFile write(FactoryPlan plan, Surroundings surroundings) {
    return new FactoryWriter(plan, surroundings).file();
  }

  private GeneratedFile file() {
    reserveOwnNames();
    plan.inputs().forEach(input -> type.member(constant(input)));
    if (plan.needsInstance()) {
      type.member("  private final " + imports.erased(model.type()) + " model;");
    }
    constructor();
    type.modelName();
    modes();
    inputs();
    create();
    for (ModePlan mode : plan.modes()) {
      new ModeMethod(model, mode, type).write();
    }
    return type.file(
        FactoryJavadoc.of(plan, imports.erased(model.type())), suppressed(), type.factory());
  }

  /** Before those of the runtime and of TensorFlow: what is in the default package must have it. */
  private void reserveOwnNames() {
    imports.reserve(model.type());
    plan.calls()
        .forEach(
            call -> {
              imports.reserve(call.method().owner());
              imports.reserve(call.method().returnType());
            });
  }

  /** The user decided to deprecate; a factory must not be the one that is warned. */
  private String suppressed() {
    List<String> keys = new ArrayList<>();
    if (model.is(Trait.DEPRECATED)) {
      keys.add("\"deprecation\"");
    }
    if (model.is(Trait.FOR_REMOVAL)) {
      keys.add("\"removal\"");
    }
    if (keys.isEmpty()) {
      return "";
    }
    String value = keys.size() == 1 ? keys.get(0) : "{" + String.join(", ", keys) + "}";
    return "@" + type.lang("SuppressWarnings") + "(" + value + ")\n";
  }

  private String constant(InputPlan input) {
    String element = imports.name(input.elementType());
    String declaration =
        "private static final "
            + imports.erased(input.form().declaration())
            + "<"
            + element
            + "> "
            + input.constant();
    Expression shape =
        Expression.call(
            imports.name(RuntimeTypes.SHAPE) + ".of",
            input.shape().stream().map(FactoryWriter::size).toList());
    return Expression.call(
            imports.name(RuntimeTypes.FEATURE_SPEC) + "." + input.form().method(),
            List.of(Expression.of(literal(input.name())), Expression.of(element + ".class"), shape))
        .initializing(declaration);
  }

  private static Expression size(long size) {
    return Expression.of(size > Integer.MAX_VALUE ? size + "L" : Long.toString(size));
  }

  private void constructor() {
    String checked = imports.name("java.util", "Objects") + ".requireNonNull(model, \"model\");";
    type.member(
        "  /**",
        "   * Makes specs that call the methods of this model.",
        "   *",
        "   * @param model the model, which may have any constructor",
        "   */",
        "  " + type.visibility() + type.name() + "(" + imports.erased(model.type()) + " model) {",
        "    " + (plan.needsInstance() ? "this.model = " : "") + checked,
        "  }");
  }

  private void modes() {
    StringJoiner modes = new StringJoiner(", ", "(", ")");
    plan.modes().forEach(mode -> modes.add(imports.name(RuntimeTypes.MODE) + "." + mode.mode()));
    String set = imports.name(RuntimeTypes.MODES);
    type.override(
        set + " modes()", "    return " + imports.erased(RuntimeTypes.MODES) + ".of" + modes + ";");
  }

  private void inputs() {
    String spec = imports.name(RuntimeTypes.INPUT_SPEC);
    type.override(
        spec + " inputs()",
        Expression.call(
                spec + ".of", List.of(constants(InputKind.FEATURE), constants(InputKind.LABEL)))
            .returned());
  }

  private Expression constants(InputKind kind) {
    return Expression.call(
        imports.name("java.util", "List") + ".of",
        plan.inputs(kind).stream().map(input -> Expression.of(input.constant())).toList());
  }

  private void create() {
    List<String> lines = new ArrayList<>();
    lines.add("    return switch (context.mode()) {");
    for (Mode mode : Mode.values()) {
      String what =
          plan.mode(mode).isPresent()
              ? mode.methodName() + "(context)"
              : "throw context.unsupportedMode()";
      lines.add("      case " + mode + " -> " + what + ";");
    }
    lines.add("    };");
    type.override(
        imports.name(RuntimeTypes.ESTIMATOR_SPEC)
            + " create("
            + imports.name(RuntimeTypes.MODEL_CONTEXT)
            + " context)",
        lines.toArray(String[]::new));
  }
}
