package org.estimator4j.graph;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** Gradients that models need and C++ lacks, or has in a form that does not serve us. */
final class BuiltInGradients {

  static final Map<String, GradientRule> RULES =
      Map.of(
          // C++ knows it; as a rule of ours it keeps handles out of native regions.
          "ReadVariableOp", BuiltInGradients::passOn,
          "EnsureShape", BuiltInGradients::passOn,
          "SparseSoftmaxCrossEntropyWithLogits", BuiltInGradients::sparseSoftmaxCrossEntropy);

  private BuiltInGradients() {}

  private static void passOn(GradientStep step) {
    step.inputGradient(0, step.outputGradient(0));
  }

  /**
   * The second output is {@code softmax(logits) - onehot(labels)}, the derivative of the first; its
   * own derivative is that of softmax.
   */
  private static void sparseSoftmaxCrossEntropy(GradientStep step) {
    Ops tf = step.tf();
    // The element type is that of the logits, whichever it is: the cast is for the compiler only.
    Operand<TFloat32> derivative = step.output(1);
    Operand<TFloat32> gradient =
        tf.math.mul(tf.expandDims(step.<TFloat32>outputGradient(0), tf.constant(-1)), derivative);
    if (step.hasOutputGradient(1)) {
      Operand<TFloat32> outer = step.outputGradient(1);
      Operand<TFloat32> softmax = tf.nn.softmax(step.<TFloat32>input(0));
      Operand<TFloat32> mean =
          tf.reduceSum(tf.math.mul(outer, softmax), tf.constant(-1), ReduceSum.keepDims(true));
      gradient = tf.math.add(gradient, tf.math.mul(softmax, tf.math.sub(outer, mean)));
    }
    step.inputGradient(0, gradient);
  }
}
