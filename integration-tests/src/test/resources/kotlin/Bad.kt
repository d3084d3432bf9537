package bad

import org.estimator4j.annotation.*
import org.estimator4j.nn.layer.*
import org.estimator4j.nn.loss.*
import org.estimator4j.nn.optimizer.*
import org.tensorflow.Operand
import org.tensorflow.op.Ops
import org.tensorflow.types.*

@JvmInline value class Rate(val value: Float)

class Bad {
    @ModelFn
    fun logits(layers: Layers, @Feature(shape = [-1, 64]) pixels: Operand<TFloat32>): Operand<TFloat32> = pixels

    @Predictions
    suspend fun odds(tf: Ops, logits: Operand<TFloat32>): Operand<TFloat32> = tf.nn.softmax(logits)

    @TrainOp
    fun optimizer(rate: Rate): Optimizer = Adam(rate.value)

    @Loss
    fun `the loss`(losses: Losses, logits: Operand<TFloat32>, @Label digit: Operand<TInt32>): Operand<TFloat32> = losses.sparseSoftmaxCrossEntropy(digit, logits)

    @EvaluationHooks
    fun hooks(count: UInt): List<org.estimator4j.session.SessionRunHook>? = null
}
class Comp {
    @ModelFn(modes = [Mode.PREDICT])
    fun logits(@Feature(shape = [-1, 64]) pixels: Operand<TFloat32>): Operand<TFloat32>? = pixels

    @Predictions
    fun odds(tf: Ops, logits: Operand<TFloat32>): Operand<TFloat32> = tf.nn.softmax(logits)

    companion object {
        @PredictionHooks
        fun hooks(odds: Operand<TFloat32>): List<org.estimator4j.session.SessionRunHook> = listOf()
    }
}
