import org.estimator4j.EvalOption
import org.estimator4j.annotation.Mode
import org.estimator4j.input.Input
import org.estimator4j.Estimator
import org.estimator4j.TrainOption
import org.estimator4j.kotlin.*
import org.estimator4j.spec.EstimatorSpec
import org.estimator4j.spec.ExportOutput
import org.tensorflow.Operand
import org.tensorflow.op.Op
import org.tensorflow.types.TFloat32

fun modes(estimator: Estimator, input: Input, loss: Operand<TFloat32>, step: Op, outputs: Map<String, ExportOutput>) {
  EstimatorSpec.forPrediction().loss(loss) // ! expression 'loss' of type 'PredictionSpecBuilder' cannot be invoked as a function. Function 'invoke()' is not found.
  EstimatorSpec.forEvaluation().loss(loss).trainOp(step) // ! expression 'trainOp' of type 'Op?' cannot be invoked as a function. Function 'invoke()' is not found.
  EstimatorSpec.forTraining().loss(loss).exportOutputs(outputs) // ! expression 'exportOutputs' of type 'Map<String, ExportOutput>' cannot be invoked as a function. Function 'invoke()' is not found.
  estimator.train(input, EvalOption.steps(3)) // ! none of the following candidates is applicable:
  estimator.evaluate(input) { maxSteps = 3 } // ! unresolved reference 'maxSteps'.
  estimator.usePredictions(input, { steps = 3 }) { it.count() } // ! unresolved reference 'steps'.
}

fun name(mode: Mode): String =
  when (mode) { // ! 'when' expression must be exhaustive. Add the 'PREDICT' branch or an 'else' branch.
    Mode.TRAIN -> "train"
    Mode.EVAL -> "eval"
  }

fun limit(option: TrainOption): Long =
  when (option) { // ! 'when' expression must be exhaustive. Add the 'is Hooks', 'is Listeners', 'is Progress' branches or an 'else' branch.
    is TrainOption.Steps -> option.steps
    is TrainOption.MaxSteps -> option.maxSteps
  }
