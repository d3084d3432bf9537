package org.estimator4j.kotlin

import java.nio.file.Path
import kotlin.jvm.optionals.getOrNull
import org.estimator4j.Estimator
import org.estimator4j.EvalResult
import org.estimator4j.TrainResult
import org.estimator4j.annotation.Mode
import org.estimator4j.checkpoint.Checkpoint
import org.estimator4j.checkpoint.CheckpointContents
import org.estimator4j.checkpoint.CheckpointException
import org.estimator4j.checkpoint.CheckpointReader
import org.estimator4j.input.InputMismatchException
import org.estimator4j.nn.metric.ClassReport
import org.estimator4j.session.TensorValue
import org.estimator4j.spec.InvalidSpecException
import org.tensorflow.ndarray.Shape

/** The newest checkpoint; null if the model was never saved. */
public val Estimator.latestCheckpoint: Checkpoint?
  get() = latestCheckpoint().getOrNull()

/** The variables of the newest checkpoint, in alphabetical order. */
public val Estimator.variableNames: List<String>
  get() = variableNames()

/** The name of the evaluation; empty if it was given none. */
public val EvalResult.name: String
  get() = name()

/** The checkpoint that was evaluated; null if the model had its initial values. */
public val EvalResult.checkpoint: Checkpoint?
  get() = checkpoint().getOrNull()

/** The global step of the model that was evaluated. */
public val EvalResult.globalStep: Long
  get() = globalStep()

/** The mean loss over all rows. */
public val EvalResult.loss: Double
  get() = loss()

/** The model's metrics by name, without the loss; `result["accuracy"]` is one of them. */
public val EvalResult.metrics: Map<String, TensorValue>
  get() = metrics()

/** The name within its directory, such as `model.ckpt-200`. */
public val Checkpoint.name: String
  get() = name()

/** The checkpoint that is read. */
public val CheckpointReader.checkpoint: Checkpoint
  get() = checkpoint()

/** What is in it, without the values. */
public val CheckpointReader.contents: CheckpointContents
  get() = contents()

/** The file or directory that is to blame. */
public val CheckpointException.path: Path
  get() = path()

/** The shape. */
public val TensorValue.shape: Shape
  get() = shape()

/** The names of the classes. */
public val ClassReport.classes: List<String>
  get() = classes()

/** The share of rows whose class was predicted. */
public val ClassReport.accuracy: Double
  get() = accuracy()

/** The mean of the classes' F1 scores. */
public val ClassReport.macroF1: Double
  get() = macroF1()

/** The mode in which the spec is not valid. */
public val InvalidSpecException.mode: Mode
  get() = mode()

/** The field that is to blame. */
public val InvalidSpecException.field: String
  get() = field()

/** What does not fit, one sentence each. */
public val InputMismatchException.problems: List<String>
  get() = problems()

/** The first of a destructured [TrainResult]: its [globalStep][TrainResult.globalStep]. */
public operator fun TrainResult.component1(): Long = globalStep()

/** The second of a destructured [TrainResult]: its [steps][TrainResult.steps]. */
public operator fun TrainResult.component2(): Long = steps()

/** The third of a destructured [TrainResult]: its [loss][TrainResult.loss]. */
public operator fun TrainResult.component3(): Double = loss()

/** The fourth of a destructured [TrainResult]: its [stopReason][TrainResult.stopReason]. */
public operator fun TrainResult.component4(): String = stopReason()

/** The first of a destructured [EvalResult]: its [loss][EvalResult.loss]. */
public operator fun EvalResult.component1(): Double = loss

/** The second of a destructured [EvalResult]: its [globalStep][EvalResult.globalStep]. */
public operator fun EvalResult.component2(): Long = globalStep

/** The first of a destructured [Checkpoint]: its [prefix][Checkpoint.prefix]. */
public operator fun Checkpoint.component1(): Path = prefix()

/** The second of a destructured [Checkpoint]: its [step][Checkpoint.step]. */
public operator fun Checkpoint.component2(): Long = step()
