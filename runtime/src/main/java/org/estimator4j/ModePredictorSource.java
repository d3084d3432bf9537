package org.estimator4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.serve.ModelSignature;
import org.estimator4j.serve.PredictorSource;
import org.estimator4j.serve.TensorSpec;
import org.estimator4j.session.internal.StepPlan;
import org.estimator4j.tensorflow.PreparedRun;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/** The PREDICT graph of a model in a session of its own, for a predictor. */
final class ModePredictorSource implements PredictorSource {

  private final String name;
  private final ModeRuntime runtime;
  private final StepPlan plan;
  private final ModelSignature signature;

  ModePredictorSource(EstimatorModel model, ModeRuntime runtime, List<String> outputs) {
    this.name = model.name() + " in " + model.config().modelDir();
    this.runtime = runtime;
    Map<String, Operand<?>> predictions = runtime.modeGraph().spec().predictions();
    this.plan =
        runtime.modeGraph().plan().withFetches(outputs.stream().map(predictions::get).toList());
    Map<String, TensorSpec> inputs = new LinkedHashMap<>();
    for (FeatureSpec feature : model.factory().inputs().features()) {
      inputs.put(feature.name(), new TensorSpec(feature.type(), feature.shape(), feature.kind()));
    }
    Map<String, TensorSpec> given = new LinkedHashMap<>();
    outputs.forEach(output -> given.put(output, spec(plan.fetches().get(given.size()))));
    this.signature =
        new ModelSignature("serving_default", "tensorflow/serving/predict", inputs, given);
  }

  private static TensorSpec spec(Operand<?> operand) {
    return new TensorSpec(operand.type().asSubclass(TType.class), operand.shape());
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public ModelSignature signature() {
    return signature;
  }

  @Override
  public PreparedRun prepare() {
    return runtime.session().prepare(plan.feeds(), plan.fetches(), List.of());
  }

  @Override
  public void close() {
    runtime.close();
  }
}
