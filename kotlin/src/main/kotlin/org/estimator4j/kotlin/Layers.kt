package org.estimator4j.kotlin

import org.estimator4j.nn.layer.Embedding
import org.estimator4j.nn.layer.Layers
import org.tensorflow.Operand
import org.tensorflow.types.TBool
import org.tensorflow.types.TFloat32
import org.tensorflow.types.family.TFloating
import org.tensorflow.types.family.TNumber

/**
 * A fully connected layer; see [Layers.dense].
 *
 * @sample org.estimator4j.kotlin.samples.layersSample
 */
public fun <T : TFloating> Layers.dense(
  name: String,
  x: Operand<T>,
  units: Int,
  configure: DenseScope.() -> Unit,
): Operand<T> = dense(name, x, DenseScope(units).apply(configure).settings())

/** A convolution over sequences; see [Layers.conv1d]. */
public fun <T : TFloating> Layers.conv1d(
  name: String,
  x: Operand<T>,
  filters: Int,
  configure: Conv1dScope.() -> Unit = {},
): Operand<T> = conv1d(name, x, Conv1dScope(filters).apply(configure).settings())

/** A convolution over images; see [Layers.conv2d]. */
public fun <T : TFloating> Layers.conv2d(
  name: String,
  x: Operand<T>,
  filters: Int,
  configure: Conv2dScope.() -> Unit = {},
): Operand<T> = conv2d(name, x, Conv2dScope(filters).apply(configure).settings())

/** The transpose of a convolution over images; see [Layers.conv2dTranspose]. */
public fun <T : TFloating> Layers.conv2dTranspose(
  name: String,
  x: Operand<T>,
  filters: Int,
  configure: Conv2dScope.() -> Unit = {},
): Operand<T> = conv2dTranspose(name, x, Conv2dScope(filters).apply(configure).settings())

/** A convolution of each channel by itself; see [Layers.depthwiseConv2d]. */
public fun <T : TFloating> Layers.depthwiseConv2d(
  name: String,
  x: Operand<T>,
  multiplier: Int = 1,
  configure: DepthwiseConv2dScope.() -> Unit = {},
): Operand<T> =
  depthwiseConv2d(name, x, DepthwiseConv2dScope(multiplier).apply(configure).settings())

/** Batch normalisation; see [Layers.batchNorm]. */
public fun <T : TFloating> Layers.batchNorm(
  name: String,
  x: Operand<T>,
  configure: BatchNormScope.() -> Unit,
): Operand<T> = batchNorm(name, x, BatchNormScope().apply(configure).settings)

/** A vector of `TFloat32` for each id; see [Layers.embedding]. */
public fun Layers.embedding(
  name: String,
  ids: Operand<out TNumber>,
  rows: Int,
  size: Int,
  configure: EmbeddingScope.() -> Unit = {},
): Operand<TFloat32> = embedding(name, ids, embeddingSettings(rows, size, configure))

/** A vector of another type of float for each id; see [Layers.embedding]. */
@JvmName("typedEmbedding")
public inline fun <reified T : TFloating> Layers.embedding(
  name: String,
  ids: Operand<out TNumber>,
  rows: Int,
  size: Int,
  noinline configure: EmbeddingScope.() -> Unit = {},
): Operand<T> = embedding(name, ids, embeddingSettings(rows, size, configure), T::class.java)

/** One vector of `TFloat32` for each bag of ids; see [Layers.embeddingBag]. */
public fun Layers.embeddingBag(
  name: String,
  ids: Operand<out TNumber>,
  rows: Int,
  size: Int,
  configure: EmbeddingScope.() -> Unit = {},
): Operand<TFloat32> = embeddingBag(name, ids, embeddingSettings(rows, size, configure))

/** One vector of another type of float for each bag of ids; see [Layers.embeddingBag]. */
@JvmName("typedEmbeddingBag")
public inline fun <reified T : TFloating> Layers.embeddingBag(
  name: String,
  ids: Operand<out TNumber>,
  rows: Int,
  size: Int,
  noinline configure: EmbeddingScope.() -> Unit = {},
): Operand<T> = embeddingBag(name, ids, embeddingSettings(rows, size, configure), T::class.java)

@PublishedApi
internal fun embeddingSettings(
  rows: Int,
  size: Int,
  configure: EmbeddingScope.() -> Unit,
): Embedding = EmbeddingScope(rows, size).apply(configure).settings

/** Attention of several heads; see [Layers.attention]. */
public fun <T : TFloating> Layers.attention(
  name: String,
  queries: Operand<T>,
  keys: Operand<T>,
  heads: Int,
  size: Int,
  configure: AttentionScope.() -> Unit = {},
): Operand<T> =
  attention(name, queries, keys, AttentionScope(heads, size).apply(configure).settings)

/** Attention of several heads where a mask allows it; see [Layers.attention]. */
public fun <T : TFloating> Layers.attention(
  name: String,
  queries: Operand<T>,
  keys: Operand<T>,
  mask: Operand<TBool>,
  heads: Int,
  size: Int,
  configure: AttentionScope.() -> Unit = {},
): Operand<T> =
  attention(name, queries, keys, mask, AttentionScope(heads, size).apply(configure).settings)
