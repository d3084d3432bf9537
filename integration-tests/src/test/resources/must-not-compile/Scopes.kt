import java.nio.file.Path
import org.estimator4j.Estimator
import org.estimator4j.input.Input
import org.estimator4j.kotlin.*
import org.estimator4j.nn.layer.Layers
import org.tensorflow.Operand
import org.tensorflow.types.TFloat32

fun scopes(model: Any, dir: Path, input: Input, layers: Layers, x: Operand<TFloat32>) {
  estimator(model, dir) {
    trainSpec(input) { seed = 3 } // ! 'var seed: Long' cannot be called in this context with an implicit receiver. Use an explicit receiver if necessary.
    csv("file") { saveCheckpointsSteps = 10 } // ! 'var saveCheckpointsSteps: Long' cannot be called in this context with an implicit receiver. Use an explicit receiver if necessary.
  }
  trainSpec(input) {
    evalSpec(input) { maxSteps = 3 } // ! 'var maxSteps: Long?' cannot be called in this context with an implicit receiver. Use an explicit receiver if necessary.
  }
  layers.conv2d("a", x, 3) {
    layers.dense("b", x, 3) { stride(2) } // ! 'fun stride(down: Int, right: Int = ...): Unit' cannot be called in this context with an implicit receiver. Use an explicit receiver if necessary.
    layers.dense("c", x, 3) { this@conv2d.stride(2) }
  }
}
