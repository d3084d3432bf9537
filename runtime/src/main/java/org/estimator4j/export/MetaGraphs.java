package org.estimator4j.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.Variable;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;

/** The graph of a mode with everything that a loader asks about it. */
final class MetaGraphs {

  private MetaGraphs() {}

  static MetaGraphDef of(ExportGraph export, boolean full, Assets assets) throws IOException {
    GraphDef graph = export.graph().tensorflow().toGraphDef();
    if (!full) {
      graph = GraphStripper.neededBy(graph, roots(export));
    }
    graph = GraphStripper.withoutDefaults(graph);
    MetaGraphDef.Builder meta =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(
                MetaGraphDef.MetaInfoDef.newBuilder()
                    .addTags(tag(export.graph().mode()))
                    .setTensorflowVersion(TensorFlow.version())
                    .setStrippedDefaultAttrs(true))
            .setGraphDef(graph)
            .setSaverDef(export.saver())
            .putAllSignatureDef(export.signatures());
    VariableCollections.nodes(
        meta, "saved_model_main_op", VariableCollections.names(List.of(export.mainOp())));
    VariableCollections.nodes(
        meta, "saved_model_train_op", VariableCollections.names(export.trainOps()));
    VariableCollections.add(meta, export.graph(), export.variables().values());
    SparseShapes.addTo(meta, export.sparseShapes());
    assets.addTo(meta, graph);
    return meta.build();
  }

  static String tag(Mode mode) {
    return switch (mode) {
      case TRAIN -> "train";
      case EVAL -> "eval";
      case PREDICT -> "serve";
    };
  }

  private static List<String> roots(ExportGraph export) {
    List<String> roots = new ArrayList<>();
    for (SignatureDef signature : export.signatures().values()) {
      signature.getInputsMap().values().forEach(info -> roots.add(info.getName()));
      signature.getOutputsMap().values().forEach(info -> roots.add(info.getName()));
    }
    roots.add(export.mainOp().op().name());
    export.trainOps().forEach(op -> roots.add(op.op().name()));
    roots.add(export.saver().getRestoreOpName());
    roots.add(export.saver().getSaveTensorName());
    List<Variable<?>> variables = new ArrayList<>(export.variables().values());
    variables.addAll(export.graph().localVariables());
    for (Variable<?> variable : variables) {
      roots.add(variable.initializer().op().name());
      roots.add(variable.op().name());
    }
    return roots;
  }
}
