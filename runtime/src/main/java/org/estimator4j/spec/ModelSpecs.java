package org.estimator4j.spec;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.session.Saver;
import org.tensorflow.op.Op;

/** Calls factories and checks what they return: the one way from a model to its spec. */
public final class ModelSpecs {

  private ModelSpecs() {}

  /**
   * Adds a model to a graph.
   *
   * @param factory the model's factory
   * @param context the graph under construction and its inputs
   * @return the spec, of the context's mode and graph
   * @throws InvalidSpecException if the spec breaks the contract
   * @throws ModelBuildException if the model's own code fails, or it does not support the mode
   */
  public static EstimatorSpec create(EstimatorSpecFactory factory, ModelContext context) {
    String model = factory.modelName();
    Mode mode = context.mode();
    if (!factory.modes().contains(mode)) {
      throw new ModelBuildException(
          model,
          mode,
          "the model supports "
              + EnumSet.copyOf(factory.modes())
              + " only. Add the mode to @ModelFn(modes = …), with the methods that it requires.");
    }
    EstimatorSpec spec;
    try {
      spec = factory.create(context);
    } catch (InvalidSpecException e) {
      throw e.ofModel(model);
    } catch (RuntimeException e) {
      throw new ModelBuildException(model, mode, e);
    }
    if (spec == null) {
      throw new ModelBuildException(
          model,
          mode,
          "the model returned no spec (null). Return what EstimatorSpec's builder builds.");
    }
    if (spec.mode() != mode) {
      throw new ModelBuildException(
          model,
          mode,
          "the model returned a spec for "
              + spec.mode()
              + ". Pass its Mode parameter to EstimatorSpec.builder(mode).");
    }
    requireGraph(spec, context.graph(), model);
    return PassedFeatures.copied(spec, context.graph());
  }

  /** All fields are of one graph already; so one of each kind tells. */
  private static void requireGraph(EstimatorSpec spec, ModelGraph graph, String model) {
    spec.trainOp().ifPresent(op -> requireGraph("trainOp", op, spec, graph, model));
    spec.loss().ifPresent(op -> requireGraph("loss", op, spec, graph, model));
    for (Map.Entry<String, ? extends Op> output : spec.predictions().entrySet()) {
      requireGraph("predictions[" + output.getKey() + "]", output.getValue(), spec, graph, model);
    }
    spec.evalMetricOps()
        .forEach(
            (name, metric) ->
                requireGraph("evalMetricOps[" + name + "]", metric.value(), spec, graph, model));
    spec.scaffold().saver().ifPresent(saver -> requireGraph(spec, graph, model, saver));
    spec.exportOutputs()
        .forEach(
            (name, output) -> {
              for (Op op : tensorsOf(output)) {
                requireGraph("exportOutputs[" + name + "]", op, spec, graph, model);
              }
            });
  }

  private static void requireGraph(
      EstimatorSpec spec, ModelGraph graph, String model, Saver saver) {
    saver
        .variables()
        .forEach(
            (name, variable) ->
                requireGraph("scaffold.saver[" + name + "]", variable, spec, graph, model));
  }

  private static Collection<? extends Op> tensorsOf(ExportOutput output) {
    if (output instanceof ExportOutput.Predict predict) {
      return predict.outputs().values();
    }
    if (output instanceof ExportOutput.Regression regression) {
      return List.of(regression.value());
    }
    ExportOutput.Classification classification = (ExportOutput.Classification) output;
    return Stream.of(classification.scores(), classification.classes())
        .filter(Objects::nonNull)
        .toList();
  }

  private static void requireGraph(
      String field, Op op, EstimatorSpec spec, ModelGraph graph, String model) {
    if (op.op().env() != graph.tensorflow()) {
      throw new InvalidSpecException(
              spec.mode(),
              field,
              "\""
                  + op.op().name()
                  + "\" must be from the graph that is being built. Was it kept in a field of the"
                  + " model from an earlier call? Build everything from the parameters of the"
                  + " method.")
          .ofModel(model);
    }
  }
}
