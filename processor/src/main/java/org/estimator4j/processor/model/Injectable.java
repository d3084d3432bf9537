package org.estimator4j.processor.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a parameter gets by its type alone, from the {@code ModelContext}. */
public enum Injectable {
  /** TensorFlow's operations. */
  OPS("org.tensorflow.op", "Ops", "ops"),
  /** The graph under construction. */
  MODEL_GRAPH("org.estimator4j.graph", "ModelGraph", "graph"),
  /** Layers over that graph. */
  LAYERS("org.estimator4j.nn.layer", "Layers", "layers"),
  /** Losses over that graph. */
  LOSSES("org.estimator4j.nn.loss", "Losses", "losses"),
  /** Metrics over that graph. */
  METRICS("org.estimator4j.nn.metric", "Metrics", "metrics"),
  /** Summaries over that graph. */
  SUMMARIES("org.estimator4j.summary", "Summaries", "summaries"),
  /** Preprocessing over that graph. */
  PREPROCESSING("org.estimator4j.nn.preprocessing", "Preprocessing", "preprocessing"),
  /** The mode that is being built. */
  MODE(RuntimeTypes.ANNOTATIONS, "Mode", "mode"),
  /** All features by name. */
  FEATURES("org.estimator4j.feature", "Features", "features"),
  /** All labels by name. */
  LABELS("org.estimator4j.feature", "Labels", "labels"),
  /** Hyperparameters. */
  PARAMS("org.estimator4j.config", "Params", "params"),
  /** The run's settings. */
  RUN_CONFIG("org.estimator4j.config", "RunConfig", "runConfig"),
  /** The number of steps so far. */
  GLOBAL_STEP("org.estimator4j.graph", "GlobalStep", "globalStep");

  private static final Map<String, Injectable> BY_TYPE = new HashMap<>();

  static {
    for (Injectable injectable : values()) {
      BY_TYPE.put(injectable.qualifiedName(), injectable);
    }
  }

  private final String packageName;
  private final String simpleName;
  private final String accessor;

  Injectable(String packageName, String simpleName, String accessor) {
    this.packageName = packageName;
    this.simpleName = simpleName;
    this.accessor = accessor;
  }

  /** What a parameter of this type is given, if its type alone says so. */
  public static Optional<Injectable> of(TypeRef type) {
    return Optional.ofNullable(BY_TYPE.get(type.qualifiedName()));
  }

  /** The qualified name of the type. */
  public String qualifiedName() {
    return packageName + "." + simpleName;
  }

  /** The simple name of the type. */
  public String simpleName() {
    return simpleName;
  }

  /** The method of {@code ModelContext} that gives it. */
  public String accessor() {
    return accessor;
  }
}
