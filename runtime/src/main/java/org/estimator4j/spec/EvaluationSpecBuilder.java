package org.estimator4j.spec;

import java.util.Collection;
import java.util.Map;
import org.estimator4j.annotation.Mode;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.session.SessionRunHook;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/** Fills the fields that EVAL uses; the others do not exist here. */
public final class EvaluationSpecBuilder extends SpecBuilder<EvaluationSpecBuilder> {

  EvaluationSpecBuilder() {
    super(Mode.EVAL);
  }

  @Override
  EvaluationSpecBuilder self() {
    return this;
  }

  /**
   * Sets the loss.
   *
   * @param loss floating point, with one element
   * @return this builder
   */
  public EvaluationSpecBuilder loss(Operand<? extends TNumber> loss) {
    fields.loss = loss;
    return this;
  }

  /**
   * Sets the metrics.
   *
   * @param metrics the metrics by name; copied
   * @return this builder
   */
  public EvaluationSpecBuilder evalMetricOps(Map<String, EvalMetric> metrics) {
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
  public EvaluationSpecBuilder evalMetric(String name, EvalMetric metric) {
    fields.evalMetricOps.put(name, metric);
    return this;
  }

  /**
   * Adds a hook that runs around each batch of an evaluation.
   *
   * @param hook the hook
   * @return this builder
   */
  public EvaluationSpecBuilder evaluationHooks(SessionRunHook hook) {
    fields.evaluationHooks.add(hook);
    return this;
  }

  /**
   * Adds hooks that run around each batch of an evaluation.
   *
   * @param hooks the hooks, in order
   * @return this builder
   */
  public EvaluationSpecBuilder evaluationHooks(Collection<? extends SessionRunHook> hooks) {
    fields.evaluationHooks.addAll(hooks);
    return this;
  }
}
