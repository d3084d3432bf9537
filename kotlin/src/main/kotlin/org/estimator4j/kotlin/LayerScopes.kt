package org.estimator4j.kotlin

import org.estimator4j.graph.Initializer
import org.estimator4j.graph.Regularizer
import org.estimator4j.nn.layer.Activation
import org.estimator4j.nn.layer.Attention
import org.estimator4j.nn.layer.BatchNorm
import org.estimator4j.nn.layer.Conv1d
import org.estimator4j.nn.layer.Conv2d
import org.estimator4j.nn.layer.Dense
import org.estimator4j.nn.layer.DepthwiseConv2d
import org.estimator4j.nn.layer.Embedding
import org.estimator4j.nn.layer.WeightSettings
import org.tensorflow.types.family.TFloating

/** What the settings of all layers with a kernel have in common. */
@EstimatorDsl
public sealed class WeightScope<S : WeightSettings<S>>(private var settings: S) {

  /** Applied to the result. */
  public var activation: Activation = Activation.LINEAR
    set(value) {
      field = value
      change { activation(value) }
    }

  /** Leaves the bias out. */
  public fun noBias() {
    change { noBias() }
  }

  /** How the kernel begins; `glorotUniform` unless given. */
  public fun kernelInitializer(initializer: Initializer<TFloating>) {
    change { kernelInitializer(initializer) }
  }

  /** How the bias begins; zeros unless given. */
  public fun biasInitializer(initializer: Initializer<TFloating>) {
    change { biasInitializer(initializer) }
  }

  /** A penalty on the kernel. */
  public fun kernelRegularizer(regularizer: Regularizer<TFloating>) {
    change { kernelRegularizer(regularizer) }
  }

  /** A penalty on the bias. */
  public fun biasRegularizer(regularizer: Regularizer<TFloating>) {
    change { biasRegularizer(regularizer) }
  }

  internal fun settings(): S = settings

  internal fun change(by: S.() -> S) {
    settings = settings.by()
  }
}

/** Settings of a fully connected layer. */
public class DenseScope internal constructor(units: Int) : WeightScope<Dense>(Dense.units(units))

/** Settings of a convolution over sequences. */
public class Conv1dScope internal constructor(filters: Int) :
  WeightScope<Conv1d>(Conv1d.filters(filters)) {

  /** Positions that the kernel covers; 3 unless given. */
  public fun kernel(size: Int) {
    change { kernel(size) }
  }

  /** Positions from one result to the next; 1 unless given. */
  public fun stride(positions: Int) {
    change { stride(positions) }
  }

  /** Pads the sequence, so that a stride of 1 keeps its length. */
  public fun same() {
    change { same() }
  }
}

/** Settings of a convolution over images. */
public class Conv2dScope internal constructor(filters: Int) :
  WeightScope<Conv2d>(Conv2d.filters(filters)) {

  /** Pixels that the kernel covers; 3 by 3 unless given. */
  public fun kernel(height: Int, width: Int = height) {
    change { kernel(height, width) }
  }

  /** Pixels from one result to the next; 1 unless given. */
  public fun stride(down: Int, right: Int = down) {
    change { stride(down, right) }
  }

  /** Pads the image, so that a stride of 1 keeps its size. */
  public fun same() {
    change { same() }
  }
}

/** Settings of a convolution of each channel by itself. */
public class DepthwiseConv2dScope internal constructor(multiplier: Int) :
  WeightScope<DepthwiseConv2d>(DepthwiseConv2d.multiplier(multiplier)) {

  /** Pixels that the kernel covers; 3 by 3 unless given. */
  public fun kernel(height: Int, width: Int = height) {
    change { kernel(height, width) }
  }

  /** Pixels from one result to the next; 1 unless given. */
  public fun stride(pixels: Int) {
    change { stride(pixels) }
  }

  /** Pads the image, so that a stride of 1 keeps its size. */
  public fun same() {
    change { same() }
  }
}

/** Settings of batch normalisation. */
@EstimatorDsl
public class BatchNormScope internal constructor() {

  internal var settings: BatchNorm = BatchNorm.defaults()
    private set

  /** How much of the moving averages is kept in each step. */
  public var momentum: Double
    get() = settings.momentum
    set(value) {
      settings = settings.momentum(value)
    }

  /** Added to the variance. */
  public var epsilon: Double
    get() = settings.epsilon
    set(value) {
      settings = settings.epsilon(value)
    }

  /** Leaves the offset out. */
  public fun noCenter() {
    settings = settings.noCenter()
  }

  /** Leaves the factor out. */
  public fun noScale() {
    settings = settings.noScale()
  }

  /** Uses the moving averages in training, too, and leaves them as they are. */
  public fun freeze() {
    settings = settings.freeze()
  }
}

/** Settings of an embedding. */
@EstimatorDsl
public class EmbeddingScope internal constructor(rows: Int, size: Int) {

  internal var settings: Embedding = Embedding.of(rows, size)
    private set

  /** How a bag's vectors become one; their mean unless given. */
  public fun combine(combiner: Embedding.Combiner) {
    settings = settings.combine(combiner)
  }

  /** How the vectors begin. */
  public fun initializer(initializer: Initializer<TFloating>) {
    settings = settings.initializer(initializer)
  }

  /** A penalty on the vectors. */
  public fun regularizer(regularizer: Regularizer<TFloating>) {
    settings = settings.regularizer(regularizer)
  }
}

/** Settings of an attention. */
@EstimatorDsl
public class AttentionScope internal constructor(heads: Int, size: Int) {

  internal var settings: Attention = Attention.heads(heads, size)
    private set

  /** The share of attention that is dropped in training. */
  public var dropout: Double
    get() = settings.dropout
    set(value) {
      settings = settings.dropout(value)
    }

  /** Lets each position see only itself and those before it. */
  public fun seeOnlyBefore() {
    settings = settings.seeOnlyBefore()
  }
}
