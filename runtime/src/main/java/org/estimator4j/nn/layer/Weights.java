package org.estimator4j.nn.layer;

import org.estimator4j.graph.Initializer;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Regularizer;
import org.estimator4j.graph.Variable;
import org.estimator4j.graph.VariableBuilder;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** Makes the variables of a layer in the current scope. */
record Weights(ModelGraph graph) {

  <T extends TFloating> Variable<T> kernel(Class<T> type, Shape shape, Parameters parameters) {
    return kernel("kernel", type, shape, parameters);
  }

  <T extends TFloating> Variable<T> kernel(
      String name, Class<T> type, Shape shape, Parameters parameters) {
    return make(name, type, shape, parameters.kernelInitializer(), parameters.kernelRegularizer());
  }

  /** Adds the bias, if there is to be one, to the last dimension, and applies the activation. */
  <T extends TFloating> Operand<T> finish(Ops tf, Operand<T> y, int width, Parameters parameters) {
    Operand<T> result = y;
    if (parameters.bias()) {
      Variable<T> bias =
          make(
              "bias",
              y.type(),
              Shape.of(width),
              parameters.biasInitializer(),
              parameters.biasRegularizer());
      result = tf.nn.biasAdd(y, bias);
    }
    return parameters.activation().apply(tf, result);
  }

  /**
   * A variable of the input's element type. The settings of a layer do not know that type: an
   * initialiser is asked for a value of the type that the variable names, and a check of the graph
   * makes sure that it gave one; a regulariser works with whichever it is given.
   */
  @SuppressWarnings("unchecked")
  <T extends TFloating> Variable<T> make(
      String name,
      Class<T> type,
      Shape shape,
      Initializer<TFloating> initializer,
      @Nullable Regularizer<TFloating> regularizer) {
    VariableBuilder<T> variable =
        graph
            .variable(name, type, shape)
            .initializer((Initializer<T>) (Initializer<?>) initializer);
    if (regularizer != null) {
      variable.regularizer((Regularizer<T>) (Regularizer<?>) regularizer);
    }
    return variable.create();
  }
}
