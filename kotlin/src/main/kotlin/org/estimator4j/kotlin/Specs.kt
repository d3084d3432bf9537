package org.estimator4j.kotlin

import kotlin.time.Duration
import kotlin.time.toJavaDuration
import org.estimator4j.EarlyStopping
import org.estimator4j.EvalSpec
import org.estimator4j.Exporter
import org.estimator4j.TrainSpec
import org.estimator4j.hook.CheckpointListener
import org.estimator4j.input.Input
import org.estimator4j.progress.TrainingListener
import org.estimator4j.session.SessionRunHook

/**
 * What [org.estimator4j.Estimator.trainAndEvaluate] learns from, how far, and when to stop earlier.
 *
 * @param input what to learn from
 * @sample org.estimator4j.kotlin.samples.trainAndEvaluateSample
 */
public fun trainSpec(input: Input, configure: TrainSpecScope.() -> Unit = {}): TrainSpec =
  TrainSpecScope(TrainSpec.builder(input)).apply(configure).spec()

/**
 * On what [org.estimator4j.Estimator.trainAndEvaluate] evaluates, how often, and what it exports.
 *
 * @param input rows with labels
 * @sample org.estimator4j.kotlin.samples.trainAndEvaluateSample
 */
public fun evalSpec(input: Input, configure: EvalSpecScope.() -> Unit = {}): EvalSpec =
  EvalSpecScope(EvalSpec.builder(input)).apply(configure).spec()

/** The settings of [TrainSpec]. */
@EstimatorDsl
public class TrainSpecScope internal constructor(private val builder: TrainSpec.Builder) {

  /** The global step to reach, over all calls and all restarts; without one the input's end. */
  public var maxSteps: Long? = null

  /** Runs hooks around each step, before those of the model. */
  public fun hooks(vararg hooks: SessionRunHook) {
    builder.hooks(*hooks)
  }

  /** Tells listeners about every checkpoint. */
  public fun listeners(vararg listeners: CheckpointListener) {
    builder.listeners(*listeners)
  }

  /** Tells a listener how the training goes on, its evaluations and exports included. */
  public fun progress(listener: TrainingListener) {
    builder.progress(listener)
  }

  /** Ends the training when one of these rules says so. */
  public fun earlyStopping(vararg rules: EarlyStopping) {
    builder.earlyStopping(*rules)
  }

  internal fun spec(): TrainSpec {
    maxSteps?.let(builder::maxSteps)
    return builder.build()
  }
}

/** The settings of [EvalSpec]. Those that are null keep its defaults. */
@EstimatorDsl
public class EvalSpecScope internal constructor(private val builder: EvalSpec.Builder) {

  /** The name of the set, needed where there are several. */
  public var name: String? = null

  /** So many batches, instead of all. */
  public var steps: Long? = null

  /** No evaluation before so much time has passed. */
  public var startDelay: Duration? = null

  /** No evaluation before so many steps. */
  public var startDelaySteps: Long? = null

  /** So much time at least between two evaluations. */
  public var throttle: Duration? = null

  /** So many steps at least between two evaluations. */
  public var throttleSteps: Long? = null

  /** Runs hooks around each batch, before those of the model. */
  public fun hooks(vararg hooks: SessionRunHook) {
    builder.hooks(*hooks)
  }

  /** What is exported after an evaluation. */
  public fun exporters(vararg exporters: Exporter) {
    builder.exporters(*exporters)
  }

  internal fun spec(): EvalSpec {
    name?.let(builder::name)
    steps?.let(builder::steps)
    startDelay?.let { builder.startDelay(it.toJavaDuration()) }
    startDelaySteps?.let(builder::startDelaySteps)
    throttle?.let { builder.throttle(it.toJavaDuration()) }
    throttleSteps?.let(builder::throttleSteps)
    return builder.build()
  }
}
