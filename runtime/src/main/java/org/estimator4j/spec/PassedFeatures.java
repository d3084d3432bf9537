package org.estimator4j.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/**
 * Features that a model hands on as predictions, such as the key of a row. TensorFlow refuses a
 * tensor that is both fed and fetched, here and where an exported model is served; so it becomes a
 * tensor of its own.
 */
final class PassedFeatures {

  private PassedFeatures() {}

  static EstimatorSpec copied(EstimatorSpec spec, ModelGraph graph) {
    Map<String, Operand<?>> predictions = copied(spec.predictions(), graph.ops());
    Map<String, ExportOutput> exports = new LinkedHashMap<>(spec.exportOutputs());
    exports.replaceAll(
        (key, output) ->
            output instanceof ExportOutput.Predict predict
                ? ExportOutput.predict(copied(predict.outputs(), graph.ops()))
                : output);
    return predictions.equals(spec.predictions()) && exports.equals(spec.exportOutputs())
        ? spec
        : spec.toBuilder().predictions(predictions).exportOutputs(exports).build();
  }

  private static Map<String, Operand<?>> copied(Map<String, Operand<?>> outputs, Ops tf) {
    Map<String, Operand<?>> copies = new LinkedHashMap<>(outputs);
    copies.replaceAll(
        (name, output) ->
            output.op().type().startsWith("Placeholder")
                ? tf.withName("passed").identity(output)
                : output);
    return copies;
  }
}
