package org.estimator4j.processor.write;

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
import org.estimator4j.processor.plan.InputPlan;
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
    Code code = new Code();
    for (Statement statement : plan.statements()) {
      declare(statement, code);
    }
    if (plan.spec().isPresent()) {
      call(plan.spec().get()).returned(code);
    } else {
      build(code);
    }
    return MethodSpec.methodBuilder(plan.mode().methodName())
        .addModifiers(Modifier.PRIVATE)
        .returns(JavaFiles.SPEC)
        .addParameter(JavaFiles.CONTEXT, "context")
        .addCode(code.block())
        .build();
  }

  private void declare(Statement statement, Code code) {
    if (statement instanceof Statement.Take take) {
      InputPlan input = take.input();
      TypeRef type = input.form().operand(input.elementType());
      Expression.of("context." + input.kind().noun() + "(" + input.constant() + ")")
          .assignedTo(Types.typeName(type), take.local(), code);
      return;
    }
    Statement.Keep keep = (Statement.Keep) statement;
    TypeRef type = keep.call().method().returnType();
    call(keep.call())
        .assignedTo(type.canBeWritten() ? Types.typeName(type) : null, keep.local(), code);
  }

  private Expression call(Call call) {
    ModelMethod method = call.method();
    List<Expression> arguments = new ArrayList<>();
    for (Argument argument : call.arguments()) {
      arguments.add(argument(argument));
    }
    return method.is(Trait.STATIC)
        ? Expression.call(Types.className(staticOwner(method)), "." + method.javaName(), arguments)
        : Expression.call("model." + method.javaName(), arguments);
  }

  /** A static method is called through its own class, unless only the model's can be named. */
  private TypeRef staticOwner(ModelMethod method) {
    return method.owner().accessible() ? method.owner() : model.type();
  }

  private static Expression argument(Argument argument) {
    if (argument instanceof Argument.OfContext of) {
      return Expression.of("context." + of.accessor() + "()");
    }
    Argument.OfLocal of = (Argument.OfLocal) argument;
    return of.component().isPresent()
        ? component(of.local(), of.component().get())
        : Expression.of(of.local());
  }

  private static Expression component(String local, Component component) {
    return Expression.of(local + "." + component.accessor() + "()");
  }

  private void build(Code code) {
    List<Expression> links = new ArrayList<>();
    for (Filling filling : plan.fillings()) {
      if (filling instanceof Filling.WithComponents with) {
        for (Component component : with.components()) {
          links.add(output(with, component));
        }
      } else {
        links.add(link(filling.role().field(), List.of(value(filling))));
      }
    }
    links.add(link("build", List.of()));
    String builder = "." + plan.mode().builderMethod();
    Expression.returnedChain(Expression.call(JavaFiles.SPEC, builder, List.of()), links, code);
  }

  private static Expression link(String name, List<Expression> arguments) {
    return Expression.call("." + name, arguments);
  }

  private static Expression output(Filling.WithComponents with, Component component) {
    return link(
        singular(with.role()),
        List.of(Expression.literal(component.outputName()), component(with.local(), component)));
  }

  private Expression value(Filling filling) {
    if (filling instanceof Filling.WithLocal with) {
      return Expression.of(with.local());
    }
    if (filling instanceof Filling.WithCall with) {
      return call(with.call());
    }
    if (filling instanceof Filling.WithOptimizer with) {
      return Expression.call(
          "context.minimize", List.of(value(with.optimizer()), Expression.of(with.loss())));
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
