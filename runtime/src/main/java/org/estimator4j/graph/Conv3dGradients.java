package org.estimator4j.graph;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationAttributeInspector;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Gradients of convolutions over volumes, and of the transposed ones. */
final class Conv3dGradients {

  static final Map<String, GradientRule> RULES =
      Map.of(
          "Conv3D", Conv3dGradients::convolution,
          "Conv3DBackpropInputV2", Conv3dGradients::transposed);

  private Conv3dGradients() {}

  private static void convolution(GradientStep step) {
    Ops tf = step.tf();
    Operand<TFloat32> x = step.input(0);
    Operand<TFloat32> kernel = step.input(1);
    Operand<TFloat32> dy = step.outputGradient(0);
    step.inputGradient(0, like(step, "Conv3DBackpropInputV2", tf.shape(x), kernel, dy));
    step.inputGradient(1, like(step, "Conv3DBackpropFilterV2", x, tf.shape(kernel), dy));
  }

  /** Inputs: the sizes of the result, the kernel, and what is convolved. */
  private static void transposed(GradientStep step) {
    Ops tf = step.tf();
    Operand<TFloat32> kernel = step.input(1);
    Operand<TFloat32> x = step.input(2);
    Operand<TFloat32> dy = step.outputGradient(0);
    Operand<TInt32> kernelShape = tf.shape(kernel);
    step.inputGradient(1, like(step, "Conv3DBackpropFilterV2", dy, kernelShape, x));
    step.inputGradient(2, like(step, "Conv3D", dy, kernel));
  }

  /** An operation with the strides, padding and so on of the one that is differentiated. */
  private static Operand<TFloat32> like(GradientStep step, String type, Operand<?>... inputs) {
    OperationAttributeInspector attributes = step.op().attributes();
    OperationBuilder builder = step.tf().scope().opBuilder(type, type);
    for (Operand<?> input : inputs) {
      builder.addInput(input.asOutput());
    }
    Operation made =
        builder
            .setAttr("strides", attributes.getAttrIntList("strides"))
            .setAttr("dilations", attributes.getAttrIntList("dilations"))
            .setAttr("padding", attributes.getAttrString("padding"))
            .setAttr("data_format", attributes.getAttrString("data_format"))
            .build();
    return made.output(0);
  }
}
