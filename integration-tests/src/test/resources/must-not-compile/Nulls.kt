import java.nio.file.Path
import org.estimator4j.Estimator
import org.estimator4j.EvalResult
import org.estimator4j.config.Params
import org.estimator4j.config.RunConfig
import org.estimator4j.kotlin.*
import org.estimator4j.nn.metric.EvalMetric
import org.estimator4j.spec.EstimatorSpec

fun nulls(estimator: Estimator, result: EvalResult, config: RunConfig, spec: EstimatorSpec, dir: Path) {
  estimator(null, dir) // ! null cannot be a value of a non-null type 'Any'.
  Estimator.of(null, config) // ! null cannot be a value of a non-null type 'EstimatorSpecFactory'.
  Params.of(null) // ! null cannot be a value of a non-null type '(Mutable)Map<String, *>'.
  runConfig(dir) { seed = null } // ! null cannot be a value of a non-null type 'Long'.
  estimator.latestCheckpoint.step // ! only safe (?.) or non-null asserted (!!.) calls are allowed on a nullable receiver of type 'Checkpoint?'.
  result.checkpoint.prefix // ! only safe (?.) or non-null asserted (!!.) calls are allowed on a nullable receiver of type 'Checkpoint?'.
  config.saveCheckpointsEvery.seconds // ! only safe (?.) or non-null asserted (!!.) calls are allowed on a nullable receiver of type 'Duration?'.
  spec.loss.asOutput() // ! only safe (?.) or non-null asserted (!!.) calls are allowed on a nullable receiver of type 'Operand<*>?'.
}

// Rule 2: a type argument of a null-marked class is never null.
class Wrong<T>(val variable: org.estimator4j.graph.Variable<T>) // ! type argument is not within its bounds: type parameter 'T#2 (of class Variable<T : TType>)' must be subtype of 'TType', but actual: 'T#1 (of class Wrong<T>)'.

class Right<T : org.tensorflow.types.family.TType>(val variable: org.estimator4j.graph.Variable<T>)
