package org.estimator4j.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Role;
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
    plan.statements().forEach(statement -> method.addCode(declaration(statement)));
    method.addCode(plan.spec().map(call -> call(call).returned()).orElseGet(this::built));
    return method.build();
  }

  private CodeBlock declaration(Statement statement) {
    if (statement instanceof Statement.Take take) {
      TypeRef type = take.input().form().operand(take.input().elementType());
      return Expression.of("context.$L($N)", take.input().kind().noun(), take.input().constant())
          .assignedTo(CodeBlock.of("$T $N", Types.typeName(type), take.local()));
    }
    Statement.Keep keep = (Statement.Keep) statement;
    TypeRef type = keep.call().method().returnType();
    return call(keep.call())
        .assignedTo(
            type.canBeWritten()
                ? CodeBlock.of("$T $N", Types.typeName(type), keep.local())
                : CodeBlock.of("var $N", keep.local()));
  }

  private Expression call(Call call) {
    ModelMethod method = call.method();
    CodeBlock target =
        method.is(Trait.STATIC)
            ? CodeBlock.of("$T", Types.className(staticOwner(method)))
            : CodeBlock.of("model");
    return Expression.call(
        CodeBlock.of("$L.$N", target, method.javaName()),
        call.arguments().stream().map(ModeMethod::argument).toList());
  }

  /** A static method is called through its own class, unless only the model's can be named. */
  private TypeRef staticOwner(ModelMethod method) {
    return method.owner().accessible() ? method.owner() : model.type();
  }

  private static Expression argument(Argument argument) {
    if (argument instanceof Argument.OfContext of) {
      return Expression.of("context.$L()", of.accessor());
    }
    Argument.OfLocal of = (Argument.OfLocal) argument;
    return of.component()
        .map(component -> Expression.of("$N.$N()", of.local(), component.accessor()))
        .orElseGet(() -> Expression.of("$N", of.local()));
  }

  private CodeBlock built() {
    List<Expression> links = new ArrayList<>();
    for (Filling filling : plan.fillings()) {
      if (filling instanceof Filling.WithComponents with) {
        with.components().forEach(component -> links.add(output(with, component)));
      } else {
        links.add(link(filling.role().field(), List.of(value(filling))));
      }
    }
    links.add(link("build", List.of()));
    CodeBlock start = CodeBlock.of("$T.$L()", JavaFiles.SPEC, plan.mode().builderMethod());
    return Expression.returnedChain(start, links);
  }

  private static Expression link(String name, List<Expression> arguments) {
    return Expression.call(CodeBlock.of(".$L", name), arguments);
  }

  private static Expression output(Filling.WithComponents with, Component component) {
    return link(
        singular(with.role()),
        List.of(
            Expression.of("$S", component.outputName()),
            Expression.of("$N.$N()", with.local(), component.accessor())));
  }

  private Expression value(Filling filling) {
    if (filling instanceof Filling.WithLocal with) {
      return Expression.of("$N", with.local());
    }
    if (filling instanceof Filling.WithCall with) {
      return call(with.call());
    }
    if (filling instanceof Filling.WithOptimizer with) {
      return Expression.call(
          CodeBlock.of("context.minimize"),
          List.of(value(with.optimizer()), Expression.of("$N", with.loss())));
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
