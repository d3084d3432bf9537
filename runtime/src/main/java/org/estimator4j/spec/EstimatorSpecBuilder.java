package org.estimator4j.spec;

import java.util.Collection;
import java.util.Map;
import org.estimator4j.annotation.Mode;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.session.SessionRunHook;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.family.TNumber;

/**
 * Fills any field in any mode, as ported Python code does: what the mode does not use is ignored,
 * but checked all the same.
 */
public final class EstimatorSpecBuilder extends SpecBuilder<EstimatorSpecBuilder> {

  EstimatorSpecBuilder(Mode mode) {
    super(mode);
  }

  @Override
  EstimatorSpecBuilder self() {
    return this;
  }

  /**
   * Sets the loss.
   *
   * @param loss floating point, with one element
   * @return this builder
   */
  public EstimatorSpecBuilder loss(Operand<? extends TNumber> loss) {
    fields.loss = loss;
    return this;
  }

  /**
   * Sets what a training step runs. It must advance the global step.
   *
   * @param trainOp an operation or a tensor
   * @return this builder
   */
  public EstimatorSpecBuilder trainOp(Op trainOp) {
    fields.trainOp = trainOp;
    return this;
  }

  /**
   * Sets the metrics.
   *
   * @param metrics the metrics by name; copied
   * @return this builder
   */
  public EstimatorSpecBuilder evalMetricOps(Map<String, EvalMetric> metrics) {
    fields.evalMetricOps.clear();
    fields.evalMetricOps.putAll(metrics);
    return this;
  }

  /**
   * Adds one metric.
   *
   * @param name its name
   * @param metric the metric
   * @return this builder
   */
  public EstimatorSpecBuilder evalMetric(String name, EvalMetric metric) {
    fields.evalMetricOps.put(name, metric);
    return this;
  }

  /**
   * Sets the signatures of an exported model.
   *
   * @param outputs the signatures by name; copied
   * @return this builder
   */
  public EstimatorSpecBuilder exportOutputs(Map<String, ? extends ExportOutput> outputs) {
    fields.exportOutputs.clear();
    fields.exportOutputs.putAll(outputs);
    return this;
  }

  /**
   * Adds one signature.
   *
   * @param name its name; of several one must be {@code serving_default}
   * @param output the signature
   * @return this builder
   */
  public EstimatorSpecBuilder exportOutput(String name, ExportOutput output) {
    fields.exportOutputs.put(name, output);
    return this;
  }

  /**
   * Adds a hook that runs around each training step, on every worker.
   *
   * @param hook the hook
   * @return this builder
   */
  public EstimatorSpecBuilder trainingHooks(SessionRunHook hook) {
    fields.trainingHooks.add(hook);
    return this;
  }

  /**
   * Adds hooks that run around each training step, on every worker.
   *
   * @param hooks the hooks, in order
   * @return this builder
   */
  public EstimatorSpecBuilder trainingHooks(Collection<? extends SessionRunHook> hooks) {
    fields.trainingHooks.addAll(hooks);
    return this;
  }

  /**
   * Adds a hook that runs around each training step, on the chief alone.
   *
   * @param hook the hook
   * @return this builder
   */
  public EstimatorSpecBuilder trainingChiefHooks(SessionRunHook hook) {
    fields.trainingChiefHooks.add(hook);
    return this;
  }

  /**
   * Adds hooks that run around each training step, on the chief alone.
   *
   * @param hooks the hooks, in order
   * @return this builder
   */
  public EstimatorSpecBuilder trainingChiefHooks(Collection<? extends SessionRunHook> hooks) {
    fields.trainingChiefHooks.addAll(hooks);
    return this;
  }

  /**
   * Adds a hook that runs around each batch of an evaluation.
   *
   * @param hook the hook
   * @return this builder
   */
  public EstimatorSpecBuilder evaluationHooks(SessionRunHook hook) {
    fields.evaluationHooks.add(hook);
    return this;
  }

  /**
   * Adds hooks that run around each batch of an evaluation.
   *
   * @param hooks the hooks, in order
   * @return this builder
   */
  public EstimatorSpecBuilder evaluationHooks(Collection<? extends SessionRunHook> hooks) {
    fields.evaluationHooks.addAll(hooks);
    return this;
  }

  /**
   * Adds a hook that runs around each batch of a prediction.
   *
   * @param hook the hook
   * @return this builder
   */
  public EstimatorSpecBuilder predictionHooks(SessionRunHook hook) {
    fields.predictionHooks.add(hook);
    return this;
  }

  /**
   * Adds hooks that run around each batch of a prediction.
   *
   * @param hooks the hooks, in order
   * @return this builder
   */
  public EstimatorSpecBuilder predictionHooks(Collection<? extends SessionRunHook> hooks) {
    fields.predictionHooks.addAll(hooks);
    return this;
  }
}
