package org.estimator4j.spec;

import java.util.Map;
import org.estimator4j.annotation.Mode;
import org.estimator4j.session.Scaffold;
import org.tensorflow.Operand;

/**
 * What the builders of all modes share.
 *
 * @param <B> the builder itself
 */
public abstract sealed class SpecBuilder<B extends SpecBuilder<B>>
    permits TrainingSpecBuilder,
        EvaluationSpecBuilder,
        PredictionSpecBuilder,
        EstimatorSpecBuilder {

  final Mode mode;
  final SpecFields fields = new SpecFields();

  SpecBuilder(Mode mode) {
    this.mode = mode;
  }

  abstract B self();

  /**
   * Sets predictions that are a single tensor, named {@code output} where a name is needed.
   *
   * @param output the tensor, its first dimension the batch
   * @return this builder
   */
  public B predictions(Operand<?> output) {
    fields.predictions.clear();
    return prediction(ExportOutput.SINGLE_OUTPUT, output);
  }

  /**
   * Sets predictions by name.
   *
   * @param outputs the tensors; copied
   * @return this builder
   */
  public B predictions(Map<String, ? extends Operand<?>> outputs) {
    fields.predictions.clear();
    fields.predictions.putAll(outputs);
    return self();
  }

  /**
   * Adds one prediction.
   *
   * @param name its name
   * @param output the tensor, its first dimension the batch
   * @return this builder
   */
  public B prediction(String name, Operand<?> output) {
    fields.predictions.put(name, output);
    return self();
  }

  /**
   * Sets how a session is made ready.
   *
   * @param scaffold the scaffold
   * @return this builder
   */
  public B scaffold(Scaffold scaffold) {
    fields.scaffold = scaffold;
    return self();
  }

  /**
   * Checks every field that the mode uses.
   *
   * @return the spec
   * @throws InvalidSpecException if a required field is missing or a field is wrong
   */
  public EstimatorSpec build() {
    return new SpecValidator(mode, fields).validate();
  }
}
