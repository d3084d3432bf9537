import java.nio.file.Path
import org.estimator4j.input.Row
import org.estimator4j.kotlin.*
import org.estimator4j.nn.layer.Layers
import org.tensorflow.Operand
import org.tensorflow.types.TFloat32

fun missing(model: Any, dir: Path, layers: Layers, x: Operand<TFloat32>, row: Row) {
  estimator(model) // ! no value passed for parameter 'modelDir'.
  arrays() // ! no value passed for parameter 'configure'.
  tfRecords("a") // ! no value passed for parameter 'configure'.
  tfRecords("a") { feature("x") } // ! cannot infer type for type parameter 'T'. Specify it explicitly.
  csv("a") { feature<String>("x") } // ! no type arguments expected for 'fun feature(column: String, missing: Missing? = ...): Unit'.
  arrays { feature("x") } // ! none of the following candidates is applicable: + no value passed for parameter 'values'.
  layers.dense("a", x) { noBias() } // ! none of the following candidates is applicable: + unresolved reference 'noBias'.
  trainSpec { maxSteps = 3 } // ! no value passed for parameter 'input'.
  row.get<Float>() // ! no value passed for parameter 'name'. + no type arguments expected for 'fun get(name: String): Any'.
}
