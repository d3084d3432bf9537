package org.estimator4j.kotlin

import java.nio.file.Path
import kotlin.streams.asSequence
import org.estimator4j.Estimator
import org.estimator4j.EvalOption
import org.estimator4j.EvalResult
import org.estimator4j.PredictOption
import org.estimator4j.Prediction
import org.estimator4j.TrainOption
import org.estimator4j.TrainResult
import org.estimator4j.hook.CheckpointListener
import org.estimator4j.input.Input
import org.estimator4j.progress.TrainingListener
import org.estimator4j.session.SessionRunHook

/**
 * Trains, from the newest checkpoint of the model directory or from the start; see
 * [Estimator.train].
 *
 * @sample org.estimator4j.kotlin.samples.trainSample
 */
public fun Estimator.train(input: Input, configure: TrainScope.() -> Unit): TrainResult =
  train(input, TrainScope().apply(configure).options())

/**
 * Measures the model of the newest checkpoint, or of the one that the settings name; see
 * [Estimator.evaluate].
 *
 * @sample org.estimator4j.kotlin.samples.evaluateSample
 */
public fun Estimator.evaluate(input: Input, configure: EvalScope.() -> Unit): EvalResult =
  evaluate(input, EvalScope().apply(configure).options())

/**
 * Measures the model on several sets, by the name of the set; see [Estimator.evaluate].
 *
 * @return a result for each set, in the order given
 */
public fun Estimator.evaluate(
  vararg sets: Pair<String, Input>,
  configure: EvalScope.() -> Unit = {},
): Map<String, EvalResult> = evaluate(mapOf(*sets), EvalScope().apply(configure).options())

/**
 * Asks the model about rows, and gives the predictions, which are computed as the sequence is read,
 * to a block. Everything is closed when the block ends, however that is: do not let the sequence
 * out of it.
 *
 * @param input rows; labels are ignored
 * @param configure which predictions, of which checkpoint, with which hooks
 * @param block reads the predictions, once
 * @return what the block gives
 * @sample org.estimator4j.kotlin.samples.predictionsSample
 */
public inline fun <R> Estimator.usePredictions(
  input: Input,
  noinline configure: PredictScope.() -> Unit = {},
  block: (Sequence<Prediction>) -> R,
): R = predict(input, predictOptions(configure)).use { block(it.asSequence()) }

/** As [usePredictions], for whole batches; see [Estimator.predictBatches]. */
public inline fun <R> Estimator.usePredictionBatches(
  input: Input,
  noinline configure: PredictScope.() -> Unit = {},
  block: (Sequence<Prediction>) -> R,
): R = predictBatches(input, predictOptions(configure)).use { block(it.asSequence()) }

@PublishedApi
internal fun predictOptions(configure: PredictScope.() -> Unit): List<PredictOption> =
  PredictScope().apply(configure).options()

/** How far a training goes, and what runs around its steps. */
@EstimatorDsl
public class TrainScope internal constructor() {

  private val others = mutableListOf<TrainOption>()

  /** So many steps more than there are. Excludes [maxSteps]. */
  public var steps: Long? = null

  /** The global step to reach, over all calls and all restarts. Excludes [steps]. */
  public var maxSteps: Long? = null

  /** Runs hooks around each step, before those of the model. */
  public fun hooks(vararg hooks: SessionRunHook) {
    others += TrainOption.hooks(*hooks)
  }

  /** Tells listeners about every checkpoint. */
  public fun listeners(vararg listeners: CheckpointListener) {
    others += TrainOption.listeners(*listeners)
  }

  /** Tells a listener how the training goes on. */
  public fun progress(listener: TrainingListener) {
    others += TrainOption.progress(listener)
  }

  internal fun options(): List<TrainOption> =
    listOfNotNull(steps?.let(TrainOption::steps), maxSteps?.let(TrainOption::maxSteps)) + others
}

/** What an evaluation may be told. */
@EstimatorDsl
public class EvalScope internal constructor() {

  private val others = mutableListOf<EvalOption>()

  /** The name of the result, where a model is evaluated on several sets. */
  public var name: String? = null

  /** So many batches, instead of all. */
  public var steps: Long? = null

  /** The checkpoint instead of the newest: its path without an ending. */
  public var checkpoint: Path? = null

  /** Runs hooks around each batch, before those of the model. */
  public fun hooks(vararg hooks: SessionRunHook) {
    others += EvalOption.hooks(*hooks)
  }

  internal fun options(): List<EvalOption> =
    listOfNotNull(
      name?.let(EvalOption::name),
      steps?.let(EvalOption::steps),
      checkpoint?.let(EvalOption::checkpoint),
    ) + others
}

/** What a prediction may be told. */
@EstimatorDsl
public class PredictScope internal constructor() {

  private val others = mutableListOf<PredictOption>()

  /** The checkpoint instead of the newest: its path without an ending. */
  public var checkpoint: Path? = null

  /** Computes only some of the model's predictions. */
  public fun keys(vararg names: String) {
    others += PredictOption.keys(*names)
  }

  /** Runs hooks around each batch, before those of the model. */
  public fun hooks(vararg hooks: SessionRunHook) {
    others += PredictOption.hooks(*hooks)
  }

  internal fun options(): List<PredictOption> =
    listOfNotNull(checkpoint?.let(PredictOption::checkpoint)) + others
}
