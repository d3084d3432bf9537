package org.estimator4j.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.feature.Features;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.feature.Labels;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.session.Scaffold;
import org.estimator4j.session.SessionRunHook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Table 1.3 of the reference's behaviour, row by row: each message in full. What Java's types
 * exclude is in {@link MustNotCompileTest}.
 */
class EstimatorSpecTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final ModelGraph other = ModelGraph.create(Mode.TRAIN, 1);

  @AfterEach
  void close() {
    graph.close();
    other.close();
  }

  private Operand<TFloat32> scalar() {
    return graph.ops().withName("value").constant(1f);
  }

  private Operand<TFloat32> of(long... shape) {
    return graph
        .ops()
        .withName("value")
        .placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  private Operand<TFloat32> stranger() {
    return other.ops().withName("stranger").constant(1f);
  }

  private Op noOp() {
    return graph.ops().withName("nothing").noOp();
  }

  private static void assertInvalid(String message, Executable spec) {
    assertEquals(message, assertThrows(InvalidSpecException.class, spec).getMessage());
  }

  private EstimatorSpecBuilder train() {
    return EstimatorSpec.builder(Mode.TRAIN).loss(scalar()).trainOp(noOp());
  }

  private EstimatorSpecBuilder eval() {
    return EstimatorSpec.builder(Mode.EVAL).loss(scalar());
  }

  private EstimatorSpecBuilder predict() {
    return EstimatorSpec.builder(Mode.PREDICT).predictions(scalar());
  }

  /** The context of a factory that makes this spec, over {@link #graph}. */
  private EstimatorSpec created(Mode mode, Function<ModelContext, EstimatorSpec> body) {
    EstimatorSpecFactory factory =
        new EstimatorSpecFactory() {
          @Override
          public String modelName() {
            return "org.acme.Iris";
          }

          @Override
          public Set<Mode> modes() {
            return Set.of(mode);
          }

          @Override
          public InputSpec inputs() {
            return InputSpec.of(List.of(), List.of());
          }

          @Override
          public EstimatorSpec create(ModelContext context) {
            return body.apply(context);
          }
        };
    return ModelSpecs.create(
        factory,
        new ModelContext(
            graph,
            new Features(Map.of()),
            new Labels(Map.of()),
            Params.empty(),
            RunConfig.inDir(java.nio.file.Path.of("unused"))));
  }

  @Nested
  class TrainOp {

    @Test
    void missing() {
      assertInvalid(
          "mode TRAIN, field trainOp: missing train op. TRAIN runs it once a step: set it to what an"
              + " optimizer's minimize returns, with .trainOp(…).",
          () -> EstimatorSpec.builder(Mode.TRAIN).loss(scalar()).build());
    }

    @Test
    void isReportedBeforeTheLoss() {
      assertEquals(
          "trainOp",
          assertThrows(InvalidSpecException.class, () -> EstimatorSpec.forTraining().build())
              .field());
    }

    @Test
    void ofAnotherGraph() {
      assertInvalid(
          "mode TRAIN, field loss: \"stranger\" must be from the graph of trainOp. Was it kept in a"
              + " field of the model from an earlier call? Build everything from the parameters of the"
              + " method.",
          () -> EstimatorSpec.builder(Mode.TRAIN).trainOp(noOp()).loss(stranger()).build());
    }

    @Test
    void ofAnotherGraphThanTheModels() {
      assertInvalid(
          "model org.acme.Iris, mode TRAIN, field trainOp: \"stranger\" must be from the graph that is"
              + " being built. Was it kept in a field of the model from an earlier call? Build"
              + " everything from the parameters of the method.",
          () -> {
            Operand<TFloat32> stranger = stranger();
            created(
                Mode.TRAIN,
                context -> EstimatorSpec.forTraining().loss(stranger).trainOp(stranger).build());
          });
    }

    @Test
    void mayBeATensor() {
      Operand<TFloat32> tensor = scalar();
      assertSame(
          tensor,
          EstimatorSpec.forTraining().loss(scalar()).trainOp(tensor).build().trainOp().get());
    }
  }

  @Nested
  class Loss {

    @Test
    void missingInTrain() {
      assertInvalid(
          "mode TRAIN, field loss: missing loss. TRAIN minimises it: set it with .loss(…).",
          () -> EstimatorSpec.builder(Mode.TRAIN).trainOp(noOp()).build());
    }

    @Test
    void missingInEval() {
      assertInvalid(
          "mode EVAL, field loss: missing loss. EVAL averages it: set it with .loss(…).",
          () -> EstimatorSpec.builder(Mode.EVAL).predictions(scalar()).build());
    }

    @Test
    void notScalar() {
      for (Mode mode : List.of(Mode.TRAIN, Mode.EVAL)) {
        Operand<TFloat32> loss = of(2);
        assertInvalid(
            "mode "
                + mode
                + ", field loss: the loss must be a scalar, but \""
                + loss.op().name()
                + "\" has shape [2]. Reduce it, for instance with tf.math.mean(loss, tf.constant(0)).",
            () -> EstimatorSpec.builder(mode).trainOp(noOp()).loss(loss).build());
      }
    }

    @Test
    void notFloating() {
      assertInvalid(
          "mode EVAL, field loss: the loss must be of a floating-point type, but \"Const\" is TInt32."
              + " Cast it with tf.dtypes.cast(loss, TFloat32.class).",
          () -> EstimatorSpec.forEvaluation().loss(graph.ops().constant(1)).build());
    }

    @Test
    void oneElementIsMadeScalar() {
      for (long[] shape : new long[][] {{1}, {1, 1}, {-1}}) {
        EstimatorSpec spec = EstimatorSpec.forEvaluation().loss(of(shape)).build();
        assertTrue(spec.loss().get().shape().isScalar(), Arrays.toString(shape));
      }
    }

    @Test
    void scalarAndUnknownRankAreKept() {
      Operand<TFloat32> scalar = scalar();
      Operand<TFloat32> unknown = graph.ops().placeholder(TFloat32.class);
      assertSame(scalar, EstimatorSpec.forEvaluation().loss(scalar).build().loss().get());
      assertSame(unknown, EstimatorSpec.forEvaluation().loss(unknown).build().loss().get());
    }

    @Test
    void ofAnotherGraph() {
      assertInvalid(
          "model org.acme.Iris, mode EVAL, field loss: \"stranger\" must be from the graph that is"
              + " being built. Was it kept in a field of the model from an earlier call? Build"
              + " everything from the parameters of the method.",
          () ->
              createdFor(Mode.EVAL, () -> EstimatorSpec.forEvaluation().loss(stranger()).build()));
    }

    @Test
    void isIgnoredInPredict() {
      assertTrue(predict().build().loss().isEmpty());
    }
  }

  private EstimatorSpec createdFor(Mode mode, Supplier<EstimatorSpec> body) {
    try (ModelGraph fresh = ModelGraph.create(mode, 1)) {
      EstimatorSpecFactory factory = new FixedFactory(mode, body);
      return ModelSpecs.create(
          factory,
          new ModelContext(
              fresh,
              new Features(Map.of()),
              new Labels(Map.of()),
              Params.empty(),
              RunConfig.inDir(java.nio.file.Path.of("unused"))));
    }
  }

  private record FixedFactory(Mode mode, Supplier<EstimatorSpec> body)
      implements EstimatorSpecFactory {

    @Override
    public String modelName() {
      return "org.acme.Iris";
    }

    @Override
    public Set<Mode> modes() {
      return Set.of(mode);
    }

    @Override
    public InputSpec inputs() {
      return InputSpec.of(List.of(), List.of());
    }

    @Override
    public EstimatorSpec create(ModelContext context) {
      return body.get();
    }
  }

  @Nested
  class Predictions {

    @Test
    void missing() {
      assertInvalid(
          "mode PREDICT, field predictions: missing predictions. PREDICT gives them to the caller: set"
              + " at least one with .predictions(…).",
          () -> EstimatorSpec.forPrediction().build());
    }

    @Test
    void emptyMap() {
      assertEquals(
          "predictions",
          assertThrows(
                  InvalidSpecException.class,
                  () -> EstimatorSpec.forPrediction().predictions(Map.of()).build())
              .field());
    }

    @Test
    void nullTensor() {
      assertInvalid(
          "mode PREDICT, field predictions[score]: is null. Leave the entry out, or give it a tensor.",
          () ->
              EstimatorSpec.forPrediction()
                  .predictions(Collections.singletonMap("score", null))
                  .build());
    }

    @Test
    void ofAnotherGraph() {
      assertInvalid(
          "mode PREDICT, field predictions[b]: \"stranger\" must be from the graph of predictions[a]."
              + " Was it kept in a field of the model from an earlier call? Build everything from the"
              + " parameters of the method.",
          () ->
              EstimatorSpec.forPrediction()
                  .prediction("a", scalar())
                  .prediction("b", stranger())
                  .build());
    }

    @Test
    void missingIsFineInTrainAndEval() {
      assertTrue(train().build().predictions().isEmpty());
      assertTrue(eval().build().predictions().isEmpty());
    }

    @Test
    void aSingleTensorIsNamedOutput() {
      assertEquals(Set.of("output"), predict().build().predictions().keySet());
    }
  }

  @Nested
  class ExportOutputs {

    private final ExportOutput one = ExportOutput.regression(scalar());

    @Test
    void severalWithoutADefault() {
      assertInvalid(
          "mode PREDICT, field exportOutputs: several outputs [head_1, head_2], but none of them is the"
              + " default. Name one 'serving_default'.",
          () -> predict().exportOutput("head_1", one).exportOutput("head_2", one).build());
    }

    @Test
    void aSingleOneIsAlsoTheDefault() {
      EstimatorSpec spec = predict().exportOutput("head", one).build();
      assertEquals(Map.of("head", one, "serving_default", one), spec.exportOutputs());
    }

    @Test
    void severalWithADefaultAreKept() {
      Map<String, ExportOutput> outputs = Map.of("serving_default", one, "head_2", one);
      assertEquals(outputs, predict().exportOutputs(outputs).build().exportOutputs());
    }

    @Test
    void noneGivesAPredictOutputOverThePredictions() {
      EstimatorSpec spec = predict().build();
      assertEquals(
          Map.of("serving_default", new ExportOutput.Predict(spec.predictions())),
          spec.exportOutputs());
    }

    @Test
    void nullOutput() {
      assertInvalid(
          "mode PREDICT, field exportOutputs[head]: is null. Leave the entry out, or give it a tensor.",
          () -> predict().exportOutputs(Collections.singletonMap("head", null)).build());
    }

    @Test
    void areNotCheckedOutsideOfPredict() {
      EstimatorSpec spec = train().exportOutput("a", one).exportOutput("b", one).build();
      assertEquals(Set.of("a", "b"), spec.exportOutputs().keySet());
    }

    @Test
    void ofAnotherGraph() {
      InvalidSpecException e =
          assertThrows(
              InvalidSpecException.class,
              () ->
                  created(
                      Mode.TRAIN,
                      context ->
                          train()
                              .exportOutput("head", ExportOutput.regression(stranger()))
                              .build()));
      assertEquals("exportOutputs[head]", e.field());
    }
  }

  @Nested
  class HooksAndScaffold {

    @Test
    void nullHook() {
      List<SessionRunHook> hooks = Collections.singletonList(null);
      assertInvalid(
          "mode TRAIN, field trainingHooks: one of the hooks is null. Leave it out.",
          () -> train().trainingHooks(hooks).build());
      assertInvalid(
          "mode TRAIN, field trainingChiefHooks: one of the hooks is null. Leave it out.",
          () -> train().trainingChiefHooks(hooks).build());
      assertInvalid(
          "mode TRAIN, field evaluationHooks: one of the hooks is null. Leave it out.",
          () -> train().evaluationHooks(hooks).build());
      assertInvalid(
          "mode TRAIN, field predictionHooks: one of the hooks is null. Leave it out.",
          () -> train().predictionHooks(hooks).build());
    }

    @Test
    @SuppressWarnings("NullAway") // what Kotlin or unchecked Java may pass
    void nullScaffold() {
      assertInvalid(
          "mode TRAIN, field scaffold: is null. Leave the field out to get the default scaffold.",
          () -> train().scaffold(null).build());
    }

    @Test
    void theDefaultScaffoldIsThere() {
      assertSame(Scaffold.defaults(), train().build().scaffold());
    }
  }

  @Nested
  class Metrics {

    @Test
    void nullMetric() {
      assertInvalid(
          "mode EVAL, field evalMetricOps[mean]: is null. Leave the entry out, or give it a tensor.",
          () -> eval().evalMetricOps(Collections.singletonMap("mean", null)).build());
    }

    @Test
    void ofAnotherGraph() {
      assertInvalid(
          "mode EVAL, field evalMetricOps[mean]: \"stranger\" must be from the graph of loss. Was it"
              + " kept in a field of the model from an earlier call? Build everything from the"
              + " parameters of the method.",
          () -> eval().evalMetric("mean", EvalMetric.of(stranger(), noOp())).build());
    }

    @Test
    void updateOfAnotherGraph() {
      assertThrows(
          InvalidSpecException.class,
          () -> eval().evalMetric("mean", EvalMetric.of(scalar(), stranger())).build());
    }
  }

  @Nested
  class WholeSpecs {

    @Test
    void aChangedSpecIsCheckedAgain() {
      EstimatorSpec spec = eval().build();
      assertEquals(
          Set.of("m"),
          spec.toBuilder().predictions(Map.of("m", scalar())).build().predictions().keySet());
      assertThrows(InvalidSpecException.class, () -> spec.toBuilder().loss(of(2)).build());
    }

    private void assertOrder(
        Mode mode,
        Consumer<EstimatorSpecBuilder> right,
        Map<String, Consumer<EstimatorSpecBuilder>> wrong) {
      List<String> fields = List.copyOf(wrong.keySet());
      for (int first = 0; first < fields.size(); first++) {
        EstimatorSpecBuilder spec = EstimatorSpec.builder(mode);
        right.accept(spec);
        fields.subList(first, fields.size()).forEach(field -> wrong.get(field).accept(spec));
        assertEquals(
            fields.get(first), assertThrows(InvalidSpecException.class, spec::build).field());
      }
    }

    /** Of several that are wrong the first is reported; later ones are wrong in each round. */
    @Test
    void theOrderOfTheChecksIsTheReferences() {
      List<SessionRunHook> hooks = Collections.singletonList(null);
      Map<String, Consumer<EstimatorSpecBuilder>> rest = new LinkedHashMap<>();
      rest.put("trainingHooks", spec -> spec.trainingHooks(hooks));
      rest.put("evaluationHooks", spec -> spec.evaluationHooks(hooks));
      rest.put("predictionHooks", spec -> spec.predictionHooks(hooks));
      rest.put("trainingChiefHooks", spec -> spec.trainingChiefHooks(hooks));
      rest.put(
          "evalMetricOps[mean]",
          spec -> spec.evalMetricOps(Collections.singletonMap("mean", null)));

      Map<String, Consumer<EstimatorSpecBuilder>> train = new LinkedHashMap<>();
      train.put("loss", spec -> spec.loss(of(2)));
      train.put("predictions[p]", spec -> spec.predictions(Collections.singletonMap("p", null)));
      train.putAll(rest);
      assertOrder(Mode.TRAIN, spec -> spec.trainOp(noOp()).loss(scalar()), train);

      Map<String, Consumer<EstimatorSpecBuilder>> predict = new LinkedHashMap<>();
      predict.put("predictions[p]", spec -> spec.predictions(Collections.singletonMap("p", null)));
      predict.put(
          "exportOutputs",
          spec ->
              spec.exportOutput("head_1", ExportOutput.regression(scalar()))
                  .exportOutput("head_2", ExportOutput.regression(scalar())));
      predict.putAll(rest);
      assertOrder(Mode.PREDICT, spec -> spec.predictions(scalar()), predict);
    }

    @Test
    void mapsOfTheCallerAreCopiedAndLeftAsTheyAre() {
      Map<String, Operand<?>> predictions = new HashMap<>(Map.of("p", scalar()));
      Map<String, ExportOutput> outputs =
          new HashMap<>(Map.of("head", ExportOutput.regression(scalar())));
      Map<String, EvalMetric> metrics =
          new HashMap<>(Map.of("mean", EvalMetric.of(scalar(), noOp())));
      EstimatorSpec spec =
          EstimatorSpec.builder(Mode.PREDICT)
              .predictions(predictions)
              .exportOutputs(outputs)
              .evalMetricOps(metrics)
              .build();
      assertEquals(Set.of("head"), outputs.keySet(), "no default was put in");
      predictions.clear();
      outputs.clear();
      metrics.clear();
      assertEquals(Set.of("p"), spec.predictions().keySet());
      assertEquals(Set.of("head", "serving_default"), spec.exportOutputs().keySet());
      assertEquals(Set.of("mean"), spec.evalMetricOps().keySet());
      for (Map<String, ?> map :
          List.of(spec.predictions(), spec.exportOutputs(), spec.evalMetricOps())) {
        assertThrows(UnsupportedOperationException.class, map::clear);
      }
    }

    @Test
    void theWrongMode() {
      assertEquals(
          "model org.acme.Iris, mode TRAIN: the model returned a spec for EVAL. Pass its Mode parameter"
              + " to EstimatorSpec.builder(mode).",
          assertThrows(
                  ModelBuildException.class, () -> created(Mode.TRAIN, context -> eval().build()))
              .getMessage());
    }

    @Test
    void theModelsOwnFailureKeepsItsCause() {
      IllegalStateException cause = new IllegalStateException("no weights");
      ModelBuildException e =
          assertThrows(
              ModelBuildException.class,
              () ->
                  created(
                      Mode.TRAIN,
                      context -> {
                        throw cause;
                      }));
      assertEquals("model org.acme.Iris, mode TRAIN: no weights", e.getMessage());
      assertSame(cause, e.getCause());
    }

    @Test
    void aModeThatTheModelDoesNotSupport() {
      assertEquals(
          "model org.acme.Iris, mode TRAIN: the model supports [EVAL] only. Add the mode to"
              + " @ModelFn(modes = …), with the methods that it requires.",
          assertThrows(
                  ModelBuildException.class, () -> created(Mode.EVAL, context -> eval().build()))
              .getMessage());
    }

    @Test
    void everyFieldInEveryMode() {
      SessionRunHook hook = new SessionRunHook() {};
      for (Mode mode : Mode.values()) {
        EstimatorSpec spec =
            EstimatorSpec.builder(mode)
                .predictions(scalar())
                .loss(scalar())
                .trainOp(noOp())
                .evalMetric("loss", EvalMetric.of(scalar(), noOp()))
                .exportOutput("head", ExportOutput.regression(scalar()))
                .trainingHooks(hook)
                .trainingChiefHooks(hook)
                .evaluationHooks(hook)
                .predictionHooks(hook)
                .scaffold(Scaffold.builder().build())
                .build();
        assertEquals(mode, spec.mode());
      }
    }
  }
}
