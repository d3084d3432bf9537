package org.estimator4j.export;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.Variable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Op;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.VariableDef;

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
    nodes(meta, "saved_model_main_op", List.of(export.mainOp()));
    nodes(meta, "saved_model_train_op", export.trainOps());
    variables(meta, "variables", export.variables());
    variables(
        meta,
        "trainable_variables",
        export.variables().stream().filter(Variable::trainable).toList());
    variables(meta, "local_variables", export.graph().localVariables());
    Variable<?> step = export.graph().globalStep().variable();
    variables(meta, "global_step", List.of(step));
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
    List<Variable<?>> variables = new ArrayList<>(export.variables());
    variables.addAll(export.graph().localVariables());
    for (Variable<?> variable : variables) {
      roots.add(variable.initializer().op().name());
      roots.add(variable.op().name());
    }
    return roots;
  }

  private static void nodes(MetaGraphDef.Builder meta, String key, List<Op> ops) {
    if (!ops.isEmpty()) {
      CollectionDef.NodeList.Builder names = CollectionDef.NodeList.newBuilder();
      ops.forEach(op -> names.addValue(op.op().name()));
      meta.putCollectionDef(key, CollectionDef.newBuilder().setNodeList(names).build());
    }
  }

  /** As Python describes them, so that Python can go on with the variables of what it loads. */
  private static void variables(
      MetaGraphDef.Builder meta, String key, List<Variable<?>> variables) {
    if (variables.isEmpty()) {
      return;
    }
    CollectionDef.BytesList.Builder list = CollectionDef.BytesList.newBuilder();
    for (Variable<?> variable : variables) {
      Operand<?> initial =
          ((GraphOperation) variable.initializer().op())
              .inputs().stream()
                  .filter(input -> !input.asOutput().equals(variable.handle()))
                  .findFirst()
                  .orElseThrow();
      list.addValue(
          ByteString.copyFrom(
              VariableDef.newBuilder()
                  .setVariableName(TensorInfos.name(variable.handle()))
                  .setInitializerName(variable.initializer().op().name())
                  .setSnapshotName(TensorInfos.name(variable.asOutput()))
                  .setInitialValueName(TensorInfos.name(initial.asOutput()))
                  .setIsResource(true)
                  .setTrainable(variable.trainable())
                  .build()
                  .toByteArray()));
    }
    meta.putCollectionDef(key, CollectionDef.newBuilder().setBytesList(list).build());
  }
}
