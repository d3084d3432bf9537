package org.estimator4j.kotlin

import java.nio.file.Path
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlin.time.toKotlinDuration
import org.estimator4j.config.ClusterConfig
import org.estimator4j.config.ProgressDisplay
import org.estimator4j.config.RunConfig
import org.estimator4j.config.RunConfigBuilder
import org.tensorflow.Operation
import org.tensorflow.proto.ConfigProto

/**
 * How a model is run.
 *
 * @param modelDir where checkpoints, state and event files are; may be left out where `TF_CONFIG`
 *   names it
 * @param configure the settings that differ from the defaults
 * @return the settings, immutable
 * @throws IllegalArgumentException if a setting makes no sense; the message names it
 * @sample org.estimator4j.kotlin.samples.runConfigSample
 */
public fun runConfig(
  modelDir: Path? = null,
  configure: RunConfigScope.() -> Unit = {},
): RunConfig {
  val builder = if (modelDir == null) RunConfig.builder() else RunConfig.builder(modelDir)
  return RunConfigScope(builder).apply(configure).config()
}

/** The settings of [RunConfig] as properties. Each begins with the default of the Java builder. */
@EstimatorDsl
public open class RunConfigScope internal constructor(private val builder: RunConfigBuilder) {

  /** The seed of everything random in a run: initial values, order of the input, dropout. */
  public var seed: Long
    get() = config().seed
    set(value) {
      builder.seed(value)
    }

  /**
   * Steps between two checkpoints; 0 where time or nothing decides. Excludes the time: both fail.
   */
  public var saveCheckpointsSteps: Long
    get() = config().saveCheckpointsSteps
    set(value) {
      builder.saveCheckpointsSteps(value)
    }

  /**
   * Time between two checkpoints; null where steps decide or nothing is saved. Excludes the steps.
   */
  public var saveCheckpointsEvery: Duration?
    get() = config().saveCheckpointsEvery?.toKotlinDuration()
    set(value) {
      builder.saveCheckpointsEvery(value?.toJavaDuration())
    }

  /** Whether checkpoints are written while the training goes on. */
  public var saveInBackground: Boolean
    get() = config().saveInBackground
    set(value) {
      builder.saveInBackground(value)
    }

  /** Whether `graph.pbtxt` and a `.meta` file beside each checkpoint are written, for Python. */
  public var saveGraphDef: Boolean
    get() = config().saveGraphDef
    set(value) {
      builder.saveGraphDef(value)
    }

  /** How many checkpoints are kept; 0 keeps all. */
  public var keepCheckpointMax: Int
    get() = config().keepCheckpointMax
    set(value) {
      builder.keepCheckpointMax(value)
    }

  /** Keeps one checkpoint of each such period for good, beside the newest ones. */
  public fun keepCheckpointEvery(period: Duration) {
    builder.keepCheckpointEvery(period.toJavaDuration())
  }

  /** Steps between two lines of progress; 0 logs none. */
  public var logStepCountSteps: Long
    get() = config().logStepCountSteps
    set(value) {
      builder.logStepCountSteps(value)
    }

  /** Batches prepared while a step runs; 0 prepares each in the calling thread. */
  public var prefetchBatches: Int
    get() = config().prefetchBatches
    set(value) {
      builder.prefetchBatches(value)
    }

  /** Steps between two summaries for TensorBoard; 0 where time or nothing decides. */
  public var saveSummarySteps: Long
    get() = config().saveSummarySteps
    set(value) {
      builder.saveSummarySteps(value)
    }

  /** Time between two summaries for TensorBoard; null where steps decide or none are written. */
  public var saveSummaryEvery: Duration?
    get() = config().saveSummaryEvery?.toKotlinDuration()
    set(value) {
      builder.saveSummaryEvery(value?.toJavaDuration())
    }

  /** How a training shows its progress to people. */
  public var progress: ProgressDisplay
    get() = config().progress
    set(value) {
      builder.progress(value)
    }

  /** Whether SIGTERM and Ctrl-C end a training after saving it. */
  public var stopOnSignal: Boolean
    get() = config().stopOnSignal
    set(value) {
      builder.stopOnSignal(value)
    }

  /** What a session is opened with, before [threads] are set. */
  public var sessionConfig: ConfigProto
    get() = config().baseSessionConfig
    set(value) {
      builder.sessionConfig(value)
    }

  /** Never saves: nothing of this run is left in the model directory. */
  public fun withoutCheckpoints() {
    builder.withoutCheckpoints()
  }

  /**
   * Sets the number of threads. They belong to the process: the first session's settings hold for
   * all.
   *
   * @param intraOp threads inside one operation; 0 leaves it to TensorFlow
   * @param interOp threads across operations; 0 leaves it to TensorFlow, -1 runs everything in the
   *   calling thread
   */
  public fun threads(intraOp: Int = 0, interOp: Int = 0) {
    builder.threads(intraOp, interOp)
  }

  /** The processes that train together; `TF_CONFIG` describes them unless this is set. */
  public var cluster: ClusterConfig
    get() = config().cluster
    set(value) {
      builder.cluster(value)
    }

  /**
   * Chooses a device for each operation, such as `/job:ps/task:0`, or nothing by an empty text.
   *
   * @param device gives the device of an operation
   */
  public fun deviceFunction(device: (Operation) -> String) {
    builder.deviceFunction(device)
  }

  internal fun config(): RunConfig = builder.build()
}
