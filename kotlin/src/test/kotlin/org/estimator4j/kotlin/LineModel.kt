package org.estimator4j.kotlin

import org.estimator4j.annotation.Mode
import org.estimator4j.feature.InputSpec
import org.estimator4j.input.Rows
import org.estimator4j.nn.layer.Activation
import org.estimator4j.nn.optimizer.GradientDescent
import org.estimator4j.spec.EstimatorSpec
import org.estimator4j.spec.EstimatorSpecFactory
import org.estimator4j.spec.ModelContext
import org.tensorflow.ndarray.Shape
import org.tensorflow.types.TFloat32

/** y = a x + b, as a factory that is written by hand: there is no kapt in this module. */
class LineModel(private val learningRate: Double = 0.1) : EstimatorSpecFactory {

  override fun modelName(): String = "LineModel"

  override fun modes(): Set<Mode> = Mode.entries.toSet()

  override fun inputs(): InputSpec = InputSpec.of(listOf(X), listOf(Y))

  // Exhaustive without an else: a mode more would not compile.
  override fun create(context: ModelContext): EstimatorSpec {
    val y = context.layers.dense("line", context.feature(X), 1) { activation = Activation.LINEAR }
    return when (context.mode) {
      Mode.TRAIN -> {
        val loss = context.losses.meanSquaredError(context.label(Y), y)
        EstimatorSpec.forTraining()
          .loss(loss)
          .trainOp(context.minimize(GradientDescent(learningRate), loss))
          .build()
      }
      Mode.EVAL ->
        EstimatorSpec.forEvaluation()
          .loss(context.losses.meanSquaredError(context.label(Y), y))
          .evalMetric("error", context.metrics.meanAbsoluteError("error", context.label(Y), y))
          .build()
      Mode.PREDICT ->
        EstimatorSpec.forPrediction()
          .prediction("y", y)
          .prediction("twice", context.ops { y * 2 })
          .build()
    }
  }

  companion object {

    val X = denseFeature<TFloat32>("x", Shape.of(-1, 1))
    val Y = denseFeature<TFloat32>("y", Shape.of(-1, 1))

    /** y = 2 x + 1. */
    val ROWS: Rows = arrays {
      feature("x", floatArrayOf(-2f, -1f, 0f, 1f, 2f, 3f), Shape.of(1))
      label("y", floatArrayOf(-3f, -1f, 1f, 3f, 5f, 7f), Shape.of(1))
    }
  }
}
