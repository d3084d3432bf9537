package org.estimator4j.kotlin

import java.nio.file.Path
import org.estimator4j.Estimator
import org.estimator4j.ExportOption
import org.estimator4j.annotation.Mode
import org.estimator4j.export.ServingInputReceiverFn
import org.estimator4j.serve.Predictor
import org.estimator4j.serve.PredictorOption
import org.estimator4j.session.TensorValue
import org.tensorflow.proto.ConfigProto

/**
 * Writes the model as a SavedModel; see [Estimator.exportSavedModel].
 *
 * @param base where its directory is made
 * @return the new directory
 * @sample org.estimator4j.kotlin.samples.exportSample
 */
public fun Estimator.exportSavedModel(base: Path, configure: ExportScope.() -> Unit): Path =
  exportSavedModel(base, ExportScope().apply(configure).options())

/**
 * A predictor of the newest checkpoint, or of the one that the settings name; see
 * [Estimator.predictor]. Close it, as with `use`.
 *
 * @sample org.estimator4j.kotlin.samples.predictorSample
 */
public fun Estimator.predictor(configure: PredictScope.() -> Unit): Predictor =
  predictor(predictOptions(configure))

/**
 * Loads a SavedModel, ours or anybody's; see [Predictor.load]. Close it, as with `use`.
 *
 * @param savedModel its directory, which has a `saved_model.pb`
 * @sample org.estimator4j.kotlin.samples.exportSample
 */
public fun predictor(savedModel: Path, configure: PredictorScope.() -> Unit = {}): Predictor =
  Predictor.load(savedModel, PredictorScope().apply(configure).options())

/**
 * Asks about a batch: arrays by the name of the input; see [Predictor.predict].
 *
 * @return the outputs by name
 * @sample org.estimator4j.kotlin.samples.predictorSample
 */
public fun Predictor.predict(vararg batch: Pair<String, Any>): Map<String, TensorValue> =
  predict(mapOf(*batch))

/**
 * Asks about one row: values by the name of the input; see [Predictor.predictRow].
 *
 * @return the outputs by name, without the batch dimension
 * @sample org.estimator4j.kotlin.samples.predictorSample
 */
public fun Predictor.predictRow(vararg row: Pair<String, Any>): Map<String, TensorValue> =
  predictRow(mapOf(*row))

/** What an export may be told. */
@EstimatorDsl
public class ExportScope internal constructor() {

  private val others = mutableListOf<ExportOption>()

  /** The checkpoint instead of the newest: its path without an ending. */
  public var checkpoint: Path? = null

  /** The modes instead of PREDICT alone, each a graph with its own tag. */
  public fun modes(vararg modes: Mode) {
    others += ExportOption.modes(*modes)
  }

  /** Says how the model is fed in a mode, instead of by a tensor for each feature. */
  public fun receiver(mode: Mode = Mode.PREDICT, receiver: ServingInputReceiverFn) {
    others += ExportOption.receiver(mode, receiver)
  }

  /** Feeds the served model with serialised `tf.Example`s; values for what one may lack. */
  public fun exampleReceiver(vararg defaults: Pair<String, Any>) {
    others += ExportOption.exampleReceiver(mapOf(*defaults))
  }

  /** The rows of every batch, instead of any number; receivers written by hand stay as they are. */
  public var batchSize: Int? = null

  /** Carries a file along with the model, under `assets.extra`. */
  public fun assetExtra(path: String, file: Path) {
    others += ExportOption.assetExtra(path, file)
  }

  /** Keeps operations in the graph that no signature needs. */
  public fun fullGraph() {
    others += ExportOption.fullGraph()
  }

  /** Writes the graph as text for people to read. */
  public fun asText() {
    others += ExportOption.asText()
  }

  internal fun options(): List<ExportOption> =
    listOfNotNull(
      checkpoint?.let(ExportOption::checkpoint),
      batchSize?.let(ExportOption::batchSize),
    ) + others
}

/** What the loading of a SavedModel may be told. */
@EstimatorDsl
public class PredictorScope internal constructor() {

  private val others = mutableListOf<PredictorOption>()

  /** The signature to ask, instead of `serving_default`. */
  public var signature: String? = null

  /** How the session is opened: threads and devices. */
  public var sessionConfig: ConfigProto? = null

  /** Loads the graph that has exactly these tags, instead of `serve`. */
  public fun tags(vararg tags: String) {
    others += PredictorOption.tags(*tags)
  }

  /** Computes only some of the signature's outputs. */
  public fun outputs(vararg names: String) {
    others += PredictorOption.outputs(*names)
  }

  /** Takes inputs whose first dimensions differ, as they are no rows of one batch. */
  public fun unequalRows() {
    others += PredictorOption.unequalRows()
  }

  internal fun options(): List<PredictorOption> =
    listOfNotNull(
      signature?.let(PredictorOption::signature),
      sessionConfig?.let(PredictorOption::sessionConfig),
    ) + others
}
