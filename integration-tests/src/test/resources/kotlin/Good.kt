package p

import org.estimator4j.annotation.*
import org.estimator4j.nn.layer.*
import org.estimator4j.nn.loss.*
import org.estimator4j.nn.metric.*
import org.estimator4j.nn.optimizer.*
import org.estimator4j.session.*
import org.estimator4j.spec.*
import org.tensorflow.Operand
import org.tensorflow.op.Ops
import org.tensorflow.types.*

data class Net(val logits: Operand<TFloat32>, val hidden: Operand<TFloat32>)
data class Answer(@Output(name = "digit") val best: Operand<TInt64>, val odds: Operand<TFloat32>)

data class Inner(internal val hidden: Operand<TFloat32>, private val secret: Operand<TFloat32>)
data class Said(@Output(name = "best") internal val odds: Operand<TFloat32>, val all: Operand<TFloat32>)

class Digits(private val units: Int) {
    @ModelFn
    internal fun net(layers: Layers, @Feature(shape = [-1, 64]) pixels: Operand<TFloat32>): Net {
        val hidden = layers.dense("hidden", pixels, units, Activation.RELU)
        return Net(layers.dense("logits", hidden, 10), hidden)
    }

    @Predictions
    fun answer(tf: Ops, logits: Operand<TFloat32>, hidden: Operand<TFloat32>) =
        Answer(tf.math.argMax(logits, tf.constant(-1)), tf.nn.softmax(logits))

    @get:TrainOp
    val optimizer: Optimizer get() = Adam(1e-2f)

    @EvalMetricOps
    @JvmOverloads
    fun metrics(metrics: Metrics, logits: Operand<TFloat32>, @Label digit: Operand<TInt32>): Map<String, EvalMetric> =
        mapOf("accuracy" to metrics.accuracyOfLogits("accuracy", digit, logits))

    @TrainingHooks
    fun hooks(): List<SessionRunHook> = listOf()

    companion object {
        @JvmStatic
        @Loss
        fun loss(losses: Losses, logits: Operand<TFloat32>, @Label digit: Operand<TInt32>): Operand<TFloat32> =
            losses.sparseSoftmaxCrossEntropy(digit, logits)
    }
}

object Constant {
    @ModelFn(modes = [Mode.PREDICT])
    internal fun logits(layers: Layers, @Feature(shape = [-1, 64]) pixels: Operand<TFloat32>): Operand<TFloat32> = pixels

    @Predictions
    @JvmName("renamed")
    fun odds(tf: Ops, logits: Operand<TFloat32>?): Operand<TFloat32> = tf.nn.softmax(logits)

    @PredictionHooks
    fun hooks(odds: Operand<TFloat32>): List<SessionRunHook> = listOf()
}

/** What is internal in a data class is read as well; what is private is nobody's business. */
class Insider {
    @ModelFn(modes = [Mode.PREDICT])
    fun net(@Feature(shape = [-1, 64]) pixels: Operand<TFloat32>): Inner = Inner(pixels, pixels)

    @Predictions
    fun said(hidden: Operand<TFloat32>): Said = Said(hidden, hidden)
}
