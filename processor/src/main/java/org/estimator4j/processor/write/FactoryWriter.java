package org.estimator4j.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Modifier;
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

  private static final ClassName FEATURE_SPEC = Types.className(RuntimeTypes.FEATURE_SPEC);
  private static final ClassName SHAPE = Types.className(RuntimeTypes.SHAPE);
  private static final ClassName OBJECTS = ClassName.get(Objects.class);
  private static final ClassName LIST = ClassName.get(List.class);
  private static final ClassName SET = ClassName.get(Set.class);

  private final FactoryPlan plan;
  private final ModelClass model;
  private final ClassName modelName;

  private FactoryWriter(FactoryPlan plan) {
    this.plan = plan;
    this.model = plan.model();
    this.modelName = Types.className(model.type());
  }

  /** The factory as a file. */
  public static GeneratedFile write(FactoryPlan plan, Surroundings surroundings) {
    return new FactoryWriter(plan).file(surroundings);
  }

  private GeneratedFile file(Surroundings surroundings) {
    TypeSpec.Builder type = JavaFiles.factory(model, surroundings);
    type.addJavadoc(FactoryJavadoc.of(plan));
    suppressed(type);
    plan.inputs().forEach(input -> type.addField(constant(input)));
    if (plan.needsInstance()) {
      type.addField(modelName, "model", Modifier.PRIVATE, Modifier.FINAL);
    }
    type.addMethod(constructor());
    type.addMethod(JavaFiles.modelName(model));
    type.addMethod(modes());
    type.addMethod(inputs());
    type.addMethod(create());
    for (ModePlan mode : plan.modes()) {
      type.addMethod(new ModeMethod(model, mode).write());
    }
    return JavaFiles.file(model, type.build(), surroundings);
  }

  /** The user decided to deprecate; a factory must not be the one that is warned. */
  private void suppressed(TypeSpec.Builder type) {
    List<String> keys = new ArrayList<>();
    if (model.is(Trait.DEPRECATED)) {
      keys.add("deprecation");
    }
    if (model.is(Trait.FOR_REMOVAL)) {
      keys.add("removal");
    }
    if (!keys.isEmpty()) {
      AnnotationSpec.Builder annotation = AnnotationSpec.builder(SuppressWarnings.class);
      keys.forEach(key -> annotation.addMember("value", "$S", key));
      type.addAnnotation(annotation.build());
    }
  }

  private static FieldSpec constant(InputPlan input) {
    TypeName element = Types.typeName(input.elementType());
    TypeName type = ParameterizedTypeName.get(Types.className(input.form().declaration()), element);
    int declaration =
        "private static final ".length()
            + Types.width(type)
            + 1
            + input.constant().length()
            + " = ".length();
    List<Expression> sizes = new ArrayList<>();
    for (long size : input.shape()) {
      sizes.add(Expression.of(size > Integer.MAX_VALUE ? size + "L" : Long.toString(size)));
    }
    Expression made =
        Expression.call(
            FEATURE_SPEC,
            "." + input.form().method(),
            List.of(
                Expression.literal(input.name()),
                Expression.of(element, ".class"),
                Expression.call(SHAPE, ".of", sizes)));
    return FieldSpec.builder(type, input.constant())
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(made.initializing(declaration))
        .build();
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addJavadoc("Makes specs that call the methods of this model.\n\n")
            .addJavadoc("@param model the model, which may have any constructor\n")
            .addModifiers(JavaFiles.visibility(model))
            .addParameter(modelName, "model");
    Code code = new Code();
    code.control("$[").text(plan.needsInstance() ? "this.model = " : "");
    code.type(OBJECTS).text(".requireNonNull(model, \"model\")").control(";\n$]");
    return constructor.addCode(code.block()).build();
  }

  private MethodSpec modes() {
    Code code = new Code();
    code.control("$[").text("return ").type(SET).text(".of(");
    String separator = "";
    for (ModePlan mode : plan.modes()) {
      code.text(separator).type(JavaFiles.MODE).text("." + mode.mode());
      separator = ", ";
    }
    return JavaFiles.implementing("modes", JavaFiles.MODES)
        .addCode(code.text(")").control(";\n$]").block())
        .build();
  }

  private MethodSpec inputs() {
    Code code = new Code();
    Expression.call(
            JavaFiles.INPUT_SPEC,
            ".of",
            List.of(constants(InputKind.FEATURE), constants(InputKind.LABEL)))
        .returned(code);
    return JavaFiles.implementing("inputs", JavaFiles.INPUT_SPEC).addCode(code.block()).build();
  }

  private Expression constants(InputKind kind) {
    List<Expression> constants = new ArrayList<>();
    for (InputPlan input : plan.inputs()) {
      if (input.kind() == kind) {
        constants.add(Expression.of(input.constant()));
      }
    }
    return Expression.call(LIST, ".of", constants);
  }

  private MethodSpec create() {
    Code code = new Code();
    code.text("return switch (context.mode()) {\n").control("$>");
    for (Mode mode : Mode.values()) {
      String answer =
          plan.mode(mode).isPresent()
              ? mode.methodName() + "(context)"
              : "throw context.unsupportedMode()";
      code.text("case " + mode + " -> " + answer + ";\n");
    }
    code.control("$<").text("};\n");
    return JavaFiles.implementing("create", JavaFiles.SPEC)
        .addParameter(JavaFiles.CONTEXT, "context")
        .addCode(code.block())
        .build();
  }
}
