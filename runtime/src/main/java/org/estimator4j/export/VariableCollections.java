package org.estimator4j.export;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.List;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.VariableDef;

/** The collections of a graph, as Python describes and finds them. */
final class VariableCollections {

  private VariableCollections() {}

  /**
   * Adds the variables of a graph.
   *
   * @param global the global ones that whoever loads it is told of
   */
  static void add(
      MetaGraphDef.Builder meta, ModelGraph graph, Collection<? extends Variable<?>> global) {
    variables(meta, "variables", global);
    variables(meta, "trainable_variables", global.stream().filter(Variable::trainable).toList());
    variables(meta, "local_variables", graph.localVariables());
    variables(meta, "global_step", List.of(graph.globalStep().variable()));
  }

  /** Adds operations or tensors by their names; nothing, if there are none. */
  static void nodes(MetaGraphDef.Builder meta, String key, Collection<String> names) {
    if (!names.isEmpty()) {
      CollectionDef.NodeList.Builder list = CollectionDef.NodeList.newBuilder().addAllValue(names);
      meta.putCollectionDef(key, CollectionDef.newBuilder().setNodeList(list).build());
    }
  }

  static List<String> names(Collection<? extends Op> ops) {
    return ops.stream().map(op -> op.op().name()).toList();
  }

  /** As Python describes them, so that Python can go on with the variables of what it loads. */
  private static void variables(
      MetaGraphDef.Builder meta, String key, Collection<? extends Variable<?>> variables) {
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
