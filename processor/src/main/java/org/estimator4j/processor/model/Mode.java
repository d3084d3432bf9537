package org.estimator4j.processor.model;

/** The processor's copy of {@code org.estimator4j.annotation.Mode}, which it knows by name only. */
public enum Mode {
  /** The model learns. */
  TRAIN("train", "forTraining"),
  /** The model is measured. */
  EVAL("evaluate", "forEvaluation"),
  /** The model answers. */
  PREDICT("predict", "forPrediction");

  private final String methodName;
  private final String builderMethod;

  Mode(String methodName, String builderMethod) {
    this.methodName = methodName;
    this.builderMethod = builderMethod;
  }

  /** The name of the factory's method for this mode. */
  public String methodName() {
    return methodName;
  }

  /** The method of {@code EstimatorSpec} that starts the typed builder of this mode. */
  public String builderMethod() {
    return builderMethod;
  }
}
