package org.estimator4j.kotlin

import java.nio.file.Path
import org.estimator4j.Estimator
import org.estimator4j.config.Params
import org.estimator4j.config.RunConfig
import org.estimator4j.config.RunConfigBuilder

/**
 * An estimator of an annotated model; nothing is built or read yet. Close it, as with `use`.
 *
 * @param model an object of a class with a `@ModelFn` method, or its generated factory
 * @param modelDir where its checkpoints are, created when first needed
 * @param configure settings that differ from the defaults, and hyperparameters
 * @throws org.estimator4j.MissingFactoryException if the annotation processor (kapt) did not run on
 *   the class
 * @sample org.estimator4j.kotlin.samples.estimatorSample
 */
public fun estimator(
  model: Any,
  modelDir: Path,
  configure: EstimatorScope.() -> Unit = {},
): Estimator {
  val scope = EstimatorScope(RunConfig.builder(modelDir)).apply(configure)
  return Estimator.of(model, scope.config(), scope.params)
}

/** The settings of [RunConfig], and the hyperparameters of a model in the ported style. */
@EstimatorDsl
public class EstimatorScope internal constructor(builder: RunConfigBuilder) :
  RunConfigScope(builder) {

  /** What methods with a [Params] parameter are given; none by default. */
  public var params: Params = Params.empty()

  /** Sets the hyperparameters by name. */
  public fun params(vararg values: Pair<String, Any>) {
    params = paramsOf(*values)
  }
}

/**
 * Hyperparameters by name.
 *
 * @sample org.estimator4j.kotlin.samples.paramsSample
 */
public fun paramsOf(vararg values: Pair<String, Any>): Params = Params.of(mapOf(*values))
