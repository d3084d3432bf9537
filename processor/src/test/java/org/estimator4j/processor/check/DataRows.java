package org.estimator4j.processor.check;

import static org.estimator4j.processor.check.Descriptors.ANSWER;
import static org.estimator4j.processor.check.Descriptors.FLOAT;
import static org.estimator4j.processor.check.Descriptors.FLOATS;
import static org.estimator4j.processor.check.Descriptors.INTS;
import static org.estimator4j.processor.check.Descriptors.annotated;
import static org.estimator4j.processor.check.Descriptors.component;
import static org.estimator4j.processor.check.Descriptors.feature;
import static org.estimator4j.processor.check.Descriptors.fromPath;
import static org.estimator4j.processor.check.Descriptors.mention;
import static org.estimator4j.processor.check.Descriptors.method;
import static org.estimator4j.processor.check.Descriptors.model;
import static org.estimator4j.processor.check.Descriptors.parameter;
import static org.estimator4j.processor.check.Rows.LOGITS;
import static org.estimator4j.processor.check.Rows.X;
import static org.estimator4j.processor.check.Rows.Y;
import static org.estimator4j.processor.check.Rows.and;
import static org.estimator4j.processor.check.Rows.answer;
import static org.estimator4j.processor.check.Rows.complete;
import static org.estimator4j.processor.check.Rows.exports;
import static org.estimator4j.processor.check.Rows.loss;
import static org.estimator4j.processor.check.Rows.metrics;
import static org.estimator4j.processor.check.Rows.network;
import static org.estimator4j.processor.check.Rows.odds;
import static org.estimator4j.processor.check.Rows.optimizer;
import static org.estimator4j.processor.check.Rows.ported;
import static org.estimator4j.processor.check.Rows.row;
import static org.estimator4j.processor.check.Rows.whole;
import static org.estimator4j.processor.check.Rows.withLoss;
import static org.estimator4j.processor.check.Rows.withNetwork;
import static org.estimator4j.processor.check.Rows.withOdds;

import java.util.Optional;
import java.util.stream.Stream;
import org.estimator4j.processor.check.Descriptors.Method;
import org.estimator4j.processor.check.Rows.Row;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;

/** Rows of rules about what goes in, from method to method, and out. */
final class DataRows {

  private DataRows() {}

  static Stream<Row> all() {
    return Stream.of(inputs(), flow(), outputs()).flatMap(rows -> rows);
  }

  private static Stream<Row> inputs() {
    Method features =
        method("logits", Role.MODEL_FN, FLOATS, parameter("features", whole("Features")));
    return Stream.of(
        row(
            Problem.INPUT_TYPE,
            "x",
            withNetwork(method("logits", Role.MODEL_FN, FLOATS, feature("x", FLOAT))),
            withNetwork(method("logits", Role.MODEL_FN, FLOATS, feature("x", FLOATS)))),
        row(
            Problem.INPUT_CONFLICT,
            "dtype of x",
            withLoss(method("loss", Role.LOSS, FLOATS, LOGITS, feature("x", INTS))),
            withLoss(method("loss", Role.LOSS, FLOATS, LOGITS, feature("x", FLOATS)))),
        row(
            Problem.INPUT_CONFLICT,
            "shape of x",
            withLoss(method("loss", Role.LOSS, FLOATS, LOGITS, feature("x", FLOATS, -1L, 5L))),
            withLoss(method("loss", Role.LOSS, FLOATS, LOGITS, feature("x", FLOATS, -1L, 4L)))),
        row(
            Problem.INPUT_SHAPE,
            "shape of x",
            withNetwork(method("logits", Role.MODEL_FN, FLOATS, feature("x", FLOATS, -1L, -2L))),
            withNetwork(method("logits", Role.MODEL_FN, FLOATS, feature("x", FLOATS, -1L, -1L)))),
        row(
            Problem.SPARSE_SHAPE,
            "shape of x",
            withNetwork(
                method(
                    "logits",
                    Role.MODEL_FN,
                    FLOATS,
                    feature("x", InputForm.SPARSE.operand(FLOAT), -1L, 2L, 3L))),
            withNetwork(
                method(
                    "logits",
                    Role.MODEL_FN,
                    FLOATS,
                    feature("x", InputForm.SPARSE.operand(FLOAT), -1L, 2L)))),
        row(
            Problem.INPUT_NAME,
            "@Feature ",
            withNetwork(
                features.declares(
                    mention(InputKind.FEATURE, "", Optional.of("FLOAT32"), Optional.empty()))),
            withNetwork(
                method("logits", Role.MODEL_FN, FLOATS, parameter("features", whole("Features")))
                    .declares(
                        mention(
                            InputKind.FEATURE, "x", Optional.of("FLOAT32"), Optional.empty())))),
        row(
            Problem.BATCH_DIMENSION,
            "shape of x",
            withNetwork(method("logits", Role.MODEL_FN, FLOATS, feature("x", FLOATS, 0L))),
            withNetwork(method("logits", Role.MODEL_FN, FLOATS, feature("x", FLOATS, -1L, 0L)))),
        row(
            Problem.DTYPE_GIVEN,
            "dtype of x",
            withNetwork(
                method(
                    "logits",
                    Role.MODEL_FN,
                    FLOATS,
                    annotated(
                        FLOATS,
                        Optional.empty(),
                        mention(
                            InputKind.FEATURE, "x", Optional.of("FLOAT32"), Optional.empty())))),
            withNetwork(
                method(
                    "logits",
                    Role.MODEL_FN,
                    FLOATS,
                    annotated(
                        FLOATS,
                        Optional.empty(),
                        mention(
                            InputKind.FEATURE, "x", Optional.of("INFERRED"), Optional.empty()))))),
        row(
            Problem.KIND_GIVEN,
            "kind of x",
            withNetwork(
                method(
                    "logits",
                    Role.MODEL_FN,
                    FLOATS,
                    annotated(
                        FLOATS,
                        Optional.empty(),
                        mention(
                            InputKind.FEATURE,
                            "x",
                            Optional.empty(),
                            Optional.of(InputForm.DENSE))))),
            complete()),
        row(
            Problem.DTYPE_MISSING,
            "dtype of x",
            model(ported().declares(mention(InputKind.FEATURE, "x", -1L, 4L))),
            model(ported())),
        row(Problem.UNDECLARED_INPUTS, "features", model(ported().declares()), model(ported())),
        row(
            Problem.UNDECLARED_INPUTS,
            "@ModelFn",
            model(method("modelFn", Role.MODEL_FN, RuntimeTypes.ESTIMATOR_SPEC)),
            model(method("modelFn", Role.MODEL_FN, RuntimeTypes.ESTIMATOR_SPEC, X))),
        row(
            Problem.UNDECLARED_INPUTS,
            "labels",
            withLoss(
                method("loss", Role.LOSS, FLOATS, LOGITS, parameter("labels", whole("Labels")))),
            withLoss(
                method(
                    "loss", Role.LOSS, FLOATS, LOGITS, Y, parameter("labels", whole("Labels"))))),
        row(
            Problem.CLASHING_ANNOTATIONS,
            "x",
            withNetwork(
                method(
                    "logits",
                    Role.MODEL_FN,
                    FLOATS,
                    annotated(FLOATS, Optional.of("loss"), mention(InputKind.FEATURE, "x")))),
            complete()),
        row(
            Problem.UNUSED_INPUT,
            "@Feature z",
            withNetwork(
                network()
                    .declares(
                        mention(InputKind.FEATURE, "z", Optional.of("FLOAT32"), Optional.empty()))),
            withNetwork(
                method("logits", Role.MODEL_FN, FLOATS, X, feature("z", FLOATS))
                    .declares(
                        mention(
                            InputKind.FEATURE, "z", Optional.of("FLOAT32"), Optional.empty())))));
  }

  private static Stream<Row> flow() {
    Method net =
        method("net", Role.MODEL_FN, TypeRef.of("p", "Net"), X)
            .of(component("logits", FLOATS), component("hidden", FLOATS));
    Method answer =
        method("odds", Role.PREDICTIONS, ANSWER, parameter("net", TypeRef.of("p", "Net")))
            .of(component("logits", FLOATS));
    return Stream.of(
        row(
            Problem.UNKNOWN_INPUT,
            "lgits",
            withLoss(method("loss", Role.LOSS, FLOATS, parameter("lgits", FLOATS), Y)),
            complete()),
        row(
            Problem.AMBIGUOUS_INPUT,
            "logits",
            model(net, answer, loss(), optimizer()),
            model(
                net,
                answer,
                method("loss", Role.LOSS, FLOATS, fromPath("net.logits", "logits", FLOATS), Y),
                optimizer())),
        row(
            Problem.ABSENT_INPUT,
            "y",
            withOdds(method("odds", Role.PREDICTIONS, FLOATS, LOGITS, Y)),
            complete()),
        row(
            Problem.ABSENT_INPUT,
            "trainOp",
            and(
                method(
                        "metrics",
                        Role.EVAL_METRIC_OPS,
                        TypeRef.of("p", "Measured"),
                        parameter("trainOp", RuntimeTypes.OPTIMIZER))
                    .of(component("a", RuntimeTypes.EVAL_METRIC))),
            and(metrics("a"))),
        row(
            Problem.INPUT_CYCLE,
            "logits",
            withNetwork(method("logits", Role.MODEL_FN, FLOATS, X, parameter("odds", FLOATS))),
            complete()),
        row(
            Problem.TYPE_MISMATCH,
            "logits",
            withOdds(method("odds", Role.PREDICTIONS, FLOATS, parameter("logits", INTS))),
            complete()),
        row(
            Problem.UNUSED_RESULT,
            "@ModelFn",
            model(
                network(),
                method("odds", Role.PREDICTIONS, FLOATS, X),
                method("loss", Role.LOSS, FLOATS, X, Y),
                optimizer()),
            model(network(), method("odds", Role.PREDICTIONS, FLOATS, X), loss(), optimizer())),
        row(
            Problem.UNUSED_RESULT,
            "component hidden",
            model(net, odds(), loss(), optimizer()),
            model(
                net,
                odds(),
                method("loss", Role.LOSS, FLOATS, LOGITS, parameter("hidden", FLOATS), Y),
                optimizer())));
  }

  private static Stream<Row> outputs() {
    return Stream.of(
        row(
            Problem.NO_DEFAULT_EXPORT,
            "signatures",
            and(exports("first", "second")),
            and(exports("first", "serving_default"))),
        row(
            Problem.DUPLICATE_OUTPUT,
            "name of b",
            withOdds(answer("odds", "odds")),
            withOdds(answer("odds", "kind"))),
        row(
            Problem.DUPLICATE_OUTPUT,
            "name of b",
            and(exports("serving_default", "serving_default")),
            and(exports("serving_default", "other"))),
        row(
            Problem.OUTPUT_NAME,
            "name of b",
            withOdds(answer("odds", "the kind")),
            withOdds(answer("odds", "the_kind"))),
        row(
            Problem.RESERVED_METRIC,
            "name of a",
            and(metrics("global_step")),
            and(metrics("globalStep"))),
        row(Problem.RESERVED_METRIC, "name of a", and(metrics("loss")), and(metrics("the_loss"))));
  }
}
