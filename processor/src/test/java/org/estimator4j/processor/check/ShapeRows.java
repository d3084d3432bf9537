package org.estimator4j.processor.check;

import static org.estimator4j.processor.check.Descriptors.ANSWER;
import static org.estimator4j.processor.check.Descriptors.FLOAT;
import static org.estimator4j.processor.check.Descriptors.FLOATS;
import static org.estimator4j.processor.check.Descriptors.INTS;
import static org.estimator4j.processor.check.Descriptors.OPERANDS;
import static org.estimator4j.processor.check.Descriptors.component;
import static org.estimator4j.processor.check.Descriptors.method;
import static org.estimator4j.processor.check.Descriptors.model;
import static org.estimator4j.processor.check.Descriptors.parameter;
import static org.estimator4j.processor.check.Rows.LOGITS;
import static org.estimator4j.processor.check.Rows.X;
import static org.estimator4j.processor.check.Rows.Y;
import static org.estimator4j.processor.check.Rows.and;
import static org.estimator4j.processor.check.Rows.complete;
import static org.estimator4j.processor.check.Rows.loss;
import static org.estimator4j.processor.check.Rows.metrics;
import static org.estimator4j.processor.check.Rows.network;
import static org.estimator4j.processor.check.Rows.odds;
import static org.estimator4j.processor.check.Rows.ofClass;
import static org.estimator4j.processor.check.Rows.ofMethod;
import static org.estimator4j.processor.check.Rows.optimizer;
import static org.estimator4j.processor.check.Rows.ported;
import static org.estimator4j.processor.check.Rows.row;
import static org.estimator4j.processor.check.Rows.withLoss;
import static org.estimator4j.processor.check.Rows.withNetwork;
import static org.estimator4j.processor.check.Rows.withOdds;

import java.util.List;
import java.util.stream.Stream;
import org.estimator4j.processor.check.Rows.Row;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.model.DroppedFunction;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeRef;

/** Rows of rules about the class, its methods, their roles and what they return. */
final class ShapeRows {

  private ShapeRows() {}

  static Stream<Row> all() {
    return Stream.of(classes(), methods(), roles(), returns()).flatMap(rows -> rows);
  }

  private static Stream<Row> classes() {
    return Stream.of(
        ofClass(Problem.NOT_A_CLASS, Trait.NOT_A_CLASS),
        ofClass(Problem.ABSTRACT_CLASS, Trait.ABSTRACT),
        ofClass(Problem.PRIVATE_CLASS, Trait.PRIVATE),
        ofClass(Problem.INNER_CLASS, Trait.INNER),
        ofClass(Problem.GENERIC_CLASS, Trait.GENERIC),
        new Row(
            Problem.COMPANION_FUNCTION,
            List.of("logits", "odds", "loss", "optimizer"),
            complete().named("M", "Companion").with(Trait.COMPANION),
            complete().named("M", "Companion")),
        row(
            Problem.DROPPED_FUNCTION,
            "M",
            complete().without(new DroppedFunction("the hooks", "", List.of("@X"), true)),
            complete()),
        row(
            Problem.HIDDEN_FUNCTION,
            "M",
            complete().without(new DroppedFunction("the hooks", "", List.of(), false)),
            complete()),
        ofClass(Problem.KOTLIN_METADATA, Trait.UNREAD_KOTLIN));
  }

  private static Stream<Row> methods() {
    TypeRef secret =
        new TypeRef(
            TypeRef.Kind.DECLARED,
            RuntimeTypes.OPERAND.packageName(),
            List.of("Operand"),
            List.of(FLOAT),
            false,
            false,
            null);
    return Stream.of(
        ofMethod(Problem.PRIVATE_METHOD, Trait.PRIVATE),
        ofMethod(Problem.UNREACHABLE_METHOD, Trait.OUT_OF_REACH),
        ofMethod(Problem.ABSTRACT_METHOD, Trait.ABSTRACT),
        ofMethod(Problem.GENERIC_METHOD, Trait.GENERIC),
        ofMethod(Problem.SUSPEND_FUNCTION, Trait.SUSPEND),
        row(Problem.VARARGS_METHOD, "y", withLoss(loss().with(Trait.VARARGS)), complete()),
        row(
            Problem.CHECKED_EXCEPTION,
            "loss",
            withLoss(loss().throwing(TypeRef.of("java.io", "IOException"))),
            complete()),
        row(
            Problem.NAMELESS_PARAMETERS,
            "loss",
            withLoss(
                method("loss", Role.LOSS, FLOATS, parameter("arg0", FLOATS), Y)
                    .with(Trait.NAMELESS_PARAMETERS)),
            complete()),
        row(
            Problem.UNREACHABLE_TYPE,
            "odds",
            withOdds(method("odds", Role.PREDICTIONS, secret, LOGITS)),
            complete()),
        row(
            Problem.UNREACHABLE_TYPE,
            "odds",
            withOdds(method("odds", Role.PREDICTIONS, ANSWER, LOGITS).of(component("a", secret))),
            withOdds(method("odds", Role.PREDICTIONS, ANSWER, LOGITS).of(component("a", FLOATS)))));
  }

  private static Stream<Row> roles() {
    return Stream.of(
        row(Problem.NO_MODEL_FN, "@Predictions", model(odds(), loss(), optimizer()), complete()),
        row(
            Problem.NO_MODES,
            "modes of @ModelFn",
            withNetwork(network().in()),
            withNetwork(network().in(Mode.TRAIN, Mode.EVAL, Mode.PREDICT))),
        row(Problem.MISSING_ROLE, "@ModelFn", model(network(), loss(), optimizer()), complete()),
        row(Problem.MISSING_ROLE, "@ModelFn", model(network(), odds(), loss()), complete()),
        row(
            Problem.MISSING_ROLE,
            "@ModelFn",
            withLoss(loss().in(Mode.TRAIN)),
            withLoss(loss().in(Mode.TRAIN, Mode.EVAL))),
        new Row(
            Problem.MISSING_ROLE,
            List.of("@ModelFn", "@ModelFn", "@ModelFn"),
            model(network()),
            complete()),
        row(
            Problem.DUPLICATE_ROLE,
            "@Loss",
            and(method("cost", Role.LOSS, FLOATS, LOGITS)),
            model(
                network(),
                odds(),
                loss().in(Mode.TRAIN),
                method("cost", Role.LOSS, FLOATS, LOGITS).in(Mode.EVAL),
                optimizer())),
        row(
            Problem.DUPLICATE_ROLE,
            "@ModelFn",
            and(method("other", Role.MODEL_FN, FLOATS, X)),
            complete()),
        row(
            Problem.ROLE_BESIDE_SPEC,
            "@TrainOp",
            model(ported(), method("optimizer", Role.TRAIN_OP, RuntimeTypes.OPTIMIZER)),
            model(ported())),
        row(
            Problem.UNUSED_ROLE,
            "modes of @EvalMetricOps",
            and(metrics("accuracy").in(Mode.TRAIN)),
            and(metrics("accuracy").in(Mode.EVAL))),
        row(
            Problem.UNUSED_ROLE,
            "@Predictions",
            model(
                network().in(Mode.EVAL), method("odds", Role.PREDICTIONS, FLOATS, LOGITS), loss()),
            model(network().in(Mode.EVAL), loss())),
        row(
            Problem.NEVER_EXPORTED,
            "modes of @ModelFn",
            model(network().in(Mode.TRAIN, Mode.EVAL), loss(), optimizer()),
            complete()));
  }

  private static Stream<Row> returns() {
    return Stream.of(
        row(
            Problem.RETURN_TYPE,
            "loss",
            withLoss(method("loss", Role.LOSS, RuntimeTypes.SCAFFOLD, LOGITS, Y)),
            complete()),
        row(
            Problem.LOSS_NOT_FLOATING,
            "loss",
            withLoss(method("loss", Role.LOSS, INTS, LOGITS, Y)),
            complete()),
        ofMethod(Problem.NULLABLE_RESULT, Trait.NULLABLE),
        row(
            Problem.UNCHECKED_OUTPUTS,
            "odds",
            withOdds(method("odds", Role.PREDICTIONS, OPERANDS, LOGITS)),
            withOdds(method("odds", Role.PREDICTIONS, ANSWER, LOGITS).of(component("a", FLOATS)))));
  }
}
