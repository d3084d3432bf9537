import org.estimator4j.kotlin.*
import org.tensorflow.Operand
import org.tensorflow.op.Ops
import org.tensorflow.types.TFloat32
import org.tensorflow.types.TInt32
import org.tensorflow.types.TString

fun operators(tf: Ops, x: Operand<TFloat32>, n: Operand<TInt32>, s: Operand<TString>) {
  x + x // ! unresolved reference 'plus' for operator '+' on receiver of type 'Operand<TFloat32>'.
  tf { x + n } // ! cannot infer type for type parameter 'R'. Specify it explicitly. + none of the following candidates is applicable:
  tf { n * 2.5f } // ! cannot infer type for type parameter 'R'. Specify it explicitly. + none of the following candidates is applicable:
  tf { n / 2L } // ! cannot infer type for type parameter 'R'. Specify it explicitly. + none of the following candidates is applicable:
  tf { s + s } // ! cannot infer type for type parameter 'R'. Specify it explicitly. + none of the following candidates is applicable:
  tf { x matmul n } // ! argument type mismatch: actual type is 'Operand<TInt32>', but 'Operand<TFloat32>' was expected.
}
