package org.estimator4j.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.estimator4j.checkpoint.VariableSpec;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
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

  static SaverDef add(ModelGraph graph, List<Variable<?>> variables) {
    return graph.scope("save", () -> add(graph.ops(), variables));
  }

  private static SaverDef add(Ops tf, List<Variable<?>> variables) {
    Operand<TString> file =
        tf.withName("Const")
            .placeholderWithDefault(tf.withName("filename").constant("model"), Shape.scalar());
    String[] names = variables.stream().map(Variable::name).toArray(String[]::new);
    List<Op> restored = new ArrayList<>();
    List<Op> saved = new ArrayList<>();
    if (names.length > 0) { // a model may have no variables, and TensorFlow no operations for none
      String[] slices = new String[names.length];
      Arrays.fill(slices, "");
      List<Operand<?>> values = new ArrayList<>();
      List<Class<? extends TType>> types = new ArrayList<>();
      for (Variable<?> variable : variables) {
        values.add(variable.read(tf));
        types.add(variable.type());
      }
      saved.add(tf.train.save(file, tf.array(names), tf.array(slices), values));
      Restore restore = tf.train.restore(file, tf.array(names), tf.array(slices), types);
      for (int i = 0; i < names.length; i++) {
        restored.add(assign(tf, variables.get(i), restore.tensors().get(i)));
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

  @SuppressWarnings("unchecked") // it is restored with the variable's type
  private static <T extends TType> Op assign(Ops tf, Variable<T> variable, Operand<?> value) {
    return variable.assign(tf, (Operand<T>) value);
  }

  static VariableSpec specOf(Variable<?> variable) {
    return VariableSpec.of(variable.type(), variable.shape());
  }
}
