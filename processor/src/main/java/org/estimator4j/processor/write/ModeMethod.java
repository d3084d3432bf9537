package org.estimator4j.processor.write;

import static org.estimator4j.processor.write.JavaClass.literal;

import java.util.ArrayList;
import java.util.List;
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
  private final JavaClass type;
  private final Imports imports;

  ModeMethod(ModelClass model, ModePlan plan, JavaClass type) {
    this.model = model;
    this.plan = plan;
    this.type = type;
    this.imports = type.imports();
  }

  void write() {
    List<String> lines = new ArrayList<>();
    String spec = imports.name(RuntimeTypes.ESTIMATOR_SPEC);
    String context = imports.name(RuntimeTypes.MODEL_CONTEXT);
    lines.add("  private " + spec + " " + plan.mode().methodName() + "(" + context + " context) {");
    plan.statements().forEach(statement -> lines.add(declaration(statement)));
    lines.add(plan.spec().map(call -> call(call).returned()).orElseGet(this::built));
    lines.add("  }");
    type.member(lines.toArray(String[]::new));
  }

  private String declaration(Statement statement) {
    if (statement instanceof Statement.Take take) {
      TypeRef operand = take.input().form().operand(take.input().elementType());
      return Expression.call(
              "context." + take.input().kind().noun(),
              List.of(Expression.of(take.input().constant())))
          .assignedTo(imports.name(operand) + " " + take.local());
    }
    Statement.Keep keep = (Statement.Keep) statement;
    TypeRef result = keep.call().method().returnType();
    return call(keep.call())
        .assignedTo((result.canBeWritten() ? imports.name(result) : "var") + " " + keep.local());
  }

  private Expression call(Call call) {
    ModelMethod method = call.method();
    String target = method.is(Trait.STATIC) ? imports.erased(staticOwner(method)) : "model";
    return Expression.call(
        target + "." + method.javaName(),
        call.arguments().stream().map(ModeMethod::argument).toList());
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
    return of.component()
        .map(component -> part(of.local(), component))
        .orElseGet(() -> Expression.of(of.local()));
  }

  private static Expression part(String local, Component component) {
    return Expression.of(local + "." + component.accessor() + "()");
  }

  private String built() {
    List<Expression> links = new ArrayList<>();
    for (Filling filling : plan.fillings()) {
      if (filling instanceof Filling.WithComponents with) {
        with.components().forEach(component -> links.add(output(with, component)));
      } else {
        links.add(Expression.call("." + filling.role().field(), List.of(value(filling))));
      }
    }
    links.add(Expression.call(".build", List.of()));
    return Expression.returnedChain(
        imports.name(RuntimeTypes.ESTIMATOR_SPEC) + "." + plan.mode().builderMethod() + "()",
        links);
  }

  private static Expression output(Filling.WithComponents with, Component component) {
    return Expression.call(
        "." + singular(with.role()),
        List.of(Expression.of(literal(component.outputName())), part(with.local(), component)));
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
