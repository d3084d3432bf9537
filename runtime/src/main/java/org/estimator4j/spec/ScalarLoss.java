package org.estimator4j.spec;

import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TInt32;

/** Makes a loss scalar where it has one element in another shape, as the reference does. */
final class ScalarLoss {

  private ScalarLoss() {}

  /** The loss itself if it is scalar or of unknown rank, else a reshape of it. */
  static Operand<?> of(Operand<?> loss, Function<String, InvalidSpecException> invalid) {
    Shape shape = loss.shape();
    if (shape.isUnknown() || shape.isScalar()) {
      return loss;
    }
    if (!shape.hasUnknownDimension() && shape.size() != 1) {
      throw invalid.apply(
          "the loss must be a scalar, but \""
              + loss.op().name()
              + "\" has shape "
              + shape
              + ". Reduce it, for instance with tf.math.mean(loss, tf.constant(0)).");
    }
    return reshape(loss);
  }

  /** Past the model's scopes: its name follows from the loss's, so it cannot collide. */
  private static Operand<?> reshape(Operand<?> loss) {
    Graph graph = (Graph) loss.op().env();
    String name = loss.op().name() + "/scalar";
    try (TInt32 empty = TInt32.tensorOf(Shape.of(0), DataBuffers.ofInts(0))) {
      Output<?> scalarShape =
          graph
              .opBuilder("Const", name + "/shape", graph.baseScope())
              .setAttr("dtype", DataType.DT_INT32)
              .setAttr("value", empty)
              .build()
              .output(0);
      return graph
          .opBuilder("Reshape", name, graph.baseScope())
          .addInput(loss.asOutput())
          .addInput(scalarShape)
          .build()
          .output(0);
    }
  }
}
