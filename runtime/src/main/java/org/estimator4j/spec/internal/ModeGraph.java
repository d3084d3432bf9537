package org.estimator4j.spec.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.feature.Features;
import org.estimator4j.feature.Labels;
import org.estimator4j.graph.GraphSummary;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.session.GraphBuildingHook;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.internal.StepPlan;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelBuildException;
import org.estimator4j.spec.ModelContext;
import org.estimator4j.spec.ModelSpecs;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TString;

/**
 * The graph of a mode, complete and frozen: placeholders for the inputs, the model over them, and
 * what a step runs. It needs no data, so building it verifies a model.
 */
public final class ModeGraph implements AutoCloseable {

  private final ModelGraph graph;
  private final EstimatorSpec spec;
  private final StepPlan plan;
  private final Map<Long, Operand<TString>> summaries;
  private final SavedVariables saved;

  private ModeGraph(
      ModelGraph graph, EstimatorSpec spec, StepPlan plan, Map<Long, Operand<TString>> summaries) {
    this.graph = graph;
    this.spec = spec;
    this.plan = plan;
    this.summaries = Collections.unmodifiableMap(summaries);
    this.saved = SavedVariables.of(graph, spec.scaffold());
  }

  /**
   * Builds the graph of a mode.
   *
   * @param factory the model's factory
   * @param mode the mode
   * @param config the settings, for the seed
   * @param params the hyperparameters
   * @param callHooks the hooks of a call, which may add operations
   * @return the graph; the caller closes it
   */
  public static ModeGraph build(
      EstimatorSpecFactory factory,
      Mode mode,
      RunConfig config,
      Params params,
      List<SessionRunHook> callHooks) {
    ModelGraph graph =
        ModelGraph.builder(mode)
            .seed(config.seed())
            .taskIndex(config.cluster().globalIdInCluster().orElse(0))
            .deviceFunction(config.deviceFunction())
            .build();
    try {
      graph.globalStep();
      Map<String, Operand<?>> features =
          InputPlaceholders.add(graph, "features", factory.inputs().features());
      Map<String, Operand<?>> labels =
          mode == Mode.PREDICT
              ? Map.of()
              : InputPlaceholders.add(graph, "labels", factory.inputs().labels());
      ModelContext context =
          new ModelContext(graph, new Features(features), new Labels(labels), params, config);
      EstimatorSpec spec = ModelSpecs.create(factory, context);
      buildHooks(graph, hooksOf(spec));
      buildHooks(graph, callHooks);
      List<Operand<?>> feeds = new ArrayList<>(features.values());
      feeds.addAll(labels.values());
      StepPlan plan = plan(factory.modelName(), graph, spec, feeds);
      Map<Long, Operand<TString>> summaries = summaries(graph, spec);
      graph.globalInitializer();
      graph.localInitializer();
      graph.freeze();
      return new ModeGraph(graph, spec, plan, summaries);
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  private static void buildHooks(ModelGraph graph, List<SessionRunHook> hooks) {
    for (SessionRunHook hook : hooks) {
      if (hook instanceof GraphBuildingHook builder) {
        builder.build(graph);
      }
    }
  }

  /**
   * The summaries of the model, or what its scaffold has instead; by how often they are written.
   */
  private static Map<Long, Operand<TString>> summaries(ModelGraph graph, EstimatorSpec spec) {
    Map<Long, Operand<TString>> merged = new TreeMap<>();
    if (spec.scaffold().summaryOp().isPresent()) {
      merged.put(0L, spec.scaffold().summaryOp().get());
      return merged;
    }
    Map<Long, List<Operand<TString>>> parts = new TreeMap<>();
    for (GraphSummary each : graph.summaries()) {
      parts.computeIfAbsent(each.everySteps(), absent -> new ArrayList<>()).add(each.value());
    }
    Ops tf = graph.ops().withName("summary");
    parts.forEach((steps, values) -> merged.put(steps, tf.summary.mergeSummary(values)));
    return merged;
  }

  /** The hooks of the spec that its mode runs. */
  private static List<SessionRunHook> hooksOf(EstimatorSpec spec) {
    return switch (spec.mode()) {
      case TRAIN -> {
        List<SessionRunHook> hooks = new ArrayList<>(spec.trainingChiefHooks());
        hooks.addAll(spec.trainingHooks());
        yield hooks;
      }
      case EVAL -> spec.evaluationHooks();
      case PREDICT -> spec.predictionHooks();
    };
  }

  private static StepPlan plan(
      String model, ModelGraph graph, EstimatorSpec spec, List<Operand<?>> feeds) {
    List<Op> targets = new ArrayList<>();
    List<Operand<?>> fetches = new ArrayList<>();
    switch (spec.mode()) {
      case TRAIN -> {
        Op trainOp = spec.trainOp().orElseThrow();
        GlobalStepCheck.requireAdvance(model, graph, trainOp);
        targets.add(trainOp);
        fetches.add(spec.loss().orElseThrow());
        Ops after = graph.ops().withControlDependencies(trainOp);
        fetches.add(graph.globalStep().variable().read(after));
      }
      case EVAL -> {
        requireFreeNames(model, spec);
        new TreeMap<>(spec.evalMetricOps()).values().forEach(each -> targets.add(each.update()));
        fetches.add(spec.loss().orElseThrow());
      }
      case PREDICT -> fetches.addAll(spec.predictions().values());
    }
    graph.batchCounterIncrement().ifPresent(targets::add);
    boolean train = spec.mode() == Mode.TRAIN;
    return new StepPlan(feeds, fetches, targets, spec.mode() != Mode.PREDICT, train);
  }

  private static void requireFreeNames(String model, EstimatorSpec spec) {
    for (String name : List.of("loss", "global_step")) {
      if (spec.evalMetricOps().containsKey(name)) {
        throw new ModelBuildException(
            model,
            Mode.EVAL,
            "a metric is named '"
                + name
                + "', which evaluate reports itself. Choose another name.");
      }
    }
  }

  /**
   * The graph.
   *
   * @return the graph, frozen
   */
  public ModelGraph graph() {
    return graph;
  }

  /**
   * The model's spec.
   *
   * @return the spec, over {@link #graph()}
   */
  public EstimatorSpec spec() {
    return spec;
  }

  /**
   * The hooks of the spec that run in this mode, those of the chief first.
   *
   * @return an unmodifiable list
   */
  public List<SessionRunHook> hooks() {
    return hooksOf(spec);
  }

  /**
   * What a step runs.
   *
   * @return the plan; its feeds are the tensors of the features and then of the labels, in the
   *     order of their declaration
   */
  public StepPlan plan() {
    return plan;
  }

  /**
   * The summaries of the model, those that are written together as one.
   *
   * @return scalars, each a serialised {@code Summary}, by the steps between two of them; 0 for as
   *     often as the settings say
   */
  public Map<Long, Operand<TString>> summaries() {
    return summaries;
  }

  /**
   * What a checkpoint holds of this graph.
   *
   * @return the variables
   */
  public SavedVariables saved() {
    return saved;
  }

  @Override
  public void close() {
    graph.close();
  }
}
