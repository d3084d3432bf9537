package org.estimator4j.spec;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.estimator4j.annotation.Mode;
import org.estimator4j.nn.metric.EvalMetric;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.family.TFloating;

/**
 * Checks the fields of a spec, in the order of the reference: train op, loss, predictions, export
 * outputs, hooks, metrics. So of two mistakes the same one is reported as in Python.
 */
final class SpecValidator {

  private final Mode mode;
  private final SpecFields fields;
  private @Nullable ExecutionEnvironment graph;
  private String firstOfGraph = "";

  SpecValidator(Mode mode, SpecFields fields) {
    this.mode = mode;
    this.fields = fields;
  }

  EstimatorSpec validate() {
    checkTrainOp();
    checkLoss();
    checkPredictions();
    if (mode == Mode.PREDICT) {
      completeExportOutputs();
    }
    checkHooks("trainingHooks", fields.trainingHooks);
    checkHooks("evaluationHooks", fields.evaluationHooks);
    checkHooks("predictionHooks", fields.predictionHooks);
    checkHooks("trainingChiefHooks", fields.trainingChiefHooks);
    checkEvalMetricOps();
    if (fields.scaffold == null) {
      throw invalid("scaffold", "is null. Leave the field out to get the default scaffold.");
    }
    return new EstimatorSpec(mode, fields);
  }

  private void checkTrainOp() {
    Op trainOp = fields.trainOp;
    if (trainOp != null) {
      requireOneGraph("trainOp", trainOp);
    } else if (mode == Mode.TRAIN) {
      throw invalid(
          "trainOp",
          "missing train op. TRAIN runs it once a step: set it to what an optimizer's minimize"
              + " returns, with .trainOp(…).");
    }
  }

  private void checkLoss() {
    Operand<?> loss = fields.loss;
    if (loss == null) {
      if (mode != Mode.PREDICT) {
        throw invalid(
            "loss",
            "missing loss. "
                + (mode == Mode.TRAIN ? "TRAIN minimises" : "EVAL averages")
                + " it: set it with .loss(…).");
      }
      return;
    }
    requireOneGraph("loss", loss);
    if (!TFloating.class.isAssignableFrom(loss.type())) {
      throw invalid(
          "loss",
          "the loss must be of a floating-point type, but "
              + nameOf(loss)
              + " is "
              + loss.type().getSimpleName()
              + ". Cast it with tf.dtypes.cast(loss, TFloat32.class).");
    }
    fields.loss = ScalarLoss.of(loss, problem -> invalid("loss", problem));
  }

  private void checkPredictions() {
    if (fields.predictions.isEmpty() && mode == Mode.PREDICT) {
      throw invalid(
          "predictions",
          "missing predictions. PREDICT gives them to the caller: set at least one with"
              + " .predictions(…).");
    }
    fields.predictions.forEach(
        (name, output) -> {
          String field = "predictions[" + name + "]";
          requireNotNull(field, output);
          requireOneGraph(field, output);
        });
  }

  private void completeExportOutputs() {
    Map<String, ExportOutput> outputs = fields.exportOutputs;
    outputs.forEach((name, output) -> requireNotNull("exportOutputs[" + name + "]", output));
    if (outputs.isEmpty()) {
      outputs.put(ExportOutput.SERVING_DEFAULT, ExportOutput.predict(fields.predictions));
    } else if (outputs.size() == 1) {
      outputs.putIfAbsent(ExportOutput.SERVING_DEFAULT, outputs.values().iterator().next());
    } else if (!outputs.containsKey(ExportOutput.SERVING_DEFAULT)) {
      throw invalid(
          "exportOutputs",
          "several outputs "
              + outputs.keySet()
              + ", but none of them is the default. Name one '"
              + ExportOutput.SERVING_DEFAULT
              + "'.");
    }
  }

  private void checkHooks(String field, List<?> hooks) {
    if (hooks.stream().anyMatch(Objects::isNull)) {
      throw invalid(field, "one of the hooks is null. Leave it out.");
    }
  }

  private void checkEvalMetricOps() {
    for (Map.Entry<String, EvalMetric> entry : fields.evalMetricOps.entrySet()) {
      String field = "evalMetricOps[" + entry.getKey() + "]";
      EvalMetric metric = requireNotNull(field, entry.getValue());
      requireOneGraph(field, metric.value());
      requireOneGraph(field, metric.update());
    }
  }

  private <T> T requireNotNull(String field, @Nullable T value) {
    if (value == null) {
      throw invalid(field, "is null. Leave the entry out, or give it a tensor.");
    }
    return value;
  }

  private void requireOneGraph(String field, Op op) {
    ExecutionEnvironment its = op.op().env();
    if (graph == null) {
      graph = its;
      firstOfGraph = field;
    } else if (graph != its) {
      throw invalid(
          field,
          nameOf(op)
              + " must be from the graph of "
              + firstOfGraph
              + ". Was it kept in a field of the model from an earlier call? Build everything from the"
              + " parameters of the method.");
    }
  }

  private static String nameOf(Op op) {
    return "\"" + op.op().name() + "\"";
  }

  private InvalidSpecException invalid(String field, String problem) {
    return new InvalidSpecException(mode, field, problem);
  }
}
