package org.estimator4j.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.estimator4j.checkpoint.VariableSpec;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.Restore;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * What a loader finds in the graph to give variables their values, named as Python's saver names
 * it.
 */
final class SaverNodes {

  private SaverNodes() {}

  /** A variable that is saved: its name in the bundle, its handle in the graph, its type. */
  private record Saved(String name, Operand<? extends TType> handle, Class<? extends TType> type) {

    static List<Saved> in(Graph graph, Map<String, Variable<?>> variables) {
      List<Saved> saved = new ArrayList<>();
      variables.forEach(
          (name, variable) ->
              saved.add(
                  new Saved(
                      name,
                      graph.operationOrThrow(variable.handle().op().name()).output(0),
                      variable.type())));
      return saved;
    }
  }

  /** Adds them to a graph that is being built. */
  static SaverDef add(ModelGraph graph, Map<String, Variable<?>> variables) {
    return graph.scope("save", () -> add(graph.ops(), Saved.in(graph.tensorflow(), variables)));
  }

  /**
   * Adds them to a copy of a graph.
   *
   * @param copy a graph with operations of the same names
   * @param variables the variables of the original
   */
  static SaverDef addToCopy(Graph copy, Map<String, Variable<?>> variables) {
    String scope = "save";
    for (int i = 1; copy.operation(scope + "/Const") != null; i++) {
      scope = "save_" + i;
    }
    return add(Ops.create(copy).withSubScope(scope), Saved.in(copy, variables));
  }

  private static SaverDef add(Ops tf, List<Saved> variables) {
    Operand<TString> file =
        tf.withName("Const")
            .placeholderWithDefault(tf.withName("filename").constant("model"), Shape.scalar());
    String[] names = variables.stream().map(Saved::name).toArray(String[]::new);
    List<Op> restored = new ArrayList<>();
    List<Op> saved = new ArrayList<>();
    if (names.length > 0) { // a model may have no variables, and TensorFlow no operations for none
      String[] slices = new String[names.length];
      Arrays.fill(slices, "");
      List<Operand<?>> values = new ArrayList<>();
      List<Class<? extends TType>> types = new ArrayList<>();
      for (Saved variable : variables) {
        values.add(tf.readVariableOp(variable.handle(), variable.type()));
        types.add(variable.type());
      }
      saved.add(tf.train.save(file, tf.array(names), tf.array(slices), values));
      Restore restore = tf.train.restore(file, tf.array(names), tf.array(slices), types);
      for (int i = 0; i < names.length; i++) {
        Operand<?> value = (Operand<?>) restore.tensors().get(i);
        restored.add(tf.assignVariableOp(variables.get(i).handle(), value));
      }
    }
    Operand<TString> done =
        tf.withName("control_dependency").withControlDependencies(saved).identity(file);
    Op all = tf.withName("restore_all").withControlDependencies(restored).noOp();
    return SaverDef.newBuilder()
        .setFilenameTensorName(TensorInfos.name(file.asOutput()))
        .setSaveTensorName(TensorInfos.name(done.asOutput()))
        .setRestoreOpName(all.op().name())
        .setMaxToKeep(5)
        .setKeepCheckpointEveryNHours(10_000)
        .setVersion(SaverDef.CheckpointFormatVersion.V2)
        .build();
  }

  static VariableSpec specOf(Variable<?> variable) {
    return VariableSpec.of(variable.type(), variable.shape());
  }
}
