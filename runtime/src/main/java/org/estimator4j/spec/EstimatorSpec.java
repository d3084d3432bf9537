package org.estimator4j.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.annotation.Mode;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.session.Scaffold;
import org.estimator4j.session.SessionRunHook;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;

/**
 * What a model is in one mode: its predictions, its loss, what a training step runs, its metrics
 * and signatures, its hooks. Immutable, and valid: a builder does not build any other.
 *
 * <table>
 *   <caption>Fields by mode: required (R), optional (o), ignored (-)</caption>
 *   <tr><th>field</th><th>TRAIN</th><th>EVAL</th><th>PREDICT</th></tr>
 *   <tr><td>predictions</td><td>o</td><td>o</td><td>R</td></tr>
 *   <tr><td>loss</td><td>R</td><td>R</td><td>-</td></tr>
 *   <tr><td>trainOp</td><td>R</td><td>-</td><td>-</td></tr>
 *   <tr><td>evalMetricOps</td><td>-</td><td>o</td><td>-</td></tr>
 *   <tr><td>exportOutputs</td><td>-</td><td>-</td><td>o</td></tr>
 *   <tr><td>trainingHooks, trainingChiefHooks</td><td>o</td><td>-</td><td>-</td></tr>
 *   <tr><td>evaluationHooks</td><td>-</td><td>o</td><td>-</td></tr>
 *   <tr><td>predictionHooks</td><td>-</td><td>-</td><td>o</td></tr>
 *   <tr><td>scaffold</td><td>o</td><td>o</td><td>o</td></tr>
 * </table>
 *
 * @see <a
 *     href="https://www.tensorflow.org/api_docs/python/tf/estimator/EstimatorSpec">tf.estimator.EstimatorSpec</a>
 */
public final class EstimatorSpec {

  private final Mode mode;
  private final Map<String, Operand<?>> predictions;
  private final @Nullable Operand<?> loss;
  private final @Nullable Op trainOp;
  private final Map<String, EvalMetric> evalMetricOps;
  private final Map<String, ExportOutput> exportOutputs;
  private final List<SessionRunHook> trainingHooks;
  private final List<SessionRunHook> trainingChiefHooks;
  private final List<SessionRunHook> evaluationHooks;
  private final List<SessionRunHook> predictionHooks;
  private final Scaffold scaffold;

  /** Only {@link SpecValidator} calls this, with fields that it checked. */
  EstimatorSpec(Mode mode, SpecFields fields) {
    this.mode = mode;
    this.predictions = copy(fields.predictions);
    this.loss = fields.loss;
    this.trainOp = fields.trainOp;
    this.evalMetricOps = copy(fields.evalMetricOps);
    this.exportOutputs = copy(fields.exportOutputs);
    this.trainingHooks = List.copyOf(fields.trainingHooks);
    this.trainingChiefHooks = List.copyOf(fields.trainingChiefHooks);
    this.evaluationHooks = List.copyOf(fields.evaluationHooks);
    this.predictionHooks = List.copyOf(fields.predictionHooks);
    this.scaffold = fields.scaffold;
  }

  private static <V> Map<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * A builder that takes any field in any mode.
   *
   * @param mode the mode
   * @return a builder
   */
  public static EstimatorSpecBuilder builder(Mode mode) {
    return new EstimatorSpecBuilder(mode);
  }

  /**
   * A builder for TRAIN, where {@code loss} and {@code trainOp} are required.
   *
   * @return a builder
   */
  public static TrainingSpecBuilder forTraining() {
    return new TrainingSpecBuilder();
  }

  /**
   * A builder for EVAL, where {@code loss} is required.
   *
   * @return a builder
   */
  public static EvaluationSpecBuilder forEvaluation() {
    return new EvaluationSpecBuilder();
  }

  /**
   * A builder for PREDICT, where {@code predictions} are required.
   *
   * @return a builder
   */
  public static PredictionSpecBuilder forPrediction() {
    return new PredictionSpecBuilder();
  }

  /**
   * A builder with the fields of this spec, to build a changed one; every check is made again.
   *
   * @return a builder of the same mode
   */
  public EstimatorSpecBuilder toBuilder() {
    EstimatorSpecBuilder builder = builder(mode);
    builder.fields.predictions.putAll(predictions);
    builder.fields.loss = loss;
    builder.fields.trainOp = trainOp;
    builder.fields.evalMetricOps.putAll(evalMetricOps);
    builder.fields.exportOutputs.putAll(exportOutputs);
    builder.fields.scaffold = scaffold;
    return builder
        .trainingHooks(trainingHooks)
        .trainingChiefHooks(trainingChiefHooks)
        .evaluationHooks(evaluationHooks)
        .predictionHooks(predictionHooks);
  }

  /**
   * The mode.
   *
   * @return the mode
   */
  public Mode mode() {
    return mode;
  }

  /**
   * The predictions by name; a single tensor is named {@code output}.
   *
   * @return an unmodifiable map, not empty in PREDICT
   */
  public Map<String, Operand<?>> predictions() {
    return predictions;
  }

  /**
   * The loss.
   *
   * @return a scalar; present in TRAIN and EVAL
   */
  public Optional<Operand<?>> loss() {
    return Optional.ofNullable(loss);
  }

  /**
   * What a training step runs.
   *
   * @return an operation or tensor; present in TRAIN
   */
  public Optional<Op> trainOp() {
    return Optional.ofNullable(trainOp);
  }

  /**
   * The metrics by name.
   *
   * @return an unmodifiable map
   */
  public Map<String, EvalMetric> evalMetricOps() {
    return evalMetricOps;
  }

  /**
   * The signatures by name.
   *
   * @return an unmodifiable map; in PREDICT it has a {@code serving_default}
   */
  public Map<String, ExportOutput> exportOutputs() {
    return exportOutputs;
  }

  /**
   * Hooks around each training step, on every worker.
   *
   * @return an unmodifiable list
   */
  public List<SessionRunHook> trainingHooks() {
    return trainingHooks;
  }

  /**
   * Hooks around each training step, on the chief alone.
   *
   * @return an unmodifiable list
   */
  public List<SessionRunHook> trainingChiefHooks() {
    return trainingChiefHooks;
  }

  /**
   * Hooks around each batch of an evaluation.
   *
   * @return an unmodifiable list
   */
  public List<SessionRunHook> evaluationHooks() {
    return evaluationHooks;
  }

  /**
   * Hooks around each batch of a prediction.
   *
   * @return an unmodifiable list
   */
  public List<SessionRunHook> predictionHooks() {
    return predictionHooks;
  }

  /**
   * How a session is made ready.
   *
   * @return the scaffold
   */
  public Scaffold scaffold() {
    return scaffold;
  }

  @Override
  public String toString() {
    return "EstimatorSpec[" + mode + ", predictions " + predictions.keySet() + "]";
  }
}
