package org.estimator4j.nn.layer;

import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.PrecisionCheck;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TFloating;

/** The gradient check of layers, with respect to their input and their variables. */
final class LayerCheck {

  private LayerCheck() {}

  /** A layer, or several, of whichever element type. */
  interface Function {

    <T extends TFloating> Operand<T> apply(Layers layers, Operand<T> x);
  }

  static void gradients(Shape shape, Function function) {
    PrecisionCheck.gradients(
        shape,
        new PrecisionCheck.Function() {
          @Override
          public <T extends TFloating> Operand<T> apply(ModelGraph graph, Operand<T> x) {
            return function.apply(new Layers(graph), x);
          }
        });
  }
}
