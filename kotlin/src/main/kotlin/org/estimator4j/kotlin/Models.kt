package org.estimator4j.kotlin

import kotlin.jvm.optionals.getOrNull
import org.estimator4j.annotation.Mode
import org.estimator4j.config.Params
import org.estimator4j.config.RunConfig
import org.estimator4j.feature.FeatureSpec
import org.estimator4j.feature.Features
import org.estimator4j.feature.InputSpec
import org.estimator4j.feature.Labels
import org.estimator4j.graph.GlobalStep
import org.estimator4j.graph.ModelGraph
import org.estimator4j.graph.Variable
import org.estimator4j.nn.layer.Layers
import org.estimator4j.nn.layer.RnnOutputs
import org.estimator4j.nn.loss.Losses
import org.estimator4j.nn.metric.EvalMetric
import org.estimator4j.nn.metric.Metrics
import org.estimator4j.nn.optimizer.Optimizer
import org.estimator4j.nn.preprocessing.Preprocessing
import org.estimator4j.nn.preprocessing.Vocabulary
import org.estimator4j.nn.schedule.Schedule
import org.estimator4j.spec.EstimatorSpec
import org.estimator4j.spec.EstimatorSpecFactory
import org.estimator4j.spec.ExportOutput
import org.estimator4j.spec.ModelContext
import org.estimator4j.summary.Summaries
import org.tensorflow.Operand
import org.tensorflow.op.Op
import org.tensorflow.op.Ops
import org.tensorflow.types.TInt64
import org.tensorflow.types.family.TFloating

/** The mode that is built. */
public val ModelContext.mode: Mode
  get() = mode()

/** TensorFlow's operations, in the current scope. */
public val ModelContext.ops: Ops
  get() = ops()

/** The graph under construction. */
public val ModelContext.graph: ModelGraph
  get() = graph()

/** Makes layers in it. */
public val ModelContext.layers: Layers
  get() = layers()

/** Makes losses in it. */
public val ModelContext.losses: Losses
  get() = losses()

/** Makes metrics in it. */
public val ModelContext.metrics: Metrics
  get() = metrics()

/** Prepares features in it. */
public val ModelContext.preprocessing: Preprocessing
  get() = preprocessing()

/** Makes summaries in it. */
public val ModelContext.summaries: Summaries
  get() = summaries()

/** The features by name. */
public val ModelContext.features: Features
  get() = features()

/** The labels by name. */
public val ModelContext.labels: Labels
  get() = labels()

/** The hyperparameters. */
public val ModelContext.params: Params
  get() = params()

/** How the model is run. */
public val ModelContext.runConfig: RunConfig
  get() = runConfig()

/** The number of training steps taken. */
public val ModelContext.globalStep: GlobalStep
  get() = globalStep()

/** What it is built for. */
public val ModelGraph.mode: Mode
  get() = mode()

/** The seed of the run. */
public val ModelGraph.seed: Long
  get() = seed()

/** Builds operations in the current scope. */
public val ModelGraph.ops: Ops
  get() = ops()

/** The number of training steps taken. */
public val ModelGraph.globalStep: GlobalStep
  get() = globalStep()

/** The variables that optimizers change by default. */
public val ModelGraph.trainableVariables: List<Variable<*>>
  get() = trainableVariables()

/** The variables that are saved, trainable or not. */
public val ModelGraph.globalVariables: List<Variable<*>>
  get() = globalVariables()

/** The variables that live for one call. */
public val ModelGraph.localVariables: List<Variable<*>>
  get() = localVariables()

/** The losses that parts of the model have added. */
public val ModelGraph.losses: List<Operand<*>>
  get() = losses()

/** The penalties on weights. */
public val ModelGraph.regularizationLosses: List<Operand<*>>
  get() = regularizationLosses()

/** The operations that belong to every training step. */
public val ModelGraph.updateOps: List<Op>
  get() = updateOps()

/** Whether it is complete. */
public val ModelGraph.isFrozen: Boolean
  get() = frozen()

/** The variable that holds it. */
public val GlobalStep.variable: Variable<TInt64>
  get() = variable()

/** Its full name. */
public val Variable<*>.name: String
  get() = name()

/** Whether optimizers change it by default. */
public val Variable<*>.isTrainable: Boolean
  get() = trainable()

/** The names that have a value. */
public val Params.names: Set<String>
  get() = names()

/** Reads the value; changes nothing. */
public val EvalMetric.value: Operand<*>
  get() = value()

/** Takes a batch into account. */
public val EvalMetric.update: Op
  get() = update()

/** The learning rate, which may depend on the step. */
public val Optimizer.learningRate: Schedule
  get() = learningRate()

/** How many numbers there are, unknown words included. */
public val Vocabulary.size: Long
  get() = size()

/** The mode it is for. */
public val EstimatorSpec.mode: Mode
  get() = mode()

/** The predictions by name. */
public val EstimatorSpec.predictions: Map<String, Operand<*>>
  get() = predictions()

/** The loss; null where it has none. */
public val EstimatorSpec.loss: Operand<*>?
  get() = loss().getOrNull()

/** The train op; null where it has none. */
public val EstimatorSpec.trainOp: Op?
  get() = trainOp().getOrNull()

/** The metrics by name. */
public val EstimatorSpec.evalMetricOps: Map<String, EvalMetric>
  get() = evalMetricOps()

/** What an export offers, by the name of the signature. */
public val EstimatorSpec.exportOutputs: Map<String, ExportOutput>
  get() = exportOutputs()

/** The name of the model class. */
public val EstimatorSpecFactory.modelName: String
  get() = modelName()

/** The modes that the model supports. */
public val EstimatorSpecFactory.modes: Set<Mode>
  get() = modes()

/** The features and labels that it declares. */
public val EstimatorSpecFactory.inputs: InputSpec
  get() = inputs()

/** Its name in the input. */
public val FeatureSpec.name: String
  get() = name()

/** The first of a destructured [RnnOutputs]: its [outputs][RnnOutputs.outputs]. */
public operator fun <T : TFloating> RnnOutputs<T>.component1(): Operand<T> = outputs()

/** The second of a destructured [RnnOutputs]: its [state][RnnOutputs.state]. */
public operator fun <T : TFloating> RnnOutputs<T>.component2(): Operand<T> = state()
