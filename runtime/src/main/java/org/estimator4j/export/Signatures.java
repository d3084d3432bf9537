package org.estimator4j.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.ExportOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TFloating;

/**
 * The signatures of a mode, named and shaped as TensorFlow Serving wants them. A classification or
 * regression can be served as such only if it is fed with serialised Examples; where it is not, its
 * entry is left out, as in the reference. But a {@code serving_default} is always there: as a
 * predict signature over the same tensors where it cannot be what it was declared as.
 */
final class Signatures {

  static final String CLASSIFY = "tensorflow/serving/classify";
  static final String REGRESS = "tensorflow/serving/regress";
  static final String PREDICT = "tensorflow/serving/predict";
  static final String TRAIN = "tensorflow/supervised/training";
  static final String EVAL = "tensorflow/supervised/eval";

  /** The one input of the interfaces that take Examples. */
  private static final String EXAMPLES = "inputs";

  private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

  private Signatures() {}

  /** One for each export output, and again for each alternative receiver. */
  static Map<String, SignatureDef> ofPrediction(EstimatorSpec spec, ServingInputReceiver receiver) {
    Map<String, SignatureDef> signatures = new TreeMap<>();
    Map<String, String> excluded = new TreeMap<>();
    add(signatures, excluded, "", spec.exportOutputs(), receiver.receiverTensors());
    receiver
        .alternatives()
        .forEach(
            (name, tensors) ->
                add(signatures, excluded, name + ":", spec.exportOutputs(), tensors));
    excluded.forEach(
        (key, why) ->
            LOG.info("signature '{}' is left out, because it cannot be served: {}", key, why));
    ExportOutput defaultOutput = spec.exportOutputs().get(ExportOutput.SERVING_DEFAULT);
    if (defaultOutput != null && !signatures.containsKey(ExportOutput.SERVING_DEFAULT)) {
      LOG.info("'{}' is exported as a predict signature instead", ExportOutput.SERVING_DEFAULT);
      signatures.put(
          ExportOutput.SERVING_DEFAULT,
          signature(PREDICT, receiver.receiverTensors(), outputs(defaultOutput)));
    }
    return signatures;
  }

  private static void add(
      Map<String, SignatureDef> signatures,
      Map<String, String> excluded,
      String prefix,
      Map<String, ExportOutput> exportOutputs,
      Map<String, Operand<?>> receivers) {
    exportOutputs.forEach(
        (key, output) -> {
          String reason = refusal(output, receivers);
          if (reason.isEmpty()) {
            signatures.put(prefix + key, signature(output, receivers));
          } else {
            excluded.put(prefix + key, reason);
          }
        });
  }

  /** Why a signature cannot be served as what it is, or an empty text. */
  private static String refusal(ExportOutput output, Map<String, Operand<?>> receivers) {
    if (output instanceof ExportOutput.Predict) {
      return "";
    }
    if (receivers.size() != 1 || receivers.values().iterator().next().type() != TString.class) {
      return "classify and regress take a single string tensor of serialised Examples, but the model"
          + " is fed with "
          + receivers.keySet()
          + "; ServingInputReceiverFn.parsing gives such a tensor";
    }
    for (Map.Entry<String, Operand<?>> each : outputs(output).entrySet()) {
      Class<?> type = each.getValue().type();
      if (type != TFloat32.class && type != TString.class) {
        return "its '" + each.getKey() + "' is of type " + type.getSimpleName() + ", not TFloat32";
      }
    }
    return "";
  }

  private static SignatureDef signature(ExportOutput output, Map<String, Operand<?>> receivers) {
    if (output instanceof ExportOutput.Predict) {
      return signature(PREDICT, receivers, outputs(output));
    }
    String method = output instanceof ExportOutput.Regression ? REGRESS : CLASSIFY;
    Operand<?> only = receivers.values().iterator().next();
    return signature(method, Map.of(EXAMPLES, only), outputs(output));
  }

  private static Map<String, Operand<?>> outputs(ExportOutput output) {
    if (output instanceof ExportOutput.Predict predict) {
      return predict.outputs();
    }
    if (output instanceof ExportOutput.Regression regression) {
      return Map.of("outputs", regression.value());
    }
    ExportOutput.Classification classification = (ExportOutput.Classification) output;
    Map<String, Operand<?>> outputs = new LinkedHashMap<>();
    Operand<? extends TFloating> scores = classification.scores();
    if (scores != null) {
      outputs.put("scores", scores);
    }
    Operand<TString> classes = classification.classes();
    if (classes != null) {
      outputs.put("classes", classes);
    }
    return outputs;
  }

  static SignatureDef ofTraining(EstimatorSpec spec, ServingInputReceiver receiver) {
    Map<String, Operand<?>> outputs = new LinkedHashMap<>();
    spec.loss().ifPresent(loss -> outputs.put("loss", loss));
    addPredictions(outputs, spec);
    return signature(TRAIN, receiver.receiverTensors(), outputs);
  }

  /** The updates are tensors in a signature: a constant that waits for each operation. */
  static SignatureDef ofEvaluation(
      ModelGraph graph, EstimatorSpec spec, ServingInputReceiver receiver) {
    Map<String, Operand<?>> outputs = new LinkedHashMap<>();
    spec.loss().ifPresent(loss -> outputs.put("loss", loss));
    addPredictions(outputs, spec);
    for (Map.Entry<String, EvalMetric> metric : spec.evalMetricOps().entrySet()) {
      String prefix = "metrics/" + metric.getKey() + "/";
      Op update = metric.getValue().update();
      outputs.put(prefix + "value", metric.getValue().value());
      outputs.put(
          prefix + "update_op",
          graph
              .ops()
              .withName("metric_op_wrapper")
              .withControlDependencies(List.of(update))
              .constant(new float[0]));
    }
    return signature(EVAL, receiver.receiverTensors(), outputs);
  }

  private static void addPredictions(Map<String, Operand<?>> outputs, EstimatorSpec spec) {
    boolean single = spec.predictions().keySet().equals(Set.of(ExportOutput.SINGLE_OUTPUT));
    spec.predictions()
        .forEach(
            (name, tensor) -> outputs.put(single ? "predictions" : "predictions/" + name, tensor));
  }

  private static SignatureDef signature(
      String method, Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs) {
    SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName(method);
    inputs.forEach((key, tensor) -> signature.putInputs(key, TensorInfos.of(tensor)));
    outputs.forEach((key, tensor) -> signature.putOutputs(key, TensorInfos.of(tensor)));
    return signature.build();
  }
}
