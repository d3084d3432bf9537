package org.estimator4j.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeRef;
import org.estimator4j.processor.plan.Argument;
import org.estimator4j.processor.plan.Call;
import org.estimator4j.processor.plan.Filling;
import org.estimator4j.processor.plan.ModePlan;
import org.estimator4j.processor.plan.Statement;

/** Writes the method of one mode: its variables, line by line, and the spec. */
final class ModeMethod {

  private final ModelClass model;
  private final ModePlan plan;

  ModeMethod(ModelClass model, ModePlan plan) {
    this.model = model;
    this.plan = plan;
  }

  MethodSpec write() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(plan.mode().methodName())
            .addModifiers(Modifier.PRIVATE)
            .returns(JavaFiles.SPEC)
            .addParameter(JavaFiles.CONTEXT, "context");
    plan.statements().forEach(statement -> method.addStatement(declaration(statement)));
    method.addStatement("return $L", plan.spec().map(this::call).orElseGet(this::built));
    return method.build();
  }

  private CodeBlock declaration(Statement statement) {
    if (statement instanceof Statement.Take take) {
      TypeName type =
          ParameterizedTypeName.get(
              Types.className(RuntimeTypes.OPERAND), Types.typeName(take.input().elementType()));
      return CodeBlock.of(
          "$T $N = context.$L($N)",
          type,
          take.local(),
          take.input().kind().noun(),
          take.input().constant());
    }
    Statement.Keep keep = (Statement.Keep) statement;
    TypeRef type = keep.call().method().returnType();
    CodeBlock typeName =
        type.canBeWritten() ? CodeBlock.of("$T", Types.typeName(type)) : CodeBlock.of("var");
    return CodeBlock.of("$L $N = $L", typeName, keep.local(), call(keep.call()));
  }

  private CodeBlock call(Call call) {
    ModelMethod method = call.method();
    CodeBlock target =
        method.is(Trait.STATIC)
            ? CodeBlock.of("$T", Types.className(staticOwner(method)))
            : CodeBlock.of("model");
    CodeBlock arguments =
        call.arguments().stream().map(ModeMethod::argument).collect(CodeBlock.joining(",$W"));
    return CodeBlock.of("$L.$N($L)", target, method.name(), arguments);
  }

  /** A static method is called through its own class, unless only the model's can be named. */
  private TypeRef staticOwner(ModelMethod method) {
    return method.owner().accessible() ? method.owner() : model.type();
  }

  private static CodeBlock argument(Argument argument) {
    if (argument instanceof Argument.OfContext of) {
      return CodeBlock.of("context.$L()", of.accessor());
    }
    Argument.OfLocal of = (Argument.OfLocal) argument;
    return of.component()
        .map(component -> CodeBlock.of("$N.$N()", of.local(), component.name()))
        .orElseGet(() -> CodeBlock.of("$N", of.local()));
  }

  private CodeBlock built() {
    CodeBlock.Builder spec = CodeBlock.builder();
    spec.add("$T.$L()", JavaFiles.SPEC, plan.mode().builderMethod());
    plan.fillings().forEach(filling -> spec.add(filled(filling)));
    return spec.add("\n.build()").build();
  }

  private CodeBlock filled(Filling filling) {
    if (filling instanceof Filling.WithComponents with) {
      CodeBlock.Builder lines = CodeBlock.builder();
      for (Component component : with.components()) {
        lines.add(
            "\n.$L($S, $N.$N())",
            singular(with.role()),
            component.outputName(),
            with.local(),
            component.name());
      }
      return lines.build();
    }
    return CodeBlock.of("\n.$L($L)", filling.role().field(), value(filling));
  }

  private CodeBlock value(Filling filling) {
    if (filling instanceof Filling.WithLocal with) {
      return CodeBlock.of("$N", with.local());
    }
    if (filling instanceof Filling.WithCall with) {
      return call(with.call());
    }
    if (filling instanceof Filling.WithOptimizer with) {
      return CodeBlock.of("context.minimize($L, $N)", value(with.optimizer()), with.loss());
    }
    throw new IllegalStateException("components are no single value");
  }

  /** The builder's method that adds one output by name. */
  private static String singular(Role role) {
    return switch (role) {
      case PREDICTIONS -> "prediction";
      case EVAL_METRIC_OPS -> "evalMetric";
      default -> "exportOutput";
    };
  }
}
