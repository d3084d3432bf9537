package org.estimator4j.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.feature.FeaturePart;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.Features;
import org.estimator4j.feature.Labels;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelContext;
import org.estimator4j.spec.ModelSpecs;
import org.estimator4j.spec.internal.SavedVariables;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;

/**
 * The graph of one mode as it is exported: the model over a receiver, with what a loader needs
 * around it. Built anew for each export, as a receiver is part of it.
 */
final class ExportGraph implements AutoCloseable {

  private final ModelGraph graph;
  private final Map<String, Variable<?>> variables;
  private final Map<String, SignatureDef> signatures;
  private final SaverDef saver;
  private final Op mainOp;
  private final List<Op> trainOps;
  private final Map<String, Shape> sparseShapes;

  private ExportGraph(
      ModelGraph graph,
      Map<String, Variable<?>> variables,
      Map<String, SignatureDef> signatures,
      SaverDef saver,
      Op mainOp,
      List<Op> trainOps,
      Map<String, Shape> sparseShapes) {
    this.graph = graph;
    this.variables = variables;
    this.signatures = signatures;
    this.saver = saver;
    this.mainOp = mainOp;
    this.trainOps = trainOps;
    this.sparseShapes = sparseShapes;
  }

  static ExportGraph build(
      EstimatorSpecFactory factory,
      Mode mode,
      RunConfig config,
      Params params,
      ServingInputReceiverFn receiverFn,
      Set<String> stored) {
    ModelGraph graph = ModelGraph.create(mode, config.seed());
    try {
      graph.globalStep();
      ServingInputReceiver receiver = receiverFn.receive(graph);
      requireInputs(factory, mode, receiver);
      ModelContext context =
          new ModelContext(
              graph,
              new Features(receiver.features()),
              new Labels(receiver.labels()),
              params,
              config);
      EstimatorSpec spec = ModelSpecs.create(factory, context);
      Map<String, SignatureDef> signatures =
          switch (mode) {
            case TRAIN -> Map.of("train", Signatures.ofTraining(spec, receiver));
            case EVAL -> Map.of("eval", Signatures.ofEvaluation(graph, spec, receiver));
            case PREDICT -> Signatures.ofPrediction(spec, receiver);
          };
      List<Op> trainOps = new ArrayList<>();
      if (mode == Mode.TRAIN) {
        List<Op> step = new ArrayList<>(List.of(spec.trainOp().orElseThrow()));
        graph.batchCounterIncrement().ifPresent(step::add);
        trainOps.add(step.size() == 1 ? step.get(0) : graph.group("train_step", step));
      }
      SavedVariables saved = SavedVariables.of(graph, spec.scaffold());
      Map<String, Variable<?>> restored = saved.restoredFrom(stored);
      List<Op> main = new ArrayList<>();
      saved.initializedBeside(stored).forEach(variable -> main.add(variable.initializer()));
      main.add(graph.localInitializer());
      main.add(graph.tablesInitializer());
      spec.scaffold().localInitOp().ifPresent(main::add);
      Op mainOp = graph.group("main_op", main);
      SaverDef saver = SaverNodes.add(graph, restored);
      graph.freeze();
      return new ExportGraph(
          graph,
          restored,
          signatures,
          saver,
          mainOp,
          trainOps,
          SparseShapes.of(factory.inputs(), receiver));
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  private static void requireInputs(
      EstimatorSpecFactory factory, Mode mode, ServingInputReceiver receiver) {
    require(factory, mode, "feature", factory.inputs().features(), receiver.features().keySet());
    if (mode != Mode.PREDICT) {
      require(factory, mode, "label", factory.inputs().labels(), receiver.labels().keySet());
    }
  }

  private static void require(
      EstimatorSpecFactory factory,
      Mode mode,
      String what,
      List<FeatureSpec> declared,
      Set<String> given) {
    for (FeaturePart part : declared.stream().flatMap(each -> each.parts().stream()).toList()) {
      if (!given.contains(part.name())) {
        throw new ExportException(
            "cannot export "
                + factory.modelName()
                + " in "
                + mode
                + ": the model has the "
                + what
                + " '"
                + part.name()
                + "', but the receiver gives "
                + given);
      }
    }
  }

  ModelGraph graph() {
    return graph;
  }

  /** The variables that the saver restores, by their names in the checkpoint. */
  Map<String, Variable<?>> variables() {
    return variables;
  }

  Map<String, SignatureDef> signatures() {
    return signatures;
  }

  SaverDef saver() {
    return saver;
  }

  Op mainOp() {
    return mainOp;
  }

  /** What a training step runs; empty in other modes. */
  List<Op> trainOps() {
    return trainOps;
  }

  /** How long the rows of sparse features are, by the names of the tensors that are fed. */
  Map<String, Shape> sparseShapes() {
    return sparseShapes;
  }

  @Override
  public void close() {
    graph.close();
  }
}
