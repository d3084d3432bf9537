package org.estimator4j.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
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
    CodeBlock declaration = CodeBlock.of("private static final $T $N = ", type, input.constant());
    Expression made =
        Expression.call(
            CodeBlock.of(
                "$T.$L", Types.className(RuntimeTypes.FEATURE_SPEC), input.form().method()),
            List.of(
                Expression.of("$S", input.name()),
                Expression.of("$T.class", element),
                Expression.call(
                    CodeBlock.of("$T.of", Types.className(RuntimeTypes.SHAPE)),
                    input.shape().stream().map(FactoryWriter::size).toList())));
    return FieldSpec.builder(type, input.constant())
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(made.initializing(Expression.width(declaration)))
        .build();
  }

  private static Expression size(long size) {
    return Expression.of(size > Integer.MAX_VALUE ? "$LL" : "$L", size);
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addJavadoc("Makes specs that call the methods of this model.\n\n")
            .addJavadoc("@param model the model, which may have any constructor\n")
            .addModifiers(JavaFiles.visibility(model))
            .addParameter(modelName, "model");
    CodeBlock checked = CodeBlock.of("$T.requireNonNull(model, $S)", Objects.class, "model");
    return (plan.needsInstance()
            ? constructor.addStatement("this.model = $L", checked)
            : constructor.addStatement(checked))
        .build();
  }

  private MethodSpec modes() {
    CodeBlock modes =
        plan.modes().stream()
            .map(mode -> CodeBlock.of("$T.$L", JavaFiles.MODE, mode.mode()))
            .collect(CodeBlock.joining(", "));
    return JavaFiles.implementing("modes", JavaFiles.MODES)
        .addStatement("return $T.of($L)", Set.class, modes)
        .build();
  }

  private MethodSpec inputs() {
    Expression spec =
        Expression.call(
            CodeBlock.of("$T.of", JavaFiles.INPUT_SPEC),
            List.of(constants(InputKind.FEATURE), constants(InputKind.LABEL)));
    return JavaFiles.implementing("inputs", JavaFiles.INPUT_SPEC).addCode(spec.returned()).build();
  }

  private Expression constants(InputKind kind) {
    return Expression.call(
        CodeBlock.of("$T.of", List.class),
        plan.inputs(kind).stream().map(input -> Expression.of("$N", input.constant())).toList());
  }

  private MethodSpec create() {
    CodeBlock.Builder body = CodeBlock.builder();
    body.add("return switch (context.mode()) {\n").indent();
    for (Mode mode : Mode.values()) {
      if (plan.mode(mode).isPresent()) {
        body.add("case $L -> $L(context);\n", mode, mode.methodName());
      } else {
        body.add("case $L -> throw context.unsupportedMode();\n", mode);
      }
    }
    body.unindent().add("};\n");
    return JavaFiles.implementing("create", JavaFiles.SPEC)
        .addParameter(JavaFiles.CONTEXT, "context")
        .addCode(body.build())
        .build();
  }
}
