package org.estimator4j.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
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
  public static JavaFile write(FactoryPlan plan, Surroundings surroundings) {
    return new FactoryWriter(plan).file(surroundings);
  }

  private JavaFile file(Surroundings surroundings) {
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
    TypeName type =
        ParameterizedTypeName.get(Types.className(RuntimeTypes.DENSE_FEATURE), element);
    return FieldSpec.builder(type, input.constant())
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(
            "$T.dense($S, $T.class, $T.of($L))",
            Types.className(RuntimeTypes.FEATURE_SPEC),
            input.name(),
            element,
            Types.className(RuntimeTypes.SHAPE),
            sizes(input))
        .build();
  }

  private static CodeBlock sizes(InputPlan input) {
    return input.shape().stream()
        .map(size -> CodeBlock.of(size > Integer.MAX_VALUE ? "$LL" : "$L", size))
        .collect(CodeBlock.joining(", "));
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
    return JavaFiles.implementing("inputs", JavaFiles.INPUT_SPEC)
        .addStatement(
            "return $T.of($L, $L)",
            JavaFiles.INPUT_SPEC,
            constants(InputKind.FEATURE),
            constants(InputKind.LABEL))
        .build();
  }

  private CodeBlock constants(InputKind kind) {
    CodeBlock names =
        plan.inputs(kind).stream()
            .map(input -> CodeBlock.of("$N", input.constant()))
            .collect(CodeBlock.joining(",$W"));
    return CodeBlock.of("$T.of($L)", List.class, names);
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
