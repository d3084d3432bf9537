package org.estimator4j.export;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.internal.ModeGraph;
import org.tensorflow.Graph;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Op;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SaverDef;

/**
 * What stands in a {@code .meta} file beside a checkpoint: the graph that is trained, with the
 * nodes that save and restore it, and the collections by which Python finds its way in it. The
 * graph itself stays as it is; the saver is in the copy only.
 */
public final class TrainingMetaGraph {

  private TrainingMetaGraph() {}

  /**
   * Describes a graph.
   *
   * @param mode the complete graph of a mode
   * @return what Python's {@code import_meta_graph} reads
   */
  public static MetaGraphDef of(ModeGraph mode) {
    ModelGraph graph = mode.graph();
    EstimatorSpec spec = mode.spec();
    GraphDef complete;
    SaverDef saver;
    try (Graph copy = new Graph()) {
      copy.importGraphDef(graph.tensorflow().toGraphDef());
      saver = SaverNodes.addToCopy(copy, mode.saved().byName());
      complete = copy.toGraphDef();
    }
    MetaGraphDef.Builder meta =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(
                MetaGraphDef.MetaInfoDef.newBuilder()
                    .setTensorflowVersion(TensorFlow.version())
                    .setStrippedDefaultAttrs(true))
            .setGraphDef(GraphStripper.withoutDefaults(complete))
            .setSaverDef(saver);
    VariableCollections.add(meta, graph, graph.globalVariables());
    List<Op> trainOps = new ArrayList<>(spec.trainOp().stream().toList());
    graph.batchCounterIncrement().ifPresent(trainOps::add);
    nodes(meta, "train_op", trainOps);
    nodes(meta, "update_ops", graph.updateOps());
    nodes(meta, "init_op", List.of(spec.scaffold().initOp().orElseGet(graph::globalInitializer)));
    nodes(meta, "local_init_op", List.of(graph.localInitializer()));
    nodes(meta, "table_initializer", graph.tableInitializers());
    VariableCollections.nodes(
        meta,
        "losses",
        spec.loss().stream().map(loss -> TensorInfos.name(loss.asOutput())).toList());
    CollectionDef.BytesList.Builder savers =
        CollectionDef.BytesList.newBuilder().addValue(ByteString.copyFrom(saver.toByteArray()));
    meta.putCollectionDef("savers", CollectionDef.newBuilder().setBytesList(savers).build());
    return meta.build();
  }

  private static void nodes(MetaGraphDef.Builder meta, String key, List<? extends Op> ops) {
    VariableCollections.nodes(meta, key, VariableCollections.names(ops));
  }
}
