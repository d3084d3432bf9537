package org.estimator4j.graph;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/** Gradients that models need and C++ lacks, or has in a form that does not serve us. */
final class BuiltInGradients {

  static final Map<String, GradientRule> RULES = rules();

  private BuiltInGradients() {}

  private static Map<String, GradientRule> rules() {
    Map<String, GradientRule> rules = new HashMap<>();
    rules.put("SparseSoftmaxCrossEntropyWithLogits", BuiltInGradients::sparseSoftmaxCrossEntropy);
    rules.putAll(ElementGradients.RULES);
    rules.putAll(SegmentGradients.RULES);
    rules.putAll(LinearAlgebraGradients.RULES);
    rules.putAll(Conv3dGradients.RULES);
    rules.put("TopKV2", ArrayGradients::topK);
    rules.replaceAll((type, rule) -> realOnly(rule));
    // These move values about, of whichever type.
    rules.put("Concat", ArrayGradients::concat);
    // C++ knows it; as a rule of ours it keeps handles out of native regions.
    rules.put("ReadVariableOp", ArrayGradients::passOn);
    rules.put("EnsureShape", ArrayGradients::passOn);
    rules.put("IdentityN", ArrayGradients::passOn);
    return Map.copyOf(rules);
  }

  private static GradientRule realOnly(GradientRule rule) {
    return step -> {
      DataType type = step.output(0).dataType();
      if (type == DataType.DT_COMPLEX64 || type == DataType.DT_COMPLEX128) {
        throw new GradientException(
            "the gradient rule for "
                + step.op().type()
                + " is for real numbers; '"
                + step.op().name()
                + "' is "
                + type
                + ": say how to differentiate it with graph.registerGradient(\""
                + step.op().type()
                + "\", rule)");
      }
      rule.differentiate(step);
    };
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
