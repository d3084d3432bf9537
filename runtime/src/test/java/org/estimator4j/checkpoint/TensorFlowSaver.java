package org.estimator4j.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.Restore;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Saves and restores with TensorFlow's own operations, to compare with. */
final class TensorFlowSaver {

  private TensorFlowSaver() {}

  static void save(Path prefix, Map<String, ? extends TType> variables) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      List<Operand<?>> tensors = new ArrayList<>();
      Session.Runner runner = session.runner();
      List<String> slices = new ArrayList<>();
      for (TType value : variables.values()) {
        Placeholder<? extends TType> placeholder =
            tf.placeholder(value.type(), Placeholder.shape(value.shape()));
        tensors.add(placeholder);
        runner.feed(placeholder, value);
        slices.add("");
      }
      String[] names = variables.keySet().toArray(String[]::new);
      runner.addTarget(
          tf.train
              .save(
                  tf.constant(prefix.toString()),
                  strings(tf, names),
                  strings(tf, slices.toArray(String[]::new)),
                  tensors)
              .op());
      runner.run().close();
    }
  }

  /** Hands the restored values to a consumer, in the order of the names. */
  static Map<String, Tensor> restore(Path prefix, Map<String, Class<? extends TType>> types) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      String[] names = types.keySet().toArray(String[]::new);
      String[] slices = types.keySet().stream().map(name -> "").toArray(String[]::new);
      Restore restore =
          tf.train.restore(
              tf.constant(prefix.toString()),
              strings(tf, names),
              strings(tf, slices),
              List.copyOf(types.values()));
      Session.Runner runner = session.runner();
      restore.tensors().forEach(output -> runner.fetch(output.asOutput()));
      Map<String, Tensor> values = new LinkedHashMap<>();
      Result result = runner.run();
      for (int i = 0; i < names.length; i++) {
        values.put(names[i], result.get(i));
      }
      return values;
    }
  }

  private static Operand<TString> strings(Ops tf, String[] values) {
    return tf.constant(NdArrays.vectorOfObjects(values));
  }
}
