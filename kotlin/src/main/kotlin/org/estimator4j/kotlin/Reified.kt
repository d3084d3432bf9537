package org.estimator4j.kotlin

import org.estimator4j.checkpoint.VariableSpec
import org.estimator4j.config.Params
import org.estimator4j.feature.DenseFeature
import org.estimator4j.feature.FeatureSpec
import org.estimator4j.feature.Features
import org.estimator4j.feature.Labels
import org.estimator4j.feature.RaggedFeature
import org.estimator4j.feature.RaggedOperand
import org.estimator4j.feature.SparseFeature
import org.estimator4j.feature.SparseOperand
import org.estimator4j.graph.ModelGraph
import org.estimator4j.graph.Variable
import org.estimator4j.graph.VariableBuilder
import org.estimator4j.input.ElementSpec
import org.estimator4j.input.Input
import org.estimator4j.input.Row
import org.estimator4j.input.Rows
import org.estimator4j.nn.loss.Losses
import org.estimator4j.nn.optimizer.OptimizerState
import org.tensorflow.Operand
import org.tensorflow.ndarray.Shape
import org.tensorflow.types.TFloat32
import org.tensorflow.types.family.TFloating
import org.tensorflow.types.family.TType

/** The hyperparameter of this name; see [Params.get]. */
public inline fun <reified V : Any> Params.get(name: String): V = get(name, V::class.java)

/** The value of this name; see [Row.get]. */
@JvmName("typedGet")
public inline fun <reified V : Any> Row.get(name: String): V = get(name, V::class.java)

/**
 * Objects of a class as rows: each component of a record, or property of a data class, is a column.
 *
 * @sample org.estimator4j.kotlin.samples.recordsSample
 */
public inline fun <reified R : Any> records(records: Iterable<R>): Rows =
  Input.records(R::class.java, records)

/** Adds a feature; a first size of -1 differs from row to row. */
public inline fun <reified T : TType> ElementSpec.feature(
  name: String,
  rowShape: Shape = Shape.scalar(),
): ElementSpec = feature(name, T::class.java, rowShape)

/** Adds a label; a first size of -1 differs from row to row. */
public inline fun <reified T : TType> ElementSpec.label(
  name: String,
  rowShape: Shape = Shape.scalar(),
): ElementSpec = label(name, T::class.java, rowShape)

/** Starts a variable in the current scope; see [ModelGraph.variable]. */
public inline fun <reified T : TType> ModelGraph.variable(
  name: String,
  shape: Shape,
): VariableBuilder<T> = variable(name, T::class.java, shape)

/** Starts a variable by its full name; see [ModelGraph.rootVariable]. */
public inline fun <reified T : TType> ModelGraph.rootVariable(
  fullName: String,
  shape: Shape,
): VariableBuilder<T> = rootVariable(fullName, T::class.java, shape)

/** All losses together, as a type of float; see [Losses.totalLoss]. */
public inline fun <reified T : TFloating> Losses.totalLoss(): Operand<T> = totalLoss(T::class.java)

/** The penalties on weights, as a type of float; see [Losses.regularizationLoss]. */
public inline fun <reified T : TFloating> Losses.regularizationLoss(): Operand<T> =
  regularizationLoss(T::class.java)

/** A hyperparameter as a constant; see [OptimizerState.hyperparameter]. */
public inline fun <reified T : TFloating> OptimizerState.hyperparameter(
  name: String,
  value: Float,
): Operand<T> = hyperparameter(name, value, T::class.java)

/** A scalar of the optimizer as another type of float; see [OptimizerState.value]. */
public inline fun <reified T : TFloating> OptimizerState.value(
  scalar: Variable<TFloat32>
): Operand<T> = value(scalar, T::class.java)

/** What a feature is fed as; see [FeatureSpec.dense]. */
public inline fun <reified T : TType> denseFeature(name: String, shape: Shape): DenseFeature<T> =
  FeatureSpec.dense(name, T::class.java, shape)

/** What a variable in a checkpoint is like; see [VariableSpec.of]. */
public inline fun <reified T : TType> variableSpec(shape: Shape): VariableSpec =
  VariableSpec.of(T::class.java, shape)

/** What a sparse feature is fed as; see [FeatureSpec.sparse]. */
public inline fun <reified T : TType> sparseFeature(name: String, shape: Shape): SparseFeature<T> =
  FeatureSpec.sparse(name, T::class.java, shape)

/** What a ragged feature is fed as; see [FeatureSpec.ragged]. */
public inline fun <reified T : TType> raggedFeature(name: String, shape: Shape): RaggedFeature<T> =
  FeatureSpec.ragged(name, T::class.java, shape)

/** Adds a feature whose rows differ in length; see [ElementSpec.ragged]. */
public inline fun <reified T : TType> ElementSpec.ragged(name: String): ElementSpec =
  ragged(name, T::class.java)

/** Adds a feature of which only some values are there; see [ElementSpec.sparse]. */
public inline fun <reified T : TType> ElementSpec.sparse(name: String, size: Long): ElementSpec =
  sparse(name, T::class.java, size)

/** A feature by name; see [Features.get]. */
public inline fun <reified T : TType> Features.get(name: String): Operand<T> =
  get(name, T::class.java)

/** A sparse feature by name; see [Features.sparse]. */
public inline fun <reified T : TType> Features.sparse(name: String): SparseOperand<T> =
  sparse(name, T::class.java)

/** A ragged feature by name; see [Features.ragged]. */
public inline fun <reified T : TType> Features.ragged(name: String): RaggedOperand<T> =
  ragged(name, T::class.java)

/** A label by name; see [Labels.get]. */
public inline fun <reified T : TType> Labels.get(name: String): Operand<T> =
  get(name, T::class.java)

/** A sparse label by name; see [Labels.sparse]. */
public inline fun <reified T : TType> Labels.sparse(name: String): SparseOperand<T> =
  sparse(name, T::class.java)

/** A ragged label by name; see [Labels.ragged]. */
public inline fun <reified T : TType> Labels.ragged(name: String): RaggedOperand<T> =
  ragged(name, T::class.java)
