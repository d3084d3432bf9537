package org.estimator4j.spec;

import java.util.Collection;
import java.util.Map;
import org.estimator4j.annotation.Mode;
import org.estimator4j.session.SessionRunHook;

/** Fills the fields that PREDICT uses; the others do not exist here. */
public final class PredictionSpecBuilder extends SpecBuilder<PredictionSpecBuilder> {

  PredictionSpecBuilder() {
    super(Mode.PREDICT);
  }

  @Override
  PredictionSpecBuilder self() {
    return this;
  }

  /**
   * Sets the signatures of an exported model.
   *
   * @param outputs the signatures by name; copied
   * @return this builder
   */
  public PredictionSpecBuilder exportOutputs(Map<String, ? extends ExportOutput> outputs) {
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
  public PredictionSpecBuilder exportOutput(String name, ExportOutput output) {
    fields.exportOutputs.put(name, output);
    return this;
  }

  /**
   * Adds a hook that runs around each batch of a prediction.
   *
   * @param hook the hook
   * @return this builder
   */
  public PredictionSpecBuilder predictionHooks(SessionRunHook hook) {
    fields.predictionHooks.add(hook);
    return this;
  }

  /**
   * Adds hooks that run around each batch of a prediction.
   *
   * @param hooks the hooks, in order
   * @return this builder
   */
  public PredictionSpecBuilder predictionHooks(Collection<? extends SessionRunHook> hooks) {
    fields.predictionHooks.addAll(hooks);
    return this;
  }
}
