package org.estimator4j.samples.penguins

import org.estimator4j.annotation.EvalMetricOps
import org.estimator4j.annotation.Feature
import org.estimator4j.annotation.Label
import org.estimator4j.annotation.Loss
import org.estimator4j.annotation.ModelFn
import org.estimator4j.annotation.Output
import org.estimator4j.annotation.Predictions
import org.estimator4j.annotation.TrainOp
import org.estimator4j.kotlin.dense
import org.estimator4j.nn.layer.Activation
import org.estimator4j.nn.layer.Layers
import org.estimator4j.nn.loss.Losses
import org.estimator4j.nn.metric.EvalMetric
import org.estimator4j.nn.metric.Metrics
import org.estimator4j.nn.optimizer.Adam
import org.estimator4j.nn.optimizer.Optimizer
import org.estimator4j.nn.preprocessing.Preprocessing
import org.tensorflow.Operand
import org.tensorflow.op.Ops
import org.tensorflow.op.core.Stack
import org.tensorflow.types.TFloat32
import org.tensorflow.types.TString

/**
 * Tells the species of a penguin. Filling gaps, normalising and looking words up are part of the
 * graph, so they are exported with the model.
 */
class PenguinClassifier(
  private val hiddenUnits: Int = 16,
  private val learningRate: Double = 0.01,
) {

  @ModelFn
  fun logits(
    tf: Ops,
    layers: Layers,
    preprocessing: Preprocessing,
    @Feature(name = "bill_length_mm") billLength: Operand<TFloat32>,
    @Feature(name = "bill_depth_mm") billDepth: Operand<TFloat32>,
    @Feature(name = "flipper_length_mm") flipperLength: Operand<TFloat32>,
    @Feature(name = "body_mass_g") bodyMass: Operand<TFloat32>,
    @Feature island: Operand<TString>,
    @Feature sex: Operand<TString>,
  ): Operand<TFloat32> {
    val measures = tf.stack(listOf(billLength, billDepth, flipperLength, bodyMass), Stack.axis(1))
    val usual = preprocessing.normalize(measures, MEANS, DEVIATIONS)
    val known = preprocessing.fillMissing(usual, 0.0)
    val places = preprocessing.oneHot(preprocessing.ids(island, ISLANDS), ISLANDS.size)
    val sexes = preprocessing.oneHot(preprocessing.ids(sex, SEXES), SEXES.size)
    val inputs = tf.concat(listOf(known, places, sexes), tf.constant(1))
    val hidden = layers.dense("hidden", inputs, hiddenUnits) { activation = Activation.RELU }
    return layers.dense("logits", hidden, SPECIES.size)
  }

  data class Answer(
    val species: Operand<TString>,
    @Output(shape = [-1, 3]) val probabilities: Operand<TFloat32>,
  )

  @Predictions
  fun answer(tf: Ops, preprocessing: Preprocessing, logits: Operand<TFloat32>): Answer {
    val best = tf.math.argMax(logits, tf.constant(-1))
    return Answer(
      preprocessing.vocabulary("answers", SPECIES, 0).words(best),
      tf.nn.softmax(logits),
    )
  }

  @Loss
  fun loss(
    losses: Losses,
    preprocessing: Preprocessing,
    logits: Operand<TFloat32>,
    @Label species: Operand<TString>,
  ): Operand<TFloat32> =
    losses.sparseSoftmaxCrossEntropy(preprocessing.ids(species, SPECIES), logits)

  @TrainOp fun optimizer(): Optimizer = Adam(learningRate)

  @EvalMetricOps
  fun metrics(
    metrics: Metrics,
    preprocessing: Preprocessing,
    logits: Operand<TFloat32>,
    @Label species: Operand<TString>,
  ): Map<String, EvalMetric> {
    val truth = preprocessing.ids(species, SPECIES)
    return mapOf("accuracy" to metrics.accuracyOfLogits("accuracy", truth, logits))
  }

  companion object {
    private val SPECIES = listOf("Adelie", "Chinstrap", "Gentoo")
    private val ISLANDS = listOf("Biscoe", "Dream", "Torgersen")
    private val SEXES = listOf("female", "male")
    private val MEANS = doubleArrayOf(43.9, 17.2, 200.9, 4202.0)
    private val DEVIATIONS = doubleArrayOf(5.5, 2.0, 14.1, 802.0)

    private fun Preprocessing.ids(words: Operand<TString>, known: List<String>) =
      vocabulary("words", known, 0).lookup(words)
  }
}
