package org.estimator4j.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.session.Scaffold;
import org.estimator4j.session.SessionRunHook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The 57 cases of the reference's {@code model_fn_test.py}, by its names and in its order: same
 * meaning, messages of our own. What is wrong by its type there does not compile here.
 */
class ReferenceCasesTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final ModelGraph other = ModelGraph.create(Mode.TRAIN, 1);
  private final List<DynamicTest> cases = new ArrayList<>();

  @AfterEach
  void close() {
    graph.close();
    other.close();
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    training();
    evaluation();
    prediction();
    logitFunctions();
    assertEquals(57, cases.size());
    return cases.stream();
  }

  private void training() {
    accepted("Train.RequiredArgumentsSet", () -> train());
    accepted("Train.AllArgumentsSet", () -> everything(Mode.TRAIN));
    excluded("Train.LossNumber", "EstimatorSpec.forTraining().loss(1.0f)");
    accepted("Train.Loss1DTensor", () -> spec(Mode.TRAIN).trainOp(op()).loss(of(1)));
    refused("Train.LossMissing", "missing loss", () -> spec(Mode.TRAIN).trainOp(op()));
    refused("Train.LossNotScalar", "must be a scalar", () -> train().loss(of(2)));
    excluded("Train.LossSparseTensor", "EstimatorSpec.forTraining().loss(sparse)");
    refused("Train.LossFromDifferentGraph", "must be from", () -> train().loss(stranger()));
    refused("Train.TrainOpMissing", "missing train op", () -> spec(Mode.TRAIN).loss(scalar()));
    excluded("Train.TrainOpNotOperationAndTensor", "EstimatorSpec.forTraining().trainOp(\"op\")");
    refused("Train.TrainOpFromDifferentGraph", "must be from", () -> train().trainOp(stranger()));
    excluded(
        "Train.TrainingChiefHookInvalid",
        "EstimatorSpec.forTraining().trainingChiefHooks(new Object())");
    excluded("Train.TrainingHookInvalid", "EstimatorSpec.forTraining().trainingHooks(\"hook\")");
    excluded("Train.ScaffoldInvalid", "EstimatorSpec.forTraining().scaffold(new Object())");
    gives("Train.ReturnDefaultScaffold", Scaffold.defaults(), EstimatorSpec::scaffold, this::train);
  }

  private void evaluation() {
    accepted("Eval.RequiredArgumentsSet", () -> eval().predictions(Map.of("loss", scalar())));
    accepted("Eval.AllArgumentsSet", () -> everything(Mode.EVAL));
    excluded(
        "Eval.EvaluationHookInvalid",
        "EstimatorSpec.forEvaluation().evaluationHooks(new Object())");
    accepted("Eval.TupleMetric", () -> eval().evalMetric("m", EvalMetric.of(scalar(), op())));
    accepted("Eval.Loss1DTensor", () -> spec(Mode.EVAL).loss(of(1)));
    excluded("Eval.LossNumber", "EstimatorSpec.forEvaluation().loss(1.0f)");
    refused("Eval.LossMissing", "missing loss", () -> spec(Mode.EVAL).predictions(scalar()));
    refused("Eval.LossNotScalar", "must be a scalar", () -> spec(Mode.EVAL).loss(of(2)));
    excluded("Eval.LossSparseTensor", "EstimatorSpec.forEvaluation().loss(sparse)");
    refused(
        "Eval.LossFromDifferentGraph",
        "must be from",
        () -> eval().predictions(scalar()).loss(stranger()));
    refused(
        "Eval.ReplaceRaisesConstructorChecks",
        "must be a scalar",
        () -> eval().build().toBuilder().loss(of(2)));
    gives(
        "Eval.ReplaceDoesReplace",
        Set.of("m"),
        spec -> spec.predictions().keySet(),
        () -> eval().build().toBuilder().predictions(Map.of("m", scalar())));
    excluded(
        "Eval.ReplaceNotAllowModeChange",
        "EstimatorSpec.forEvaluation().loss(tensor).build().toBuilder().mode(Mode.TRAIN)");
    accepted("Eval.PredictionsMissingIsOkay", () -> eval());
    accepted("Eval.PredictionsTensor", () -> eval().predictions(scalar()));
    excluded(
        "Eval.PredictionsNumber",
        "EstimatorSpec.builder(Mode.EVAL).predictions(java.util.Map.of(\"number\", 1.0f))");
    excluded(
        "Eval.PredictionsSparseTensor",
        "EstimatorSpec.builder(Mode.EVAL).predictions(java.util.Map.of(\"sparse\", sparse))");
    refused(
        "Eval.PredictionsFromDifferentGraph",
        "field predictions",
        () -> eval().predictions(Map.of("p", stranger())));
    excluded("Eval.EvalMetricOpsNoDict", "EstimatorSpec.forEvaluation().evalMetricOps(tensor)");
    excluded(
        "Eval.EvalMetricOpsNoTuple", "EstimatorSpec.forEvaluation().evalMetric(\"loss\", tensor)");
    refused(
        "Eval.EvalMetricOpsFromDifferentGraphWithMetricTuple",
        "field evalMetricOps[m]",
        () -> eval().evalMetric("m", EvalMetric.of(stranger(), stranger())));
    refused(
        "Eval.EvalMetricOpsFromDifferentGraphWithMetricObject",
        "field evalMetricOps[m]",
        () -> eval().evalMetric("m", mean(other)));
    excluded("Eval.EvalMetricOpsWithoutUpdates", "EvalMetric.of(tensor)");
    gives(
        "Eval.MetricVariablesAddedToCollections",
        false,
        spec -> graph.localVariables().isEmpty(),
        () -> eval().evalMetric("m", mean(graph)));
  }

  private void prediction() {
    accepted("Infer.RequiredArgumentsSet", () -> predict(Map.of("loss", scalar())));
    accepted("Infer.AllArgumentsSet", () -> everything(Mode.PREDICT));
    excluded(
        "Infer.PredictionHookInvalid",
        "EstimatorSpec.forPrediction().predictionHooks(new Object())");
    refused("Infer.PredictionsMissing", "missing predictions", () -> spec(Mode.PREDICT));
    accepted("Infer.PredictionsTensor", () -> spec(Mode.PREDICT).predictions(scalar()));
    excluded("Infer.PredictionsNumber", "EstimatorSpec.forPrediction().prediction(\"n\", 1.0f)");
    excluded(
        "Infer.PredictionsSparseTensor", "EstimatorSpec.forPrediction().prediction(\"s\", sparse)");
    excluded(
        "Infer.ExportOutputsNoDict",
        "EstimatorSpec.forPrediction().exportOutputs(ExportOutput.classification(tensor))");
    excluded(
        "Infer.ExportOutputsValueNotExportOutput",
        "EstimatorSpec.forPrediction().exportOutput(\"head\", java.util.Map.of())");
    gives(
        "Infer.ExportOutputsSingleheadMissingDefault",
        Set.of("head-1", "serving_default"),
        spec -> spec.exportOutputs().keySet(),
        () -> heads("head-1"));
    gives(
        "Infer.ExportOutputsMultiheadWithDefault",
        Set.of("serving_default", "head-2", "head-3"),
        spec -> spec.exportOutputs().keySet(),
        () -> heads("serving_default", "head-2", "head-3"));
    refused(
        "Infer.ExportOutputsMultiheadMissingDefault",
        "none of them is the default",
        () -> heads("head-1", "head-2", "head-3"));
    gives(
        "Infer.DefaultExportOutputCreated",
        Map.of("serving_default", Set.of("output")),
        ReferenceCasesTest::outputNames,
        () -> spec(Mode.PREDICT).predictions(scalar()));
    gives(
        "Infer.DefaultExportOutputCreatedDict",
        Map.of("serving_default", Set.of("loss", "score")),
        ReferenceCasesTest::outputNames,
        () -> predict(Map.of("loss", scalar(), "score", scalar())));
  }

  /**
   * A function that gives logits is a method of the model here, whose arguments and result the
   * annotation processor checks; to be wrong is not to compile.
   */
  private void logitFunctions() {
    accepted("LogitFn.simple_call", () -> predict(Map.of("logits", scalar())));
    accepted("LogitFn.simple_call_multi", () -> predict(Map.of("one", scalar(), "two", scalar())));
    excluded(
        "LogitFn.invalid_results",
        "EstimatorSpec.forPrediction().predictions(java.util.List.of(tensor))");
    excluded(
        "LogitFn.invalid_results_dict",
        "EstimatorSpec.forPrediction().predictions(java.util.Map.of(\"logits\", \"text\"))");
  }

  private void add(String name, Executable test) {
    cases.add(dynamicTest((cases.size() + 1) + " " + name, test));
  }

  private void accepted(String name, Supplier<? extends EstimatorSpecBuilder> builder) {
    add(name, () -> builder.get().build());
  }

  private void gives(
      String name,
      Object expected,
      Function<EstimatorSpec, ?> what,
      Supplier<? extends EstimatorSpecBuilder> builder) {
    add(name, () -> assertEquals(expected, what.apply(builder.get().build())));
  }

  private void refused(
      String name, String message, Supplier<? extends EstimatorSpecBuilder> builder) {
    add(
        name,
        () -> {
          String said =
              assertThrows(InvalidSpecException.class, () -> builder.get().build()).getMessage();
          assertTrue(String.valueOf(said).contains(message), said);
        });
  }

  private void excluded(String name, String expression) {
    add(
        name,
        () -> {
          var errors = MustNotCompileTest.compile(expression);
          assertEquals(1, errors.size(), errors.toString());
          assertEquals(MustNotCompileTest.LINE_OF_EXPRESSION, errors.get(0).getLineNumber());
        });
  }

  private static EstimatorSpecBuilder spec(Mode mode) {
    return EstimatorSpec.builder(mode);
  }

  private EstimatorSpecBuilder train() {
    return spec(Mode.TRAIN).loss(scalar()).trainOp(op());
  }

  private EstimatorSpecBuilder eval() {
    return spec(Mode.EVAL).loss(scalar());
  }

  private static EstimatorSpecBuilder predict(Map<String, Operand<TFloat32>> predictions) {
    return spec(Mode.PREDICT).predictions(predictions);
  }

  private EstimatorSpecBuilder everything(Mode mode) {
    SessionRunHook hook = new SessionRunHook() {};
    return spec(mode)
        .predictions(Map.of("loss", scalar()))
        .loss(scalar())
        .trainOp(op())
        .evalMetric("pair", EvalMetric.of(scalar(), op()))
        .evalMetric("mean", mean(graph))
        .exportOutput("head", ExportOutput.classification(of(-1, 3)))
        .trainingHooks(List.of(hook))
        .trainingChiefHooks(List.of(hook))
        .evaluationHooks(List.of(hook))
        .predictionHooks(List.of(hook))
        .scaffold(Scaffold.builder().initOp(op()).build());
  }

  private EstimatorSpecBuilder heads(String... names) {
    EstimatorSpecBuilder builder = spec(Mode.PREDICT).predictions(scalar());
    for (String name : names) {
      builder = builder.exportOutput(name, ExportOutput.regression(scalar()));
    }
    return builder;
  }

  private static Map<String, Set<String>> outputNames(EstimatorSpec spec) {
    Map<String, Set<String>> names = new HashMap<>();
    spec.exportOutputs()
        .forEach(
            (name, output) ->
                names.put(name, new TreeSet<>(((ExportOutput.Predict) output).outputs().keySet())));
    return names;
  }

  private Operand<TFloat32> scalar() {
    return graph.ops().constant(1f);
  }

  private Operand<TFloat32> of(long... shape) {
    return graph.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  private Op op() {
    return graph.ops().noOp();
  }

  private Operand<TFloat32> stranger() {
    return other.ops().constant(1f);
  }

  private int means;

  private EvalMetric mean(ModelGraph in) {
    return new org.estimator4j.nn.metric.Metrics(in).mean("mean" + means++, in.ops().constant(1f));
  }
}
